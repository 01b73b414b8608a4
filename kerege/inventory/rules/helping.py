"""Who could help, and why: a pure comparison of what is needed with what somebody offers or can do.

It hides nothing that does not fit: whoever asks decides, and has to know what would have to be talked about.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kerege.inventory.rules.standing import is_stale
from kerege.inventory.words import Standing
from kerege.inventory.words.helping import CAPABLE, HelpKind
from kerege.inventory.words.matches import ExpertFit, ExpertMisfit, Fit, Misfit
from kerege.inventory.words.refused_help import NO_HELP_AMOUNT
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity

FAR_KM = 1_000
MOST = 10_000
ReasonCode = Fit | Misfit | ExpertFit | ExpertMisfit


@dataclass(frozen=True)
class Need:
    """What is asked for. `equipment` is empty and `amount` None where they do not matter."""

    kind: HelpKind
    needed_by: date
    territory: str
    languages: tuple[str, ...] = ()
    equipment: str = ""
    amount: int | None = None


@dataclass(frozen=True)
class Offered:
    """An offer of this kind of help; it holds from `start` until before `until`. No equipment stands for any."""

    start: date
    until: date
    equipment: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    amount: int | None = None


@dataclass(frozen=True)
class Candidate:
    """A facility as its reader may know it. `km` is the rounded distance, None where it cannot be told.

    `qualified` says whether its organisation may test the equipment on the day, `qualified_until` when that ends.
    `working` and `broken` count the equipment by which such help is given: what is out of service or not certified is
    broken.
    """

    name: str
    territory: str
    standing: str
    confirmed_on: date
    languages: tuple[str, ...] = ()
    capabilities: frozenset[str] = frozenset()
    km: float | None = None
    offer: Offered | None = None
    qualified: bool = False
    qualified_until: date | None = None
    working: int = 0
    broken: int = 0


@dataclass(frozen=True)
class Said:
    """One reason, or one thing that does not fit, with the data of its sentence: days, numbers, codes."""

    code: ReasonCode
    data: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True)
class Match:
    """Why somebody could help, and what does not fit."""

    fits: tuple[Said, ...]
    misfits: tuple[Said, ...]
    order: tuple[bool, int, float, str]
    """Offers first, then who fits better, then who is nearer, then by name."""


def match(need: Need, candidate: Candidate, *, on: date) -> Match | None:
    """None for whoever neither offers this nor can do it, and for a facility that is not there any more or not yet."""
    if candidate.standing in {Standing.CLOSED, Standing.PLANNED}:
        return None
    if candidate.offer is None and not _can(need, candidate):
        return None
    said = [*_ability(need, candidate), *_time(need, candidate), *_equipment(need, candidate)]
    said += [*_language(need, candidate), *_amount(need, candidate), *_place(need, candidate)]
    said += _card(candidate, on)
    fits = tuple(s for s in said if isinstance(s.code, Fit))
    misfits = tuple(s for s in said if isinstance(s.code, Misfit))
    far = candidate.km if candidate.km is not None else float("inf")
    return Match(fits, misfits, (candidate.offer is None, len(misfits), far, candidate.name))


def _can(need: Need, candidate: Candidate) -> bool:
    able = bool(set(CAPABLE[need.kind]) & candidate.capabilities)
    return able or (need.kind == HelpKind.CERTIFICATION and candidate.qualified)


def _ability(need: Need, candidate: Candidate) -> Iterator[Said]:
    offer = candidate.offer
    if offer is not None:
        yield reason(Fit.OFFERED, start=offer.start, until=offer.until)
    if set(CAPABLE[need.kind]) & candidate.capabilities:
        yield Said(Fit.CAN)
    if offer is None:
        yield Said(Misfit.NOT_OFFERED)


def _time(need: Need, candidate: Candidate) -> Iterator[Said]:
    offer = candidate.offer
    if offer is None:
        return
    if offer.start > need.needed_by:
        yield reason(Misfit.BEGINS_LATER, start=offer.start)
    if offer.until <= need.needed_by:
        yield reason(Misfit.OVER_BEFORE, until=offer.until)


def _equipment(need: Need, candidate: Candidate) -> Iterator[Said]:
    offer = candidate.offer
    if need.equipment and offer is not None and offer.equipment and need.equipment not in offer.equipment:
        yield Said(Misfit.OTHER_EQUIPMENT)
    if need.kind == HelpKind.CERTIFICATION:
        yield from _qualification(need, candidate)
    if candidate.working:
        yield reason(Fit.WORKING, count=candidate.working)
    elif candidate.broken:
        yield Said(Misfit.OUT_OF_SERVICE)


def _qualification(need: Need, candidate: Candidate) -> Iterator[Said]:
    if not candidate.qualified:
        yield Said(Misfit.UNQUALIFIED)
    elif candidate.qualified_until is not None and candidate.qualified_until <= need.needed_by:
        yield reason(Misfit.QUALIFICATION_ENDS, until=candidate.qualified_until)
    else:
        yield Said(Fit.QUALIFIED)


def _language(need: Need, candidate: Candidate) -> Iterator[Said]:
    """An offer's own languages count before those of the card."""
    spoken = (candidate.offer.languages if candidate.offer else ()) or candidate.languages
    if not need.languages:
        return
    common = [lang for lang in need.languages if lang in spoken]
    if common:
        yield reason(Fit.LANGUAGE, languages=" ".join(common))
    elif spoken:
        yield reason(Misfit.NO_LANGUAGE, languages=" ".join(spoken))
    else:
        yield Said(Misfit.LANGUAGE_UNKNOWN)


def _amount(need: Need, candidate: Candidate) -> Iterator[Said]:
    offered = candidate.offer.amount if candidate.offer else None
    if need.amount is None or offered is None:
        return
    yield reason(Fit.ENOUGH if offered >= need.amount else Misfit.TOO_FEW, offered=offered, needed=need.amount)


def _place(need: Need, candidate: Candidate) -> Iterator[Said]:
    if candidate.territory == need.territory:
        yield Said(Fit.SAME_COUNTRY)
    if candidate.km is None:
        yield Said(Misfit.DISTANCE_UNKNOWN)
    else:
        yield reason(Misfit.FAR if candidate.km > FAR_KM else Fit.NEAR, km=round(candidate.km))


def _card(candidate: Candidate, on: date) -> Iterator[Said]:
    if candidate.standing == Standing.SUSPENDED:
        yield Said(Misfit.SUSPENDED)
    if is_stale(candidate.confirmed_on, on=on):
        yield reason(Misfit.STALE, day=candidate.confirmed_on)


def reason(code: ReasonCode, **data: object) -> Said:
    """A reason with the data of its sentence, by name."""
    return Said(code, tuple(data.items()))


def told(said: Said) -> Mapping[str, object]:
    """The data of a reason, by name."""
    return dict(said.data)


def amount_of(value: int | str | None) -> int | None:
    """How many places, items or visits; None where it does not matter. Refuses inventory.no_help_amount."""
    if value is None or not str(value).strip():
        return None
    text = str(value).strip()
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
    if not 0 < number <= MOST:
        raise Refusal(NO_HELP_AMOUNT, field="amount", most=MOST)
    return number


def read_there(label: int, *, owner: str, there: str) -> bool:
    """Whether whoever works in another country reads a record with this label, without any share."""
    return owner == there or label <= Sensitivity.REGIONAL
