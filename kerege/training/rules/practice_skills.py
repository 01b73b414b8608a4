"""What came of a skill checklist: which points were done, whether it is passed, and whose signature holds for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kerege.lib.refusal import Refusal
from kerege.training.rules.practice_events import Event, Standing, once, standing
from kerege.training.words import practice_refused as refused
from kerege.training.words.practice import Mark, Seen


@dataclass(frozen=True)
class Point:
    """One point of a checklist, as the result needs it."""

    id: str
    critical: bool = False


@dataclass(frozen=True)
class Skill:
    """One person at one checklist. `signatures` are those that hold for what stands now; `lapsed` were given for other
    marks. `open` and `disputed` are points without a mark, and with marks that differ.
    """

    marks: Mapping[str, Standing]
    open: tuple[str, ...]
    disputed: tuple[str, ...]
    missed: tuple[str, ...]
    signatures: tuple[Event, ...]
    lapsed: tuple[Event, ...]

    @property
    def complete(self) -> bool:
        return not self.open and not self.disputed

    @property
    def passed(self) -> bool | None:
        """All critical points done, by themselves and undisputed. None while that is not known."""
        return not self.missed if self.complete else None

    @property
    def signed(self) -> bool:
        return bool(self.signatures)

    @property
    def done(self) -> tuple[str, ...]:
        """The points that were done without help."""
        return tuple(item for item, found in self.marks.items() if found.value == Mark.DONE)


def skill_of(points: Iterable[Point], events: Iterable[Event], subject: str) -> Skill:
    """How somebody stands at a checklist, from the events of its activity in any order."""
    points, mine = list(points), [each for each in once(events) if each.subject == subject]
    stands = standing(mine)
    found = {each.id: stands[key] for each in points if (key := (Seen.MARK.value, subject, each.id)) in stands}
    missing = tuple(each.id for each in points if each.id not in found)
    disputed = tuple(item for item, each in found.items() if each.disputed)
    missed = tuple(each.id for each in points if each.critical and _value(found, each.id) != Mark.DONE)
    given = {item: each.value for item, each in found.items()}
    known = {each.uid: each for each in mine if each.kind == Seen.MARK}
    holds: list[Event] = []
    lapsed: list[Event] = []
    for each in (one for one in mine if one.kind == Seen.SIGN):
        whole = not missing and not disputed
        (holds if whole and _rests_on(each, known) == given else lapsed).append(each)
    return Skill(found, missing, disputed, missed, tuple(holds), tuple(lapsed))


def _value(found: Mapping[str, Standing], item: str) -> str:
    return found[item].value if item in found else ""


def _rests_on(signature: Event, marks: Mapping[str, Event]) -> dict[str, str] | None:
    """The marks that a signature had seen, by point; None where it had seen two that differ."""
    found: dict[str, str] = {}
    for uid in sorted(signature.after):
        mark = marks.get(uid)
        if mark is not None and found.setdefault(mark.item, mark.value) != mark.value:
            return None
    return found


def check_may_sign(skill: Skill) -> None:
    """Refuse training.checklist_open and training.checklist_disputed."""
    if skill.open:
        raise Refusal(refused.CHECKLIST_OPEN, field="sign", count=len(skill.open))
    if skill.disputed:
        raise Refusal(refused.CHECKLIST_DISPUTED, field="sign", count=len(skill.disputed))
