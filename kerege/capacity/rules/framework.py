"""A competence framework as data. `read` takes what a file or a table holds and refuses what is wrong, with its place.

`written` gives it back; the two are each other's inverse, so that a framework can be kept, sent and compared. Levels
are those of `words.competence`; a role says of each competence which level it needs and how critical it is (1 to 7).
What somebody can do is told for everybody, and beyond it for areas of work, such as animals or the field.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from kerege.capacity.rules.framework_parts import (
    Area,
    Competence,
    Definition,
    Domain,
    Map,
    Wanted,
    WorkRole,
)
from kerege.capacity.rules.framework_writing import written
from kerege.capacity.rules.in_languages import Reader, Texts
from kerege.capacity.words import competence_refused as refused
from kerege.capacity.words.competence import Level, MapKind, Shown
from kerege.lib.refusal import Refusal

__all__ = ["STATED", "Competence", "Definition", "Domain", "Map", "WorkRole", "read", "written"]

MOST = 2_000
STATED = tuple(level for level in Level if level != Level.NONE)
"""The levels that have statements: what somebody can do."""
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}")
_READ = Reader(refused.FRAMEWORK_LACKS, refused.FRAMEWORK_BAD_KEY, refused.FRAMEWORK_UNKNOWN)


def read(content: Mapping[str, Any]) -> Definition:
    """The framework that this content is. Refuses capacity.framework_* and text.*, each with its place."""
    languages = _READ.languages(content.get("languages") or {})
    domains = tuple(_domain(each, languages, f"domains[{n}]") for n, each in _listed(content, "domains"))
    roles = tuple(_role(each, languages, f"roles[{n}]") for n, each in _listed(content, "roles", empty=True))
    found = Definition(
        title=_texts(content.get("title"), "title", languages),
        lead=_texts(content.get("lead"), "lead", languages, empty=True),
        languages=languages,
        domains=domains,
        roles=roles,
        teaching=str(content.get("teaching") or ""),
        areas=tuple(_area(each, languages, f"areas[{n}]") for n, each in _listed(content, "areas", empty=True)),
    )
    _check(found)
    return found


def _listed(told: Mapping[str, Any], name: str, place: str = "", *, empty: bool = False) -> list[tuple[int, Any]]:
    found = list(told.get(name) or [])
    if not found and not empty:
        raise Refusal(refused.FRAMEWORK_LACKS, field=name, place=f"{place}{name}")
    return list(enumerate(found, start=1))


def _domain(told: Mapping[str, Any], languages: Iterable[str], place: str) -> Domain:
    competences = [
        _competence(each, languages, f"{place}.competences[{n}]")
        for n, each in _listed(told, "competences", f"{place}.")
    ]
    title = _texts(told.get("title"), f"{place}.title", languages)
    return Domain(_code(told.get("code"), f"{place}.code"), title, tuple(competences), str(told.get("id") or ""))


def _area(told: Mapping[str, Any], languages: Iterable[str], place: str) -> Area:
    return Area(_code(told.get("code"), f"{place}.code"), _texts(told.get("title"), f"{place}.title", languages))


def _statements(told: Any, languages: Iterable[str], place: str) -> dict[Level, tuple[Texts, ...]]:
    """Those of each level, in the order of the levels."""
    found: dict[Level, tuple[Texts, ...]] = {}
    for level, said in dict(told or {}).items():
        where = f"{place}.{level}"
        number = Level(_READ.known(level, STATED, where))
        found[number] = tuple(_texts(each, f"{where}[{n}]", languages) for n, each in enumerate(said, start=1))
    return {level: found[level] for level in STATED if found.get(level)}


def _competence(told: Mapping[str, Any], languages: Iterable[str], place: str) -> Competence:
    more = dict(told.get("extensions") or {})
    extensions = {str(area): _statements(said, languages, f"{place}.extensions.{area}") for area, said in more.items()}
    kinds = [Shown(_READ.known(each, Shown, f"{place}.evidence")) for each in told.get("evidence") or []]
    return Competence(
        code=_code(told.get("code"), f"{place}.code"),
        title=_texts(told.get("title"), f"{place}.title", languages),
        statements=_statements(told.get("statements"), languages, f"{place}.statements"),
        evidence=tuple(kind for kind in Shown if kind in kinds),
        maps=tuple(_map(each, f"{place}.maps") for each in told.get("maps") or ()),
        id=str(told.get("id") or ""),
        extensions={area: said for area, said in extensions.items() if said},
    )


def _map(told: Mapping[str, Any], place: str) -> Map:
    kind = MapKind(_READ.known(told.get("kind", ""), MapKind, f"{place}.kind"))
    parts = {name: str(told.get(name) or "").strip()[:60] for name in ("of", "edition", "clause")}
    if not parts["of"]:
        raise Refusal(refused.FRAMEWORK_LACKS, field="maps", place=f"{place}.of")
    return Map(kind, **parts)


def _role(told: Mapping[str, Any], languages: Iterable[str], place: str) -> WorkRole:
    profile = []
    for n, each in _listed(told, "profile", empty=True):
        where = f"{place}.profile[{n}]"
        target = Level(_READ.known(each.get("target", ""), STATED, f"{where}.target"))
        of = _code(each.get("competence"), f"{where}.competence")
        profile.append(Wanted(of, target, _criticality(each.get("criticality"), f"{where}.criticality")))
    title = _texts(told.get("title"), f"{place}.title", languages)
    return WorkRole(_code(told.get("code"), f"{place}.code"), title, tuple(profile), str(told.get("id") or ""))


def _criticality(value: Any, place: str) -> int:
    if str(value) not in set("1234567"):
        raise Refusal(refused.FRAMEWORK_BAD_WEIGHT, field="criticality", value=str(value)[:40], place=place)
    return int(value)


def _texts(told: Any, place: str, languages: Iterable[str], *, empty: bool = False) -> dict[str, str]:
    """A text by language, in the order of the languages."""
    found = _READ.texts(told, place, languages, empty=empty)
    return {lang: found[lang] for lang in languages if lang in found}


def _code(value: Any, place: str) -> str:
    """A code of a domain, competence or role. Refuses capacity.framework_bad_key."""
    text = str(value or "")
    if not _CODE.fullmatch(text):
        raise Refusal(refused.FRAMEWORK_BAD_KEY, field="code", key=text[:60], place=place)
    return text


def _check(found: Definition) -> None:
    """Every code once, every competence that a role or the framework names is there, and not too many of them."""
    codes = [each.code for each in found.competences()]
    if len(codes) + len(found.roles) > MOST:
        raise Refusal(refused.FRAMEWORK_TOO_LARGE, field="domains", most=MOST)
    _check_once([*(domain.code for domain in found.domains), *codes], "domains")
    _check_once((role.code for role in found.roles), "roles")
    named = [(each.competence, f"roles.{role.code}") for role in found.roles for each in role.profile]
    for name, place in [*named, *([(found.teaching, "teaching")] if found.teaching else [])]:
        if name not in codes:
            listed = ", ".join(codes)
            raise Refusal(refused.FRAMEWORK_UNKNOWN, field="competence", value=name[:60], place=place, known=listed)
    for role in found.roles:
        _check_once((each.competence for each in role.profile), f"roles.{role.code}")
    _check_areas(found)
    _check_once((each.id for each in _identified(found) if each.id), "id")


def _check_areas(found: Definition) -> None:
    """Every area once, and nothing said for an area that is not there."""
    areas = [area.code for area in found.areas]
    _check_once(areas, "areas")
    for each in found.competences():
        for area in each.extensions:
            if area not in areas:
                told = {"value": area[:60], "place": f"{each.code}.extensions", "known": ", ".join(areas) or "–"}
                raise Refusal(refused.FRAMEWORK_UNKNOWN, field="area", **told)


def _identified(found: Definition) -> list[Any]:
    return [*found.domains, *found.competences(), *found.roles]


def _check_once(keys: Iterable[str], place: str) -> None:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            raise Refusal(refused.FRAMEWORK_TWICE, field="code", key=key, place=place)
        seen.add(key)
