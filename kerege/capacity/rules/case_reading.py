"""Reading a package of CASE 1.0 as a competence framework: its shape, what points to what, and what fits here.

Our own packages come back exactly. Of others the first step is taken as domains, the last as competences, and what lies
below as statements where its kind says a level. Steps between and other associations have no place here: they are
counted and told, never dropped in silence.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from kerege.capacity.rules.case import (
    AREA,
    AREA_CALLED,
    CHILD,
    EVIDENCE,
    LANGUAGE,
    LEVEL,
    RELATED,
    ROLE,
    TEACHING,
    TRANSLATION,
    derived,
)
from kerege.capacity.rules.case_shape import identifier_of, listed_in, object_in, text_of
from kerege.capacity.words import Translation
from kerege.capacity.words import case_refused as refused
from kerege.capacity.words.competence import Level, MapKind, Shown
from kerege.lib.refusal import Refusal

MOST_BYTES = 8 * 1024 * 1024
KINDS = (
    CHILD,
    "isPeerOf",
    "isPartOf",
    "exactMatchOf",
    "precedes",
    RELATED,
    "replacedBy",
    "exemplar",
    "hasSkillLevel",
    TRANSLATION,
)
_OUTSIDE = "urn:kerege:"
_LEVELS = {f"{LEVEL}{level.value}": level for level in Level if level != Level.NONE}


@dataclass(frozen=True)
class Taken:
    """The content of a framework, its version as the package says it, and how many associations and steps between
    domains and competences had no place here.
    """

    content: dict[str, Any]
    version: str
    rights: str
    left_out: int


@dataclass
class _Node:
    """An item with its place in the file; `others` are its texts in further languages."""

    told: Mapping[str, Any]
    place: str
    lang: str
    others: dict[str, str]
    children: "list[_Node]"

    @property
    def id(self) -> str:
        return str(self.told["identifier"])

    @property
    def code(self) -> str:
        return str(self.told.get("humanCodingScheme") or self.id)

    @property
    def kind(self) -> str:
        return str(self.told.get("CFItemType") or "")

    def texts(self) -> dict[str, str]:
        return {self.lang: str(self.told["fullStatement"]), **self.others}


def loaded(data: bytes) -> Any:
    """The JSON of a file. Refuses capacity.case_file_too_large and capacity.case_not_json."""
    if len(data) > MOST_BYTES:
        raise Refusal(refused.FILE_TOO_LARGE, field="file", most=MOST_BYTES // 1024 // 1024)
    try:
        return json.loads(data.decode("utf-8-sig"))
    except json.JSONDecodeError as fault:
        raise Refusal(refused.NOT_JSON, field="file", place=f"{fault.lineno}:{fault.colno}") from fault
    except (UnicodeDecodeError, RecursionError, ValueError) as fault:
        raise Refusal(refused.NOT_JSON, field="file", place="1:1") from fault


def unpacked(package: Any, *, key: str, version: str = "") -> Taken:
    """The framework that a package holds, as rules.framework.read takes it, for a key (and version) here.

    Refuses capacity.case_shape, .case_identifier, .case_twice, .case_unknown_reference, .case_unknown_kind,
    .case_two_parents, .case_circular, .case_translation and .case_too_deep, each with its place.
    """
    document = object_in(package, "", "CFDocument")
    items = _nodes(package, str(document.get("language") or "en"))
    _check_document(document, items)
    associations = _associations(package)
    translated = _translations(associations, items)
    roots, left = _tree(document, associations, items, translated)
    number = version or str(document.get("version") or "1")
    languages, title, lead = _languages(package, document, items)
    made = _Made(key, number, associations, items)
    domains, roles = _domains(made, roots, title), [node for node in roots if node.kind == ROLE]
    content = {
        "title": title,
        "lead": lead,
        "languages": languages,
        "teaching": next((n.code for n in items.values() if TEACHING in _words(n)), ""),
        "areas": _areas(package),
        "domains": domains,
        "roles": [made.told(node, ROLE) | {"profile": needs} for node, needs in _needs(package, roles, items)],
    }
    return Taken(content, number, str(document.get("notes") or ""), left - made.maps + made.steps)


# -- shape -------------------------------------------------------------------------------------------------------------


def _nodes(package: Any, usual: str) -> dict[str, _Node]:
    found: dict[str, _Node] = {}
    for place, told in listed_in(package, "CFItems"):
        number = identifier_of(told, place)
        if number in found:
            raise Refusal(refused.TWICE, field="file", value=number, place=f"{place}.identifier")
        text_of(told, "fullStatement", place)
        found[number] = _Node(told, place, str(told.get("language") or usual), {}, [])
    return found


def _check_document(document: Mapping[str, Any], items: Mapping[str, _Node]) -> None:
    number = identifier_of(document, "CFDocument")
    text_of(document, "title", "CFDocument")
    if number in items:
        raise Refusal(refused.TWICE, field="file", value=number, place=f"{items[number].place}.identifier")


def _associations(package: Any) -> list[tuple[str, str, str, str, Mapping[str, Any]]]:
    """Place, kind, origin, destination and the whole of each association, in the order of their numbers."""
    found, seen = [], set()
    for place, told in listed_in(package, "CFAssociations", needed=False):
        number = identifier_of(told, place)
        if number in seen:
            raise Refusal(refused.TWICE, field="file", value=number, place=f"{place}.identifier")
        seen.add(number)
        kind = str(told.get("associationType"))
        if kind not in KINDS:
            listed = ", ".join(KINDS)
            raise Refusal(
                refused.UNKNOWN_KIND, field="file", value=kind[:60], place=f"{place}.associationType", known=listed
            )
        origin, to = (object_in(told, place, name) for name in ("originNodeURI", "destinationNodeURI"))
        ends = identifier_of(origin, f"{place}.originNodeURI"), identifier_of(to, f"{place}.destinationNodeURI")
        found.append((place, kind, *ends, told))
    return sorted(found, key=lambda each: _order(each[4]))


def _order(told: Mapping[str, Any]) -> int:
    number = told.get("sequenceNumber")
    return number if isinstance(number, int) else 0


# -- what points to what -----------------------------------------------------------------------------------------------


def _there(items: Mapping[str, Any], number: str, place: str) -> Any:
    if number not in items:
        raise Refusal(refused.UNKNOWN_TARGET, field="file", value=number, place=place)
    return items[number]


def _translations(associations: Iterable[Any], items: Mapping[str, _Node]) -> set[str]:
    """Put each translation to its item; the identifiers of the translations."""
    found = {}
    for place, kind, origin, to, _ in associations:
        if kind == TRANSLATION:
            node = _there(items, origin, f"{place}.originNodeURI")
            found[origin] = (node, _there(items, to, f"{place}.destinationNodeURI"))
    for node, first in found.values():
        if first.id in found or node.lang in first.texts():
            told = {"place": node.place, "of": first.code[:60], "lang": node.lang[:20]}
            raise Refusal(refused.TRANSLATION_ASTRAY, field="file", **told)
        first.others[node.lang] = str(node.told["fullStatement"])
    return set(found)


def _tree(
    document: Mapping[str, Any], associations: Iterable[Any], items: Mapping[str, _Node], translated: set[str]
) -> tuple[list[_Node], int]:
    """The items that stand directly below the document, each with what is below it; how many associations are of
    neither kind.
    """
    parents: dict[str, str] = {}
    left = 0
    for place, kind, origin, to, _ in associations:
        if kind == CHILD:
            _there(items, origin, f"{place}.originNodeURI")
            _there({**items, document["identifier"]: document}, to, f"{place}.destinationNodeURI")
            if origin in parents:
                raise Refusal(refused.TWO_PARENTS, field="file", place=items[origin].place)
            parents[origin] = to
        elif kind != TRANSLATION:
            left += 1
    _check_no_circle(parents, items)
    for origin, to in parents.items():
        if to in items:
            items[to].children.append(items[origin])
    above = {origin for origin, to in parents.items() if to in items}
    ordered = [n for n in parents if n not in above] + [n for n in items if n not in parents]
    return [items[number] for number in ordered if number not in translated], left


def _check_no_circle(parents: Mapping[str, str], items: Mapping[str, _Node]) -> None:
    """Does not recurse: a chain may be as long as a package."""
    safe: set[str] = set()
    for start in parents:
        path: list[str] = []
        now = start
        while now in parents and now not in safe:
            if now in path:
                circle = " → ".join(items[number].code for number in [*path[path.index(now) :], now])
                raise Refusal(refused.CIRCLE, field="file", circle=circle[:400])
            path.append(now)
            now = parents[now]
        safe.update(path)


# -- what it is here ---------------------------------------------------------------------------------------------------


@dataclass
class _Made:
    """Turns nodes into content; `maps` counts the associations that became a map, `steps` the items between domains and
    competences.
    """

    key: str
    version: str
    associations: list[Any]
    items: Mapping[str, _Node]
    maps: int = 0
    steps: int = 0

    def told(self, node: _Node, kind: str) -> dict[str, Any]:
        """Code and texts; the identifier only where it is not the one that we would derive ourselves."""
        own = derived(self.key, self.version, kind, node.code)
        return {"code": node.code, "title": node.texts()} | ({} if node.id == own else {"id": node.id})


def _domains(made: _Made, roots: Iterable[_Node], title: Mapping[str, str]) -> list[dict[str, Any]]:
    """The domains; competences that stand in none come into one that is called like the framework."""
    found, single = [], []
    for node in (each for each in roots if each.kind != ROLE):
        if node.children:
            below = [_competence(made, child) for child in _last(made, node)]
            found.append(made.told(node, "Domain") | {"competences": below})
        else:
            single.append(_competence(made, node))
    return found + ([{"code": "general", "title": dict(title), "competences": single}] if single else [])


def _last(made: _Made, domain: _Node) -> list[_Node]:
    """What below a domain has nothing but levels below it, in order. Does not recurse: a chain may be long."""
    found, left = [], list(reversed(domain.children))
    while left:
        node = left.pop()
        if any(below.kind not in _LEVELS for below in node.children):
            made.steps += 1
            left.extend(reversed(node.children))
        else:
            found.append(node)
    return found


def _competence(made: _Made, node: _Node) -> dict[str, Any]:
    said: dict[str, dict[str, list[dict[str, str]]]] = {}
    for below in node.children:
        if below.kind not in _LEVELS or below.children:
            raise Refusal(refused.TOO_DEEP, field="file", place=(below.children or [below])[0].place)
        area = next((word.removeprefix(AREA) for word in _words(below) if word.startswith(AREA)), "")
        said.setdefault(area, {}).setdefault(_LEVELS[below.kind].value, []).append(below.texts())
    maps = [found for _, kind, origin, _, told in made.associations if kind == RELATED and origin == node.id
            for found in _map(told)]  # fmt: skip
    made.maps += len(maps)
    kinds = [word.removeprefix(EVIDENCE) for word in _words(node)]
    return made.told(node, "Competence") | {
        "statements": said.pop("", {}),
        "extensions": said,
        "evidence": [kind.value for kind in Shown if kind.value in kinds],
        "maps": maps,
    }


def _words(node: _Node) -> list[str]:
    found = node.told.get("conceptKeywords")
    return [str(word) for word in found] if isinstance(found, list) else []


def _map(told: Mapping[str, Any]) -> list[dict[str, str]]:
    uri = str(told["destinationNodeURI"].get("uri") or "")
    parts = [unquote(part) for part in uri.removeprefix(_OUTSIDE).split(":")]
    if not uri.startswith(_OUTSIDE) or len(parts) != 4 or parts[0] not in list(MapKind):
        return []
    return [dict(zip(("kind", "of", "edition", "clause"), parts, strict=True))]


def _languages(
    package: Any, document: Mapping[str, Any], items: Mapping[str, _Node]
) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """The languages with their standing, and the title and lead of the framework in each."""
    source = str(document.get("language") or "en")
    states = {source: Translation.SOURCE.value}
    title, lead = {source: str(document["title"])}, {source: str(document.get("description") or "")}
    for told in _concepts(package):
        code = str(told.get("hierarchyCode") or "")
        if code.startswith(LANGUAGE):
            lang = code.removeprefix(LANGUAGE)
            states[lang] = Translation.SOURCE.value if lang == source else str(told.get("keywords") or "draft")
            title[lang], lead[lang] = str(told.get("title") or ""), str(told.get("description") or "")
    for lang in dict.fromkeys(node.lang for node in items.values()):
        states.setdefault(lang, Translation.DRAFT.value)
    return states, _filled(title), _filled(lead)


def _areas(package: Any) -> list[dict[str, Any]]:
    """The areas of work with what they are called in each language."""
    found: dict[str, dict[str, str]] = {}
    for told in _concepts(package):
        code = str(told.get("hierarchyCode") or "")
        if code.startswith(AREA_CALLED):
            titles = found.setdefault(code.removeprefix(AREA_CALLED), {})
            titles[str(told.get("keywords") or "")] = str(told.get("title") or "")
    return [{"code": code, "title": titles} for code, titles in found.items()]


def _concepts(package: Any) -> list[Mapping[str, Any]]:
    held = package.get("CFDefinitions")
    return [told for _, told in listed_in(held if isinstance(held, dict) else {}, "CFConcepts", needed=False)]


def _filled(texts: Mapping[str, str]) -> dict[str, str]:
    return {lang: text for lang, text in texts.items() if text.strip()}


def _needs(
    package: Any, roles: Iterable[_Node], items: Mapping[str, _Node]
) -> Iterable[tuple[_Node, list[dict[str, Any]]]]:
    """Each role with what it needs, from the rubrics."""
    needs: dict[str, list[dict[str, Any]]] = {}
    for place, rubric in listed_in(package, "CFRubrics", needed=False):
        for where, told in listed_in(rubric, "CFRubricCriteria", needed=False):
            at = f"{place}.{where}"
            competence = _there(
                items, identifier_of(object_in(told, at, "CFItemURI"), f"{at}.CFItemURI"), f"{at}.CFItemURI"
            )
            levels = listed_in(told, "CFRubricCriterionLevels")
            need = {"competence": competence.code, "target": str(levels[0][1].get("quality"))}
            needs.setdefault(str(told.get("category")), []).append(need | {"criticality": told.get("weight")})
    return [(node, needs.get(node.code, [])) for node in roles]
