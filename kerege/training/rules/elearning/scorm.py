"""The manifest of SCORM 1.2 and 2004 (2nd to 4th edition): what is opened, in which order, with which settings."""

from collections.abc import Iterator, Mapping
from typing import Any

from kerege.lib.archives import Member
from kerege.lib.refusal import N_, Refusal
from kerege.training.rules.elearning import members as files
from kerege.training.rules.elearning import sequencing
from kerege.training.rules.elearning.shapes import LONGEST_TITLE, Part, Recognised
from kerege.training.rules.elearning.xml import XML_LANG, attribute, child, children, local, parse, refuse, text
from kerege.training.words import elearning as words
from kerege.training.words.elearning import Standard

EDITIONS = {
    "1.2": (Standard.SCORM12, "1.2"),
    "cam 1.3": (Standard.SCORM2004, "2nd edition"),
    "2004 3rd edition": (Standard.SCORM2004, "3rd edition"),
    "2004 4th edition": (Standard.SCORM2004, "4th edition"),
}
_SPACES = {
    "http://www.adlnet.org/xsd/adlcp_rootv1p2": "1.2",
    "http://www.adlnet.org/xsd/adlcp_v1p3": "cam 1.3",
}
_SETTINGS = {
    "masteryscore": "mastery_score",
    "maxtimeallowed": "max_time_allowed",
    "timelimitaction": "time_limit_action",
    "datafromlms": "launch_data",
    "prerequisites": "prerequisites",
    "completionthreshold": "completion_threshold",
}
DEEPEST, MOST_PARTS = 12, 1_000


def read(content: bytes, members: Mapping[str, Member]) -> Recognised:
    """Refuses training.elearning_* and xml.* for a manifest by which nothing can be played."""
    root = parse(content, "imsmanifest.xml")
    if local(str(root.tag)) != "manifest":
        raise refuse(N_("its first element is none of a manifest"))
    standard, edition = _edition(root)
    organisation = _organisation(root)
    resources = _resources(root)
    parts = tuple(_parts(organisation, resources, members))
    if not parts:
        raise Refusal(words.ELEARNING_NOTHING_TO_PLAY, field="file")
    _check_once(part.id for part in parts)
    title = text(organisation, "title") or parts[0].title
    identifier = attribute(root, "identifier")[:LONGEST_TITLE]
    tree = _sequenced(root, organisation) if standard == Standard.SCORM2004 and len(parts) > 1 else {}
    return Recognised(standard, edition, identifier, title[:LONGEST_TITLE], _language(root), parts, tree)


def _sequenced(root: Any, organisation: Any) -> dict[str, Any]:
    """Which part may be opened when; with one part there is nothing to decide."""
    rules = sequencing.read(root, organisation)
    if not rules:
        return {}
    beyond = sequencing.not_obeyed(root)
    return {"sequencing": rules} | ({"not_obeyed": beyond} if beyond else {})


def _edition(root: Any) -> tuple[Standard, str]:
    """From what the manifest says, else from the namespace that it uses."""
    metadata = child(root, "metadata")
    said = text(metadata, "schemaversion").lower() if metadata is not None else ""
    if said in EDITIONS:
        return EDITIONS[said]
    for element in root.iter():
        for name in (str(element.tag), *element.attrib):
            if found := _SPACES.get(name.rpartition("}")[0].removeprefix("{")):
                return EDITIONS[found]
    if kind := _for_the_bank(root):
        raise Refusal(words.ELEARNING_FOR_THE_BANK, field="file", kind=kind)
    raise Refusal(words.ELEARNING_NOT_SCORM, field="file")


def _for_the_bank(root: Any) -> str:
    """What kind of package with questions it is; empty for none."""
    spaces = {str(element.tag).rpartition("}")[0] for element in root.iter()}
    if any("imscc" in each for each in spaces):
        return "Common Cartridge"
    kinds = (attribute(each, "type") for each in root.iter() if local(str(each.tag)) == "resource")
    return "QTI" if any(each.startswith("imsqti") for each in kinds) else ""


def _organisation(root: Any) -> Any:
    organisations = child(root, "organizations")
    found = list(children(organisations, "organization")) if organisations is not None else []
    if not found:
        raise Refusal(words.ELEARNING_NO_ORGANISATION, field="file")
    default = attribute(organisations, "default")
    return next((each for each in found if attribute(each, "identifier") == default), found[0])


