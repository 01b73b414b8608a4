"""Which expert could help, and why: what a request needs beside what somebody chose to show to this reader.

What is not shown is no reason against anybody: it is told as not shown, so that it can be asked.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kerege.inventory.rules.helping import FAR_KM, Need, Said, reason
from kerege.inventory.words.matches import EXPERTS_FOR, ExpertFit, ExpertMisfit
from kerege.lib.text import fold
from kerege.privacy.words.experts import Expertise, ExpertRole, Reserve


@dataclass(frozen=True)
class Expert:
    """Somebody as this reader may know them on the day; empty and None for what is not shown. `ends` says of each field
    that is shown the first day on which it is shown no more.
    """

    owner: str
    roles: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    teaching: tuple[str, ...] = ()
    reserve: str = ""
    contact: bool = False
    km: float | None = None
    ends: tuple[date, ...] = ()


@dataclass(frozen=True)
class ExpertMatch:
    fits: tuple[Said, ...]
    misfits: tuple[Said, ...]
    order: tuple[int, float]
    """Who fits better, then who is nearer."""


def match_expert(need: Need, expert: Expert, *, named: frozenset[str] = frozenset()) -> ExpertMatch | None:
    """None for whoever shows neither a role nor a field by which such help is given. `named` are fields of expertise
    that the request itself names.
    """
    roles, fields = EXPERTS_FOR.get(need.kind, (frozenset(), frozenset()))
    if not (roles & expert.roles or fields & expert.fields):
        return None
    said = [
        *_ability(roles, fields | named, expert),
        *_language(need, expert),
        *_when(need, expert),
        *_place(need, expert),
    ]
    fits = tuple(s for s in said if isinstance(s.code, ExpertFit))
    misfits = tuple(s for s in said if isinstance(s.code, ExpertMisfit))
    return ExpertMatch(fits, misfits, (len(misfits), expert.km if expert.km is not None else float("inf")))


def named_fields(text: str, called: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """The fields of expertise of which one name stands in a text, in any case and spelling."""
    said = fold(text)
    return frozenset(code for code, names in called.items() if any(fold(n) and fold(n) in said for n in names))


def _ability(roles: frozenset[ExpertRole], fields: frozenset[str], expert: Expert) -> Iterator[Said]:
    as_, knows = roles & expert.roles, fields & expert.fields
    if as_:
        yield reason(ExpertFit.COMES_AS, roles=_in_order(as_, ExpertRole))
    elif roles:
        yield reason(ExpertMisfit.OTHER_ROLE, roles=_in_order(roles, ExpertRole))
    if knows:
        yield reason(ExpertFit.KNOWS, fields=_in_order(knows, Expertise))
    elif fields:
        yield reason(ExpertMisfit.OTHER_FIELD, fields=_in_order(fields, Expertise))


def _language(need: Need, expert: Expert) -> Iterator[Said]:
    if not need.languages:
        return
    common = tuple(lang for lang in need.languages if lang in expert.teaching)
    if common:
        yield reason(ExpertFit.LANGUAGE, languages=common)
    elif expert.teaching:
        yield reason(ExpertMisfit.NO_LANGUAGE, languages=expert.teaching)
    else:
        yield Said(ExpertMisfit.LANGUAGE_NOT_SHOWN)


def _when(need: Need, expert: Expert) -> Iterator[Said]:
    last = max(expert.ends, default=None)
    if last is not None and last <= need.needed_by:
        yield reason(ExpertMisfit.LISTED_SHORTER, until=last)
    if expert.reserve == Reserve.FROM_AFAR:
        yield Said(ExpertMisfit.FROM_AFAR)
    elif expert.reserve:
        yield reason(ExpertFit.CAN_COME, reserve=(expert.reserve,))


def _place(need: Need, expert: Expert) -> Iterator[Said]:
    if expert.owner == need.territory:
        yield Said(ExpertFit.SAME_COUNTRY)
    if expert.km is None:
        yield Said(ExpertMisfit.PLACE_NOT_SHOWN)
    else:
        yield reason(ExpertMisfit.FAR if expert.km > FAR_KM else ExpertFit.NEAR, km=round(expert.km))
    if not expert.contact:
        yield Said(ExpertMisfit.NO_CONTACT)


def _in_order(codes: Iterable[str], vocabulary: Iterable[str]) -> tuple[str, ...]:
    wanted = set(codes)
    return tuple(str(code) for code in vocabulary if code in wanted)
