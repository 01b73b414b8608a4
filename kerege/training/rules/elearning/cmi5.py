"""The course structure of cmi5: blocks and assignable units, as the specification checks them at import."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from kerege.lib.archives import Member
from kerege.lib.refusal import N_, Refusal
from kerege.training.rules.elearning import cmi5_schema as schema
from kerege.training.rules.elearning import members as files
from kerege.training.rules.elearning.shapes import LONGEST_TITLE, Part, Recognised
from kerege.training.rules.elearning.xml import attribute, child, children, line, local, parse, refuse, text
from kerege.training.words import elearning as words
from kerege.training.words.cmi5 import CMI5_OTHER_SITE, MoveOn
from kerege.training.words.elearning import Standard

LAUNCH = ("AnyWindow", "OwnWindow")
LAUNCHED_WITH = frozenset({"endpoint", "fetch", "actor", "activityId", "registration"})
DEEPEST, MOST_UNITS = 12, 5_000


def read(content: bytes, members: Mapping[str, Member], sites: Collection[str] = ()) -> Recognised:
    """Refuses training.cmi5_*, training.elearning_* and xml.* for a structure that the specification does not allow.

    `sites` are the origins from which units may come that lie in no package.
    """
    root = parse(content, "cmi5.xml" if len(members) > 1 else "")
    if str(root.tag) != f"{{{schema.SPACE}}}courseStructure":
        raise refuse(N_("its first element is no courseStructure of cmi5"))
    schema.check(root)
    course = child(root, "course")
    _check_objectives(root)
    seen: set[str] = set()
    identifier, title = _id(course, seen), _title(course)
    units = list(_units(root, seen, ()))
    if not units:
        raise Refusal(words.ELEARNING_NOTHING_TO_PLAY, field="file")
    parts = tuple(_part(each, path, number, members, sites) for number, (each, path) in enumerate(units))
    blocks = list(_blocks(root))
    names = {
        "course": identifier,
        "titles": _texts(course, "title"),
        "blocks": [attribute(each, "id") for each in blocks],
        "block_titles": [_texts(each, "title") for each in blocks],
    }
    return Recognised(Standard.CMI5, "1.0", identifier, title, _language(course), parts, names)


def _units(element: Any, seen: set[str], inside: tuple[str, ...]) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """Every unit with the blocks around it, and every identifier once."""
    if len(inside) > DEEPEST:
        raise refuse(N_("its blocks are nested too deep"))
    for each in element:
        name = local(str(each.tag))
        if name == "au":
            _id(each, seen)
            if len(seen) > MOST_UNITS:
                raise refuse(N_("it has too many units"))
            yield each, inside
        elif name == "block":
            block = _id(each, seen)
            _title(each)
            units = list(_units(each, seen, (*inside, block)))
            if not units:
                raise refuse(N_("a block has no unit"))
            yield from units


def _blocks(root: Any) -> Iterator[Any]:
    return (each for each in root.iter() if str(each.tag) == f"{{{schema.SPACE}}}block")


def _check_objectives(root: Any) -> None:
    """Every objective once, and none referred to that is not there."""
    seen: set[str] = set()
    held = child(root, "objectives")
    for each in children(held, "objective") if held is not None else ():
        _id(each, seen)
    for each in root.iter(f"{{{schema.SPACE}}}objective"):
        if "idref" in each.attrib and attribute(each, "idref") not in seen:
            raise refuse(N_("an objective is referred to that is not in the list"))


def _id(element: Any, seen: set[str]) -> str:
    name = attribute(element, "id")
    if not is_iri(name):
        raise refuse(N_("an identifier is no IRI"))
    if name in seen:
        raise Refusal(words.ELEARNING_TWICE, field="file", name=name[:80])
    seen.add(name)
    return name


def is_iri(text_: str) -> bool:
    """Whether something names a thing for the whole world: with a scheme, and without blanks."""
    try:
        parts = urlsplit(text_)
    except ValueError:
        return False
    return bool(parts.scheme and (parts.netloc or parts.path)) and not any(sign.isspace() for sign in text_)


def _texts(element: Any, name: str) -> dict[str, str]:
    held = child(element, name)
    found = list(children(held, "langstring")) if held is not None else []
    return {attribute(each, "lang") or "und": line(each.text) for each in found}


def _title(element: Any) -> str:
    texts = _texts(element, "title")
    if not any(texts.values()):
        raise refuse(N_("something has no title"))
    return next(each for each in texts.values() if each)[:LONGEST_TITLE]


def _language(course: Any) -> str:
    return next((tag for tag in _texts(course, "title") if tag != "und"), "")[:12]


def _part(
    unit: Any, inside: tuple[str, ...], number: int, members: Mapping[str, Member], sites: Collection[str]
) -> Part:
    title, address = _title(unit), text(unit, "url")
    _check_query(address)
    path, query = _address(address, title, members, sites)
    move_on = attribute(unit, "moveon") or "NotApplicable"
    launch = attribute(unit, "launchmethod") or "AnyWindow"
    if move_on not in list(MoveOn) or launch not in LAUNCH:
        raise refuse(N_("moveOn or launchMethod is none that cmi5 knows"))
    settings = {
        "publisher_id": attribute(unit, "id"),
        "move_on": move_on,
        "launch_method": launch,
        "mastery_score": _mastery(attribute(unit, "masteryscore")),
        "titles": _texts(unit, "title"),
        "launch_parameters": _verbatim(unit, "launchParameters"),
        "entitlement_key": _verbatim(unit, "entitlementKey"),
        "activity_type": attribute(unit, "activitytype"),
        "blocks": list(inside),
        "outside": address if not path else "",
    }
    return Part(f"au-{number}", title, path, query, len(inside), settings)


def _verbatim(element: Any, name: str) -> str:
    """What a unit is handed on: with its own blanks, and without those around it (13.1)."""
    held = child(element, name)
    return (held.text or "").strip() if held is not None else ""


def _address(address: str, title: str, members: Mapping[str, Member], sites: Collection[str]) -> tuple[str, str]:
    """A unit lies in the package, or under its whole address on a site that was reviewed."""
    if not address:
        raise Refusal(words.ELEARNING_ENTRY_MISSING, field="file", path="", title=title[:80])
    if not address.lower().startswith(("http://", "https://")):
        return files.entry(address, "", title, members)
    if not is_iri(address):
        raise refuse(N_("the address of a unit cannot be read"))
    if origin_of(address) not in sites:
        raise Refusal(CMI5_OTHER_SITE, field="file", title=title[:80], site=origin_of(address)[:80])
    return "", ""


def origin_of(address: str) -> str:
    """Scheme and host of an address, as browsers name where a page comes from; empty for one without a host."""
    parts = urlsplit(address)
    return f"{parts.scheme.lower()}://{parts.netloc.lower()}" if parts.netloc else ""


def _check_query(address: str) -> None:
    try:
        names = {name for name, _value in parse_qsl(urlsplit(address).query, keep_blank_values=True)}
    except ValueError:
        raise refuse(N_("the address of a unit cannot be read")) from None
    if names & LAUNCHED_WITH:
        raise refuse(N_("the address of a unit uses a name that the launch needs"))


def _mastery(said: str) -> float | None:
    if not said:
        return None
    try:
        score = float(said)
    except ValueError:
        score = -1.0
    if not 0 <= score <= 1:
        raise refuse(N_("a masteryScore is none from 0 to 1"))
    return score
