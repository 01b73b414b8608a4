"""What participants say, kept as sums only. Nobody's answers stand anywhere by themselves: each is added to counts by
question, and words are kept in the order of the alphabet. What was said is told once the asking is over, so that two
readings never differ by one answer, and never of fewer people than the least cell.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from kerege.inventory.rules.lint import check_text
from kerege.lib.refusal import Refusal
from kerege.lib.text import alphabetical, clean_text, fold
from kerege.training.rules.evaluation_forms import EvaluationForm
from kerege.training.words import evaluation_refused as refused
from kerege.training.words.evaluation import LARGEST_COHORT, Stage, Theme

BEST = 5
LONGEST_WORDS = 280
MOST_SHEETS = 9999
SHORT_NAME, ENDING = 3, 3
"""Letters of a part of a name that is looked for at least, and of an ending that grammar gives it at most."""
LASTS, LASTS_AT_MOST = timedelta(days=14), timedelta(days=60)

Counts = Mapping[str, list[int]]
"""How often each number from 1 to 5 was given, by question."""


def token_digest(token: str) -> str:
    """How a link for one answer is kept: whoever reads the table cannot answer with it."""
    return sha256(f"kerege.reaction.1:{token}".encode()).hexdigest()


@dataclass(frozen=True)
class Said:
    """What one participant said: a number for each question, and words where there are some."""

    numbers: Mapping[str, int]
    words: Mapping[str, str]


def read_answer(form: EvaluationForm, given: Mapping[str, str]) -> Said:
    """One participant's answers. Refuses training.answer_missing, .words_too_long, .names_somebody and text.*."""
    numbers = {}
    for question in form.questions:
        text = str(given.get(question.key, "")).strip()
        if text not in {"1", "2", "3", "4", "5"}:
            raise Refusal(refused.ANSWER_MISSING, field=question.key)
        numbers[question.key] = int(text)
    words = {each.key: read_words(str(given.get(each.key, "")), field=each.key) for each in form.texts}
    return Said(numbers, {key: text for key, text in words.items() if text})


_REACHED = re.compile(r"[\w.+-]+@[\w-]+\.\w+|https?://\S+|(?<!\w)@\w{3,}|\+?\d[\d\s()-]{6,}\d")
_INITIALS = re.compile(r"\b[^\W\d_a-zа-яё]\.\s?(?:[^\W\d_a-zа-яё]\.\s?)?[^\W\d_a-zа-яё][^\W\d_]{2,}")
_INITIALS_BEHIND = re.compile(r"\b[^\W\d_a-zа-яё][^\W\d_]{2,}\s+[^\W\d_a-zа-яё]\.\s?[^\W\d_a-zа-яё]\.")
_ADDRESSED = re.compile(
    r"\b(?i:mr|mrs|ms|dr|prof|professor|doctor|г-н|г-жа|господин|госпожа|доктор|профессор|доцент)\.?\s+"
    r"[^\W\d_a-zа-яё][^\W\d_]+"
)
_WORD = re.compile(r"[^\W\d_]{4,}")
_PATRONYMIC = re.compile(r"\b[А-ЯЁ][а-яё]+\s+[А-ЯЁ][а-яё]+(?:ович|евич|овна|евна|ична|улы|уулу|кызы|қызы)\b")


def read_words(text: str, *, field: str) -> str:
    """Words as they are kept; may be empty. Refuses what names somebody as far as its form shows it: an address, a
    number to call, initials, a title before a name, a patronymic; and what is not for sharing
    (inventory.not_for_sharing).
    """
    if not text.strip():
        return ""
    kept = " ".join(clean_text(text, field=field, max_length=10 * LONGEST_WORDS).split())
    if len(kept) > LONGEST_WORDS:
        raise Refusal(refused.WORDS_TOO_LONG, field=field, length=len(kept), most=LONGEST_WORDS)
    for pattern in (_REACHED, _INITIALS, _INITIALS_BEHIND, _ADDRESSED, _PATRONYMIC):
        if found := pattern.search(kept):
            raise Refusal(refused.NAMES_SOMEBODY, field=field, found=found[0][:60])
    check_text(kept, field=field)
    return kept


def check_names(words: Mapping[str, str], names: Iterable[str]) -> None:
    """Refuse training.names_somebody where words bear a part of one of these names, in any script and case of grammar;
    what is written small is a word and no name.
    """
    parts = {fold(part) for name in names for part in name.split() if len(part) > SHORT_NAME}
    for key, text in words.items():
        for word in _WORD.findall(text):
            folded = fold(word)
            if word[0].isupper() and any(folded.startswith(p) and len(folded) <= len(p) + ENDING for p in parts):
                raise Refusal(refused.NAMES_SOMEBODY, field=key, found=word[:60])


