"""Search by any spelling, in any script, under today's name or a former one."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from kerege.atlas.models import AdminUnit, Name, Place, Region, Standard, Term, Territory
from kerege.atlas.queries.naming import display_names, names_of
from kerege.atlas.rules import Designated
from kerege.atlas.words import NameKind, SubjectKind
from kerege.lib.periods import Period
from kerege.lib.text import NEAR, near_folded, searched, skeleton

_ORDER = {kind.value: number for number, kind in enumerate(SubjectKind)}
_LONGEST = 100
"""Longer questions are cut: no name is longer, and the comparison grows with the square."""


@dataclass(frozen=True)
class Hit:
    """Something whose name is like what was asked for.

    `display` is its name on the day; `matched` the name that was found, and `former` when that is not its name on the
    day: then `start` and `end` tell when it was, as far as known. `key` leads to its page (a code or key by `kind`).
    """

    kind: str
    uid: UUID
    key: str
    territory: str
    display: Designated
    matched: Designated
    matched_lang: str
    former: bool
    start: date | None
    end: date | None
    score: float


def search_names(text: str, *, on: date, lang: str, limit: int = 20, kinds: Collection[str] = ()) -> list[Hit]:
    """What is called like `text`, the best first and one hit for each thing; empty for a text without letters.

    Of equals, what is called so on the day comes before what was, or is spelled so elsewhere; then the larger town.
    """
    key = searched(text[:_LONGEST])
    if not key:
        return []
    bones = skeleton(key).replace(" ", "")
    asked = text.strip().casefold()
    best: dict[UUID, tuple[float, Name]] = {}
    rank: dict[UUID, tuple[float, bool, bool]] = {}
    for name in _candidates(key, bones, kinds):
        score = _score(key, bones, name)
        this = (score, name.text.casefold() == asked, not _former(name, on))
        if score >= NEAR and this > rank.get(name.subject_uid, (0.0, False, False)):
            best[name.subject_uid], rank[name.subject_uid] = (score, name), this
    ranked = sorted(best.values(), key=lambda found: (-found[0], _other(found[1], on), found[1].text))[: limit * 3 + 20]
    subjects = _subjects([name for _, name in ranked])
    ranked.sort(key=lambda found: (-found[0], _other(found[1], on), *subjects[found[1].subject_uid].place))
    return _hits(ranked[:limit], subjects, on, lang)


def _candidates(key: str, bones: str, kinds: Collection[str]) -> Any:
    first = "aeiou" if key[0] in "aeiou" else key[0]
    like = Q(folded__contains=f" {key}") | Q(bones=bones)
    for letter in first:
        like |= Q(folded__startswith=letter)
    rows = Name.objects.filter(like)
    return rows.filter(subject_kind__in=kinds) if kinds else rows


def _score(key: str, bones: str, name: Name) -> float:
    if name.folded == key:
        return 1.0
    if len(key) >= 3 and (name.folded.startswith(key) or f" {key}" in name.folded):
        return 0.9 + 0.09 * len(key) / len(name.folded)
    if name.bones != bones and not _comparable(key, name.folded):
        return 0.0
    return near_folded(key, name.folded) * 0.98


def _comparable(a: str, b: str) -> bool:
    """Whether two keys can be alike at all: cheap, because most candidates are not."""
    common = sum(min(a.count(letter), b.count(letter)) for letter in set(a))
    return 2 * common / (len(a) + len(b)) >= NEAR


def _former(name: Name, on: date) -> bool:
    return name.kind == NameKind.FORMER or not Period(name.start, name.end).holds(on)


def _other(name: Name, on: date) -> bool:
    """Whether the name is a spelling or former name: of two towns found under one, first the one that is called so."""
    return name.kind == NameKind.ALTERNATIVE or _former(name, on)


def _hits(found: list[tuple[float, Name]], subjects: Mapping[UUID, "_Subject"], on: date, lang: str) -> list[Hit]:
    codes = {subject.key for subject in subjects.values() if subject.is_territory}
    designations = display_names(codes, lang=lang, on=on)
    shown = names_of([name.subject_uid for _, name in found], on=on, lang=lang)
    hits = []
    for score, name in found:
        subject = subjects[name.subject_uid]
        known = designations.get(subject.key) if subject.is_territory else None
        display = known or Designated(shown.get(name.subject_uid, name.text))
        matched = Designated(name.text, display.marker, display.note, display.code)
        hits.append(
            Hit(
                name.subject_kind,
                name.subject_uid,
                subject.key,
                subject.territory,
                display,
                matched,
                name.lang,
                _former(name, on),
                name.start,
                name.end,
                round(score, 3),
            )
        )
    return hits


@dataclass(frozen=True)
class _Subject:
    """What a name was found for; of equal hits the larger town comes first."""

    kind: str
    key: str = ""
    territory: str = ""
    population: int = 0

    @property
    def is_territory(self) -> bool:
        return self.kind == SubjectKind.TERRITORY

    @property
    def place(self) -> tuple[int, int, str]:
        return _ORDER[self.kind], -self.population, self.key


_KEYS: tuple[tuple[SubjectKind, Any, tuple[str, ...]], ...] = (
    (SubjectKind.TERRITORY, Territory, ("code", "code")),
    (SubjectKind.REGION, Region, ("code",)),
    (SubjectKind.UNIT, AdminUnit, ("code", "territory_id")),
    (SubjectKind.PLACE, Place, ("key", "territory_id", "population")),
    (SubjectKind.TERM, Term, ("code",)),
    (SubjectKind.STANDARD, Standard, ("key",)),
)


def _subjects(names: list[Name]) -> dict[UUID, _Subject]:
    """The key of everything that was found; what belongs to other rooms is known by its uid only."""
    out = {name.subject_uid: _Subject(name.subject_kind) for name in names}
    for kind, model, fields in _KEYS:
        uids = [name.subject_uid for name in names if name.subject_kind == kind]
        if uids:
            for uid, *values in model.objects.filter(uid__in=uids).values_list("uid", *fields):
                out[uid] = _Subject(kind, *values)
    return out
