"""Facilities in words: codes as their names, positions and histories as sentences."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from kerege.inventory.queries import FacilityCard, FacilityLine, HistoryLine, Where
from kerege.inventory.words import SHOWN_AT
from kerege.inventory.words.fields import FIELDS, HISTORY, VOCABULARIES
from kerege.sharing.words import SENSITIVITIES


def word(words: Mapping[Any, str], code: str) -> str:
    """The name of a code; a code that no vocabulary has is shown as it is."""
    return gettext(words[code]) if code in words else code


def said(words: Mapping[Any, str], codes: Iterable[str]) -> list[str]:
    return [word(words, code) for code in codes]


def options(words: Mapping[Any, str], chosen: str, counts: Mapping[str, int] | None = None) -> list[tuple[Any, ...]]:
    """(value, label, chosen) for a select; with counts only what leaves something, with how many."""
    found = []
    for code, name in words.items():
        left = None if counts is None else counts.get(code, 0)
        if left or left is None or code == chosen:
            label = gettext(name) if left is None else f"{gettext(name)} ({left})"
            found.append((str(code), label, code == chosen))
    return found


@dataclass(frozen=True)
class Placed:
    """A position for a page: the numbers as text, and in words how exact they are."""

    numbers: str
    exactness: str


def placed(where: Where | None) -> Placed | None:
    """As many decimals as are known, and no more."""
    if where is None:
        return None
    decimals = 5 if where.exact else 2
    numbers = f"{where.latitude:.{decimals}f}, {where.longitude:.{decimals}f}"
    return Placed(numbers, exactness(where))


def exactness(where: Where) -> str:
    """In words how exact a position is."""
    if where.exact:
        return gettext("exact")
    if where.radius_km:
        return gettext("the facility is within %(km)s km of it") % {"km": f"{where.radius_km:.0f}"}
    return word(SHOWN_AT, where.at)


@dataclass(frozen=True)
class Told:
    """One entry of a history. Lines are sentences."""

    on: date
    what: str
    lines: list[str]


def history(lines: Iterable[HistoryLine]) -> list[Told]:
    return [Told(h.on, word(HISTORY, h.what), [_change(c) for c in h.changes]) for h in lines]


def _change(change: Any) -> str:
    field = word(FIELDS, change.field)
    if not change.old and not change.new:
        return field
    old, new = (_value(change.field, text) for text in (change.old, change.new))
    if not change.old:
        return gettext("%(field)s: “%(new)s”") % {"field": field, "new": new}
    if not change.new:
        return gettext("%(field)s: “%(old)s” was taken out") % {"field": field, "old": old}
    return gettext("%(field)s: “%(old)s” became “%(new)s”") % {"field": field, "old": old, "new": new}


def _value(field: str, text: str) -> str:
    if field.endswith("_label"):
        names = {str(int(level)): gettext(name) for level, name in SENSITIVITIES.items()}
        return names.get(text, text)
    vocabulary = VOCABULARIES.get(field)
    return ", ".join(said(vocabulary, text.split())) if vocabulary else text


@dataclass(frozen=True)
class Step:
    """Something to do next: what, why, and where. `action` is "confirm" for the button that confirms the card."""

    title: str
    text: str
    anchor: str = ""
    action: str = ""


_SECTION_OF = {
    "kind": "names",
    "sectors": "names",
    "functions": "capabilities",
    "languages": "capabilities",
    "position": "place",
    "ownership": "organisation",
    "transport": "waste",
    "quality": "accreditation",
}
"""In which part of the form a field stands; the accreditation has a form of its own."""


def next_steps(card: FacilityCard, *, stale_on: date) -> list[Step]:
    """What whoever keeps the card should do next, the most urgent first."""
    line, steps = card.line, []
    if line.stale:
        steps.append(
            Step(
                gettext("Confirm the card"),
                gettext("Nobody has said since %(day)s that it holds. Look it over; one press confirms it unchanged.")
                % {"day": line.confirmed_on.isoformat()},
                action="confirm",
            )
        )
    for claim in card.containment:
        if not claim.proved:
            steps.append(
                Step(
                    gettext("Prove the level %(level)s, or leave it a claim") % {"level": claim.level_name},
                    gettext("It is shown as a claim until rooms, a body that verified them and a day stand behind it."),
                    anchor=f"prove-{claim.uid}",
                )
            )
            break
    if any(a.expired for a in card.accreditations):
        text = gettext("Others rely on it. Record the new one, with its days.")
        steps.append(Step(gettext("An accreditation is over"), text, anchor="accreditation"))
    if card.completeness is not None and card.completeness.next_field:
        field = card.completeness.next_field
        steps.append(
            Step(
                gettext("Fill in: %(field)s") % {"field": word(FIELDS, field)},
                gettext("The card is complete to %(percent)s %%. This field helps others most.")
                % {"percent": card.completeness.percent},
                anchor=_SECTION_OF.get(field, field),
            )
        )
    return steps


def codes_of(line: FacilityLine) -> dict[str, list[str]]:
    """The coded fields of a line as words."""
    return {name: said(VOCABULARIES[name], getattr(line, name)) for name in ("sectors", "capabilities", "functions")}
