"""A competence framework as a package of 1EdTech's Competencies and Academic Standards Exchange (CASE) 1.0.

Domains, competences, statements of levels and roles are CFItems; what contains what are associations “isChildOf”. A
text in another language is an item of its own that “isTranslationOf” the one in the source language. What a role needs
is a CFRubric, whose criteria have the criticality as weight and the target as level. What holds for one area of work
alone has the area as a keyword; what areas are called stands with the concepts. `case_reading` is the inverse.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import quote

from kerege.capacity.rules.definitions import text_in
from kerege.capacity.rules.framework import Definition, Map, WorkRole
from kerege.capacity.words import SetState
from kerege.capacity.words.competence import Level, Shown
from kerege.lib.ids import stable_uid

DOMAIN, COMPETENCE, ROLE, LEVEL = "Domain", "Competence", "Role", "Level "
EVIDENCE, TEACHING = "evidence:", "teaching"
"""Keywords of a competence: by which evidence it is shown, and that it is the one of those who teach."""
AREA = "area:"
"""Keyword of a statement that holds for one area of work alone."""
AREA_CALLED = "area."
"""Concepts with such a code carry what an area of work is called in one language, which stands in their keywords."""
LANGUAGE = "language."
"""Concepts with such a code carry the title and description of the framework in one language, and their standing."""
STATUS = {SetState.DRAFT: "Draft", SetState.PUBLISHED: "Adopted", SetState.SUPERSEDED: "Deprecated"}
CHILD, TRANSLATION, RELATED = "isChildOf", "isTranslationOf", "isRelatedTo"


@dataclass(frozen=True)
class Passport:
    """What a package says of the framework beside its content."""

    key: str
    version: str
    state: str
    rights: str
    on: date


@dataclass
class _Package:
    """What was made so far. Every identifier comes from the framework, its version and the place of the thing."""

    definition: Definition
    told: Passport
    items: list[dict[str, Any]] = field(default_factory=list)
    associations: list[dict[str, Any]] = field(default_factory=list)

    def uid(self, *parts: str) -> str:
        return derived(self.told.key, self.told.version, *parts)

    def node(self, *parts: str, title: str = "", known: str = "") -> dict[str, str]:
        number = known or self.uid(*parts)
        return {"title": title or " ".join(parts), "identifier": number, "uri": f"urn:uuid:{number}"}

    @property
    def title(self) -> str:
        return text_in(self.definition.title, self.definition.source, self.definition.source)

    @property
    def changed(self) -> str:
        return f"{self.told.on.isoformat()}T00:00:00+00:00"


def derived(key: str, version: str, *parts: str) -> str:
    """The identifier of a part of a framework that was not given one by whoever wrote it."""
    return str(stable_uid("case", key, version, *parts))


def packed(definition: Definition, told: Passport) -> dict[str, Any]:
    """The package. The same framework gives the same package, to the last byte of its JSON."""
    made = _Package(definition, told)
    document = made.node("document", title=made.title)
    roots: list[Any] = [*definition.domains, *definition.roles]
    for n, root in enumerate(roots, start=1):
        kind = ROLE if isinstance(root, WorkRole) else DOMAIN
        node = _add(made, kind, root.code, root.title, (kind, root.code), known=root.id)
        _associate(made, CHILD, node, document, n)
    for domain in definition.domains:
        parent = made.node(DOMAIN, domain.code, known=domain.id)
        for n, competence in enumerate(domain.competences, start=1):
            _competence(made, competence, parent, n)
    return {
        "CFDocument": _document(made, document),
        "CFItems": made.items,
        "CFAssociations": made.associations,
        "CFDefinitions": {"CFItemTypes": _kinds(made), "CFConcepts": [*_languages(made), *_areas(made)]},
        "CFRubrics": [_rubric(made, role) for role in definition.roles if role.profile],
    }


def _document(made: _Package, node: Mapping[str, str]) -> dict[str, Any]:
    told, definition = made.told, made.definition
    package = made.node("package", title=node["title"])
    found = {
        **node,
        "creator": "Kerege",
        "lastChangeDateTime": made.changed,
        "description": text_in(definition.lead, definition.source, definition.source),
        "language": definition.source,
        "version": told.version,
        "adoptionStatus": STATUS[SetState(told.state)],
        "notes": told.rights,
        "CFPackageURI": package,
    }
    return {name: value for name, value in found.items() if value}


def _competence(made: _Package, competence: Any, parent: Mapping[str, str], number: int) -> None:
    words = [f"{EVIDENCE}{kind.value}" for kind in Shown if kind in competence.evidence]
    if competence.code == made.definition.teaching:
        words.append(TEACHING)
    parts = (COMPETENCE, competence.code)
    node = _add(made, COMPETENCE, competence.code, competence.title, parts, known=competence.id, words=words)
    _associate(made, CHILD, node, parent, number)
    for to in competence.maps:
        _associate(made, RELATED, node, _outside(to))
    count = 0
    for area, statements in (("", competence.statements), *competence.extensions.items()):
        for level, said in statements.items():
            for n, text in enumerate(said, start=1):
                count += 1
                place = [competence.code, *([area] if area else []), level.value, str(n)]
                words = [f"{AREA}{area}"] if area else []
                kind = f"{LEVEL}{level.value}"
                below = _add(made, kind, ".".join(place), text, ("statement", *place), words=words)
                _associate(made, CHILD, below, node, count)


def _add(
    made: _Package,
    kind: str,
    code: str,
    texts: Mapping[str, str],
    parts: tuple[str, ...],
    *,
    known: str = "",
    words: Iterable[str] = (),
) -> dict[str, str]:
    """An item in its own language, and one for each other language; the node of the first."""
    first = made.definition.source if made.definition.source in texts else next(iter(texts))
    node = made.node(*parts, title=texts[first], known=known)
    made.items.append(_item(made, kind, code, node, first, list(words)))
    for lang, text in texts.items():
        if lang != first:
            other = made.node(*parts, lang, title=text)
            made.items.append(_item(made, kind, code, other, lang, []))
            _associate(made, TRANSLATION, other, node)
    return node


def _item(made: _Package, kind: str, code: str, node: Mapping[str, str], lang: str, words: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "identifier": node["identifier"],
        "uri": node["uri"],
        "fullStatement": node["title"],
        "humanCodingScheme": code,
        "CFItemType": kind,
        "CFItemTypeURI": made.node("kind", kind, title=kind),
        "language": lang,
        "lastChangeDateTime": made.changed,
        "CFDocumentURI": made.node("document", title=made.title),
    }
    return found | ({"conceptKeywords": words} if words else {})


def _associate(
    made: _Package, kind: str, origin: Mapping[str, str], to: Mapping[str, str], number: int | None = None
) -> None:
    own = made.node("association", kind, origin["identifier"], to["identifier"])
    found: dict[str, Any] = {
        "identifier": own["identifier"],
        "uri": own["uri"],
        "associationType": kind,
        "originNodeURI": dict(origin),
        "destinationNodeURI": dict(to),
        "lastChangeDateTime": made.changed,
    }
    made.associations.append(found | ({} if number is None else {"sequenceNumber": number}))


def _outside(to: Map) -> dict[str, str]:
    """A clause of a standard, or a question of a set, as a node outside of the package."""
    parts = [to.kind.value, to.of, to.edition, to.clause]
    title = " ".join(part for part in parts[1:] if part)
    uri = "urn:kerege:" + ":".join(quote(part, safe="") for part in parts)
    return {"title": title, "identifier": str(stable_uid("case", "outside", *parts)), "uri": uri}


def _kinds(made: _Package) -> list[dict[str, Any]]:
    names = (DOMAIN, COMPETENCE, *(f"{LEVEL}{level.value}" for level in Level if level != Level.NONE), ROLE)
    return [
        made.node("kind", name, title=name)
        | {"description": name, "hierarchyCode": str(n), "lastChangeDateTime": made.changed}
        for n, name in enumerate(names, start=1)
    ]


def _languages(made: _Package) -> list[dict[str, Any]]:
    found = []
    for lang, state in made.definition.languages.items():
        title, lead = (texts.get(lang, "") for texts in (made.definition.title, made.definition.lead))
        node = made.node("language", lang, title=title or lang)
        told = {"hierarchyCode": f"{LANGUAGE}{lang}", "keywords": state.value, "lastChangeDateTime": made.changed}
        found.append(node | told | ({"description": lead} if lead else {}) | ({} if title else {"title": ""}))
    return found


def _areas(made: _Package) -> list[dict[str, Any]]:
    return [
        made.node("area", area.code, lang, title=title)
        | {"hierarchyCode": f"{AREA_CALLED}{area.code}", "keywords": lang, "lastChangeDateTime": made.changed}
        for area in made.definition.areas
        for lang, title in area.title.items()
    ]


def _rubric(made: _Package, role: WorkRole) -> dict[str, Any]:
    node = made.node("rubric", role.code, title=text_in(role.title, made.definition.source, made.definition.source))
    criteria = []
    for n, need in enumerate(role.profile, start=1):
        own = made.node("criterion", role.code, need.competence)
        level = made.node("criterion level", role.code, need.competence)
        competence = made.definition.competence(need.competence)
        own_id, changed = own["identifier"], {"lastChangeDateTime": made.changed}
        stands: dict[str, Any] = {"quality": need.target.value, "position": 1, "rubricCriterionId": own_id}
        criteria.append(
            {
                "identifier": own["identifier"],
                "uri": own["uri"],
                "category": role.code,
                "CFItemURI": made.node(COMPETENCE, need.competence, known=competence.id if competence else ""),
                "weight": need.criticality,
                "position": n,
                "rubricId": node["identifier"],
                "lastChangeDateTime": made.changed,
                "CFRubricCriterionLevels": [{name: level[name] for name in ("identifier", "uri")} | stands | changed],
            }
        )
    return node | {"lastChangeDateTime": made.changed, "CFRubricCriteria": criteria}
