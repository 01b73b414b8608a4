"""Offers, requests and enquiries in words: states with the look of their badge, reasons as sentences."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from kerege.atlas import queries as atlas
from kerege.inventory.queries import EnquiryLine, Matched, MatchedExpert, OfferLine, RequestLine
from kerege.inventory.rules.helping import Said, told
from kerege.inventory.words.enquiries import ENQUIRY_STATES, STEPS, STEPS_DONE, EnquiryState, Side
from kerege.inventory.words.equipment import EQUIPMENT_KINDS
from kerege.inventory.words.helping import (
    AUDIENCES,
    HELP_KINDS,
    OFFER_STATES,
    REQUEST_STATES,
    URGENCIES,
    OfferState,
    RequestState,
    Urgency,
)
from kerege.inventory.words.matches import (
    EXPERT_FITS,
    EXPERT_MISFITS,
    FITS,
    MISFITS,
    ExpertFit,
    ExpertMisfit,
    Fit,
    Misfit,
)
from kerege.privacy.words.experts import EXPERT_ROLES, EXPERTISE, RESERVES
from kerege.records.labels import Withheld
from kerege.web.activities import lists
from kerege.web.experts.asking import languages
from kerege.web.experts.wording import Row
from kerege.web.inventory.wording import said, word
from kerege.web.shell.figures import day, figure, withheld

GOOD = {OfferState.OPEN, RequestState.AGREED, RequestState.FULFILLED, EnquiryState.ACCEPTED, EnquiryState.FULFILLED}
BAD = {RequestState.EXPIRED, EnquiryState.DECLINED, EnquiryState.CALLED_OFF, EnquiryState.EXPIRED}
REASONS: Mapping[Any, Mapping[Any, str]] = {
    Fit: FITS,
    Misfit: MISFITS,
    ExpertFit: EXPERT_FITS,
    ExpertMisfit: EXPERT_MISFITS,
}
CODED: Mapping[str, Mapping[Any, str]] = {"roles": EXPERT_ROLES, "fields": EXPERTISE, "reserve": RESERVES}


def tone(state: OfferState | RequestState | EnquiryState) -> str:
    """The look of a state's badge."""
    return "good" if state in GOOD else "bad" if state in BAD else "warn"


@dataclass(frozen=True)
class Named:
    """The names of what lines point to, asked for once."""

    countries: Mapping[str, Any]
    places: Mapping[str, str]


def named(choice: lists.Choice, *, codes: Iterable[str], places: Iterable[str]) -> Named:
    wanted = {place for place in places if place}
    towns = atlas.names_of_places(wanted, on=choice.on, lang=choice.lang) if wanted else {}
    return Named(lists.names_of(set(codes) - {"REG"}, choice), towns)


def offer_line(line: OfferLine, names: Named) -> dict[str, Any]:
    """One offer as lists and its page show it."""
    return {
        "offer": line,
        "kind": word(HELP_KINDS, line.kind),
        "state": word(OFFER_STATES, line.state),
        "tone": tone(line.state),
        "country": names.countries.get(line.territory),
        "town": names.places.get(line.place, ""),
        "equipment": said(EQUIPMENT_KINDS, line.equipment),
        "audience": word(AUDIENCES, line.audience),
        "named": [names.countries.get(code) for code in line.countries],
    }


def request_line(line: RequestLine, names: Named) -> dict[str, Any]:
    """One request as lists and its page show it."""
    return {
        "help": line,
        "kind": word(HELP_KINDS, line.kind),
        "state": word(REQUEST_STATES, line.state),
        "tone": tone(line.state),
        "urgency": word(URGENCIES, line.urgency),
        "urgent": line.urgency == Urgency.URGENT,
        "country": names.countries.get(line.territory),
        "town": names.places.get(line.place, ""),
        "equipment": word(EQUIPMENT_KINDS, line.equipment) if line.equipment else "",
        "audience": word(AUDIENCES, line.audience),
    }


def enquiry_line(line: EnquiryLine, names: Named) -> dict[str, Any]:
    """One enquiry as lists and its page show it; the other side by its country."""
    other = line.giver if line.side == Side.ASKER else line.asker
    facility = withheld() if isinstance(line.facility_name, Withheld) else line.facility_name
    return {
        "enquiry": line,
        "kind": word(HELP_KINDS, line.kind),
        "state": word(ENQUIRY_STATES, line.state),
        "tone": tone(line.state),
        "asked": line.side == Side.ASKER,
        "other": names.countries.get(other) or gettext("The region"),
        "facility": facility,
        "facility_href": reverse("facility", args=[line.facility]) if isinstance(line.facility, str) else "",
        "request_href": reverse("help_request", args=[line.request]) if isinstance(line.request, str) else "",
        "offer_href": reverse("offer", args=[line.offer]) if isinstance(line.offer, str) and line.offer else "",
    }


def steps(line: EnquiryLine) -> list[tuple[Any, str]]:
    """The history of an enquiry in words, oldest first."""
    return [(step, gettext(STEPS_DONE[step.side, step.step])) for step in line.steps]


def buttons(line: EnquiryLine) -> list[tuple[str, str]]:
    """What the reader can do now: what is sent, and what the button says."""
    return [(step.value, gettext(STEPS[step])) for step in line.can]


def match_line(found: Matched, names: Named) -> dict[str, Any]:
    """Somebody who could help, with the reasons as sentences."""
    return {
        "facility": found.facility,
        "offer": found.offer,
        "country": names.countries.get(found.facility.territory),
        "town": names.places.get(found.facility.place, ""),
        "fits": [sentence(each) for each in found.match.fits],
        "misfits": [sentence(each) for each in found.match.misfits],
    }


def sentence(reason: Said) -> str:
    """A reason in words, filled with its data."""
    return gettext(REASONS[type(reason.code)][reason.code]) % {n: _in_words(n, v) for n, v in told(reason).items()}


def expert_line(found: MatchedExpert, row: Row) -> dict[str, Any]:
    """An expert who could help, as lists show one, with the reasons as sentences."""
    return {
        "row": row,
        "fits": [sentence(each) for each in found.match.fits],
        "misfits": [sentence(each) for each in found.match.misfits],
    }


def _in_words(name: str, value: object) -> str:
    """Several codes by their names, in order; all else as it is shown anywhere."""
    if not isinstance(value, tuple):
        return _shown(value)
    vocabulary: Mapping[Any, str] = CODED.get(name, {})
    names = dict(languages()) if name == "languages" else {code: gettext(word) for code, word in vocabulary.items()}
    return ", ".join(names.get(code) or code for code in value)


def _shown(value: object) -> str:
    if isinstance(value, date):
        return day(value)
    return figure(value) if isinstance(value, int) else str(value)