def _resources(root: Any) -> dict[str, tuple[Any, str]]:
    """Every resource by its identifier, with the folder in which its address lies."""
    resources = child(root, "resources")
    if resources is None:
        return {}
    around = _base(root) + _base(resources)
    found: dict[str, tuple[Any, str]] = {}
    for each in children(resources, "resource"):
        name = attribute(each, "identifier")
        if name in found:
            raise Refusal(words.ELEARNING_TWICE, field="file", name=name[:80])
        found[name] = (each, around + _base(each))
    return found


def _base(element: Any) -> str:
    base = attribute(element, "base").replace("\\", "/")
    return f"{base}/" if base and not base.endswith("/") else base


def _parts(
    organisation: Any, resources: Mapping[str, tuple[Any, str]], members: Mapping[str, Member]
) -> Iterator[Part]:
    """The parts in the order of the organisation; headings above them are only told by how deep they stand."""
    seen = 0
    waiting = [(each, 0) for each in reversed(list(children(organisation, "item")))]
    while waiting:
        item, depth = waiting.pop()
        seen += 1
        if depth > DEEPEST or seen > MOST_PARTS:
            raise refuse(N_("its parts are nested too deep, or there are too many"))
        if reference := attribute(item, "identifierref"):
            yield _part(item, depth, reference, resources, members)
        waiting += [(each, depth + 1) for each in reversed(list(children(item, "item")))]


def _part(
    item: Any,
    depth: int,
    reference: str,
    resources: Mapping[str, tuple[Any, str]],
    members: Mapping[str, Member],
) -> Part:
    name = attribute(item, "identifier") or reference
    title = (text(item, "title") or name)[:LONGEST_TITLE]
    if reference not in resources:
        raise Refusal(words.ELEARNING_ENTRY_MISSING, field="file", path=reference[:80], title=title[:80])
    resource, around = resources[reference]
    path, query = files.entry(attribute(resource, "href"), around, title, members)
    settings = _settings(item)
    if (attribute(resource, "scormtype") or "sco").lower() == "asset":
        settings["asset"] = True
    return Part(name[:250], title, path, _joined(query, attribute(item, "parameters")), depth, settings)


def _settings(item: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for each in item:
        name = _SETTINGS.get(local(str(each.tag)).lower())
        if name and (each.text or "").strip():
            found[name] = str(each.text).strip()[:4_000]
    if attribute(item, "isvisible").lower() == "false":
        found["hidden"] = True
    told = child(item, "sequencing")
    objectives = child(told, "objectives") if told is not None else None
    if objectives is not None and (names := list(_objectives(objectives))):
        found["objectives"] = names
    primary = child(objectives, "primaryObjective") if objectives is not None else None
    if primary is not None and attribute(primary, "satisfiedbymeasure").lower() == "true":
        found["passing_score"] = text(primary, "minNormalizedMeasure") or "1.0"
    return found


def _objectives(element: Any) -> Iterator[str]:
    """The objectives that the run-time has before the package begins, by their identifiers."""
    for each in element:
        if local(str(each.tag)) in {"primaryObjective", "objective"} and (name := attribute(each, "objectiveID")):
            yield name[:4_000]


def _joined(query: str, parameters: str) -> str:
    """The address with the parameters of the item, as SCORM says how: after its own, before or as its fragment."""
    parameters = parameters.lstrip("?&")
    if not parameters:
        return query
    if parameters.startswith("#"):
        return query if "#" in query else query + parameters
    before, mark, fragment = query.partition("#")
    return f"{before}{'&' if before else '?'}{parameters}{mark}{fragment}"


def _language(root: Any) -> str:
    """The first language that the manifest names anywhere."""
    for element in root.iter():
        if tag := element.attrib.get(XML_LANG):
            return str(tag)[:12]
        if local(str(element.tag)) == "language" and (element.text or "").strip():
            return str(element.text).strip()[:12]
    return ""


def _check_once(names: Iterator[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise Refusal(words.ELEARNING_TWICE, field="file", name=name[:80])
        seen.add(name)
