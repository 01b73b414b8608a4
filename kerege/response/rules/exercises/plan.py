"""The plan of an exercise as data: what is said in one language or more, objectives with measures, roles of players."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kerege.inventory.rules.lint import check_text
from kerege.lib.refusal import Called, Refusal
from kerege.lib.text import clean_line, clean_text
from kerege.lib.versions import Texts
from kerege.response.rules.exercises.order import Line, check_forwards
from kerege.response.words import exercises_refused as refused
from kerege.response.words.exercises import LACKING, ExercisePart

LONGEST_LINE, LONGEST_TEXT = 200, 3_000
HIGHEST = 999
LATEST = 14 * 24 * 60
"""Minutes: two weeks, longer than any exercise that is run by injects."""


@dataclass(frozen=True)
class Objective:
    """What the exercise is to show, and by what one sees it. `capacity` is what it is about in a frame of the reader's
    own choice, for example an indicator of the JEE.
    """

    key: str
    text: Texts
    measure: Texts = field(default_factory=dict)
    capacity: str = ""


@dataclass(frozen=True)
class Team:
    """A role of players in the scenario, with what whoever plays it is told at the start."""

    key: str
    title: Texts
    brief: Texts = field(default_factory=dict)


def said(
    told: Mapping[str, str], languages: Sequence[str], name: str, *, line: bool = False, optional: bool = False
) -> Texts:
    """The texts as they are kept, each cleaned and without what never belongs here; the first language has to be there.

    Refuses response.exercise_says_nothing, text.* and what the free-text rule of the node refuses.
    """
    clean, most = (clean_line, LONGEST_LINE) if line else (clean_text, LONGEST_TEXT)
    found: dict[str, str] = {}
    for slot, lang in enumerate(languages, start=1):
        text = str(told.get(lang, ""))
        if text.strip():
            found[lang] = clean(text, field=f"{name}_{slot}", max_length=most)
            check_text(found[lang], field=f"{name}_{slot}")
    if not optional and languages[0] not in found:
        raise Refusal(refused.EXERCISE_SAYS_NOTHING, field=f"{name}_1", language=languages[0])
    return found


def objectives_of(rows: Sequence[Mapping[str, Any]]) -> tuple[Objective, ...]:
    return tuple(Objective(**row) for row in rows)


def teams_of(rows: Sequence[Mapping[str, Any]]) -> tuple[Team, ...]:
    return tuple(Team(**row) for row in rows)


def next_key(letter: str, taken: Sequence[str]) -> str:
    """The next free key: O1, O2 … for objectives, R1, R2 … for roles of players."""
    numbers = [int(key[1:]) for key in taken if key[:1] == letter and key[1:].isdigit()]
    return f"{letter}{max(numbers, default=0) + 1}"


def check_number(number: int) -> int:
    """Refuses response.inject_bad_number."""
    if not 1 <= number <= HIGHEST:
        raise Refusal(refused.INJECT_BAD_NUMBER, field="position", most=HIGHEST)
    return number


def check_minute(minute: int) -> int:
    """Refuses response.inject_bad_minute."""
    if not 0 <= minute <= LATEST:
        raise Refusal(refused.INJECT_BAD_MINUTE, field="minute", most=LATEST)
    return minute


def check_known(key: str, known: Sequence[str], *, word: Any, field: str) -> str:
    """Refuses the word given, for a key that the plan has not."""
    if key not in known:
        raise Refusal(word, field=field, key=key[:40])
    return key


def check_ready(
    *, objectives: int, parts: Sequence[tuple[str, str]], told: Mapping[int, Sequence[str]], lines: Sequence[Line]
) -> None:
    """Whether an exercise can start: `parts` are those that people have, each with the key of the role that is played,
    and `told` for each inject the keys of the roles that it goes to.

    Refuses response.exercise_not_ready, .injects_backwards and .inject_for_nobody.
    """
    players = [team for part, team in parts if part == ExercisePart.PLAYER]
    counts = {
        "objective": objectives,
        "inject": len(lines),
        "player": len(players),
        "evaluator": sum(part == ExercisePart.EVALUATOR for part, _team in parts),
    }
    for name, count in counts.items():
        if not count:
            raise Refusal(refused.EXERCISE_NOT_READY, lacks=Called(name, LACKING[name]))
    check_forwards(lines)
    for number, keys in told.items():
        for key in keys:
            if key not in players:
                raise Refusal(refused.INJECT_FOR_NOBODY, number=number, key=key)
