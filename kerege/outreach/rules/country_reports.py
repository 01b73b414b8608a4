"""What has to hold before a text about a country leaves the hands of its author. Plain Python."""

import re
from collections.abc import Iterable, Mapping
from hashlib import sha256

from kerege.lib.refusal import Called, Refusal
from kerege.outreach.words import country_reports as words
from kerege.outreach.words.country_reports import Approval, ReportState, TextState
from kerege.people.words import UNKNOWN_CHOICE

MOST_PASSAGES = 200
LONGEST_PASSAGE = 4_000
_ENDINGS = re.compile(r"[аеёиоуыэюяйьaeiouy]+$")
_SHORTEST_STEM = 4


def digest_of(number: int, text: str, about: Iterable[str] = ()) -> str:
    """By what a country knows the passage that it decides about: its number, its words, and of whom they speak."""
    return sha256("\x1f".join([str(number), *sorted(about), text]).encode()).hexdigest()


def digest_of_all(digests: Iterable[str]) -> str:
    """The same of a whole report, from its passages in their order."""
    return sha256("\x1f".join(digests).encode()).hexdigest()


def check_country(code: str, known: Iterable[str], *, field: str) -> None:
    """Refuses outreach.country_missing, and people.unknown_choice for a country that takes part in nothing here."""
    if not code:
        raise Refusal(words.COUNTRY_MISSING, field=field)
    if code not in (codes := tuple(known)):
        raise Refusal(UNKNOWN_CHOICE, field=field, value=code[:12], name=field, choices=", ".join(codes))


def check_why(why: str) -> None:
    """Refuses outreach.why_missing."""
    if not why:
        raise Refusal(words.WHY_MISSING, field="why")


def check_report(state: str, *allowed: ReportState, shown: str) -> None:
    """Refuses outreach.report_not_now; `shown` is the state in words."""
    if state not in allowed:
        raise Refusal(words.REPORT_NOT_NOW, state=Called(state, shown))


def check_text(state: str, *allowed: TextState, shown: str) -> None:
    """Refuses outreach.text_not_now; `shown` is the state in words."""
    if state not in allowed:
        raise Refusal(words.TEXT_NOT_NOW, state=Called(state, shown))


def spoken_of(text: str, names: Mapping[str, str]) -> frozenset[str]:
    """The countries that a text names. `names` are their names by code, in the language of the text; an inflected
    name counts too, by its stem.
    """
    lowered = text.casefold()
    return frozenset(code for code, name in names.items() if (stem := _stem(name)) and _begins_word(stem, lowered))


def check_named(text: str, names: Mapping[str, str], asked: Iterable[str]) -> None:
    """Refuses outreach.country_not_named where a text speaks of a country that is not asked about it."""
    left = sorted(spoken_of(text, names) - set(asked))
    if left:
        raise Refusal(words.COUNTRY_NOT_NAMED, field="countries", countries=", ".join(names[code] for code in left))


def _stem(name: str) -> str:
    folded = name.casefold().strip()
    stem = _ENDINGS.sub("", folded)
    return stem if len(stem) >= _SHORTEST_STEM else folded


def _begins_word(stem: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(stem)}", text) is not None


NEXT_OF_APPROVAL: Mapping[Approval, frozenset[Approval]] = {
    Approval.WAITING: frozenset({Approval.APPROVED, Approval.REFUSED}),
    Approval.REFUSED: frozenset({Approval.APPROVED}),
    Approval.APPROVED: frozenset({Approval.REFUSED, Approval.WITHDRAWN}),
    Approval.WITHDRAWN: frozenset(),
}
"""What a country may say next about the same words. Once they are published it can only withdraw; a passage that is
written anew is asked about anew.
"""


def may_follow(state: str, wanted: Approval, *, published: bool) -> bool:
    """Whether a country may say this now."""
    if published:
        return state == Approval.APPROVED and wanted == Approval.WITHDRAWN
    return wanted in NEXT_OF_APPROVAL[Approval(state)] - {Approval.WITHDRAWN}