def added(form: EvaluationForm, counts: Counts, said: Said) -> dict[str, list[int]]:
    """The counts with one more answer."""
    new = {each.key: list(counts.get(each.key, [0] * BEST)) for each in form.questions}
    for key, number in said.numbers.items():
        new[key][number - 1] += 1
    return new


def added_words(texts: Mapping[str, list[str]], said: Said) -> dict[str, list[str]]:
    """The words with those of one more answer, by question in the order of the alphabet: none tells when it came."""
    new = {key: list(lines) for key, lines in texts.items()}
    for key, text in said.words.items():
        new[key] = sorted([*new.get(key, []), text], key=lambda line: (alphabetical(line), line))
    return new


def stage(*, until: date | None, closed_on: date | None, answers: int, on: date, k: int) -> Stage:
    """How an asking stands on a day; `until` is its last day, None where nobody was asked."""
    if until is None:
        return Stage.NOT_ASKED
    if on <= until and (closed_on is None or on < closed_on):
        return Stage.OPEN
    return Stage.OVER if answers >= k else Stage.TOO_FEW


def check_until(until: date | None, *, today: date) -> date:
    """The last day on which answers are taken; two weeks where nobody gave one. Refuses training.asking_day."""
    last = until or today + LASTS
    if not today <= last <= today + LASTS_AT_MOST:
        raise Refusal(refused.ASKING_DAY, field="until", latest=(today + LASTS_AT_MOST).isoformat())
    return last


def check_participants(value: int | None) -> int:
    """Refuse training.participants_wrong."""
    if value is None or not 1 <= value <= LARGEST_COHORT:
        shown = "" if value is None else str(value)
        raise Refusal(refused.PARTICIPANTS_WRONG, field="participants", value=shown, most=LARGEST_COHORT)
    return value


def check_sheet(number: int | None, *, entered: Iterable[int]) -> int:
    """The number on a paper form. Refuses training.sheet_wrong, and .sheet_entered for one that was entered before."""
    if number is None or not 1 <= number <= MOST_SHEETS:
        raise Refusal(refused.SHEET_WRONG, field="sheet", most=MOST_SHEETS)
    if number in set(entered):
        raise Refusal(refused.SHEET_ENTERED, field="sheet", number=number)
    return number


def next_sheet(entered: Iterable[int]) -> int:
    """The number for the next paper form, where they are numbered as they are entered."""
    return max(entered, default=0) + 1


def check_links(links: int, *, standing: int, answers: int, participants: int) -> None:
    """Refuse training.links_wrong, and .no_links_left: never more ways to answer than people."""
    left = max(0, participants - standing - answers)
    if not left:
        raise Refusal(refused.NO_LINKS_LEFT, field="links", participants=participants)
    if not 1 <= links <= left:
        raise Refusal(refused.LINKS_WRONG, field="links", participants=participants, left=left)


@dataclass(frozen=True)
class QuestionSum:
    """One question: how often each number was given, how many answered and their mean."""

    key: str
    text: str
    theme: str
    counts: tuple[int, ...]

    @property
    def n(self) -> int:
        return sum(self.counts)

    @property
    def mean(self) -> float:
        return sum(number * count for number, count in enumerate(self.counts, start=1)) / self.n if self.n else 0.0

    @property
    def agree(self) -> float:
        """The share of those who gave 4 or 5."""
        return sum(self.counts[3:]) / self.n if self.n else 0.0


def sums(form: EvaluationForm, counts: Counts, lang: str) -> tuple[QuestionSum, ...]:
    return tuple(
        QuestionSum(each.key, each.told(lang), each.theme, tuple(counts.get(each.key, [0] * BEST)))
        for each in form.questions
    )


def by_theme(lines: Iterable[QuestionSum]) -> dict[Theme, float]:
    """The mean of the answers to all questions of a theme, of the themes that were asked."""
    points: dict[str, float] = {}
    number: dict[str, int] = {}
    for line in lines:
        points[line.theme] = points.get(line.theme, 0.0) + line.mean * line.n
        number[line.theme] = number.get(line.theme, 0) + line.n
    return {theme: points[theme] / number[theme] for theme in Theme if number.get(theme)}
