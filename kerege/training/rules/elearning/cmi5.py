"""The course structure of cmi5: blocks and assignable units, as the specification checks them at import."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from kerege.lib.archives import Member
from kerege.lib.refusal import N_, Refusal
from kerege.training.rules.elearning import members as files
from kerege.training.rules.elearning.shapes import LONGEST_TITLE, Part, Recognised
from kerege.training.rules.elearning.xml import attribute, child, children, local, parse, refuse, text
from kerege.training.words import elearning as words
from kerege.training.words.elearning import Standard

SPACE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"
MOVE_ON = ("Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed", "NotApplicable")
LAUNCH = ("AnyWindow", "OwnWindow")
LAUNCHED_WITH = frozenset({"endpoint", "fetch", "actor", "activityId", "registration"})
DEEPEST, MOST_UNITS = 12, 5_000


def read(content: bytes, members: Mapping[str, Member]) -> Recognised:
    """Refuses training.elearning_* and xml.* for a structure that the specification does not allow."""
    root = parse(content)
    if str(root.tag) != f"{{{SPACE}}}courseStructure":
        raise refuse(N_("its first element is no courseStructure of cmi5"))
    course = child(root, "course")
    if course is None:
        raise refuse(N_("it has no course"))
    seen: set[str] = set()
    identifier, title = _id(course, seen), _title(course)
    units = list(_units(root, seen, ()))
    if not units:
        raise Refusal(words.ELEARNING_NOTHING_TO_PLAY, field="file")
    parts = tuple(_part(each, path, number, members) for number, (each, path) in enumerate(units))
    names = {"course": identifier, "titles": _texts(course, "title"), "blocks": _blocks(root)}
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


def _blocks(root: Any) -> list[str]:
    return [attribute(each, "id") for each in root.iter() if local(str(each.tag)) == "block"]


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
    return {attribute(each, "lang") or "und": " ".join((each.text or "").split()) for each in found}


def _title(element: Any) -> str:
    texts = _texts(element, "title")
    if not any(texts.values()):
        raise refuse(N_("something has no title"))
    return next(each for each in texts.values() if each)[:LONGEST_TITLE]


def _language(course: Any) -> str:
    return next((tag for tag in _texts(course, "title") if tag != "und"), "")[:12]


def _part(unit: Any, inside: tuple[str, ...], number: int, members: Mapping[str, Member]) -> Part:
    title, address = _title(unit), text(unit, "url")
    path, query = _address(address, title, members)
    _check_query(address)
    move_on = attribute(unit, "moveon") or "NotApplicable"
    launch = attribute(unit, "launchmethod") or "AnyWindow"
    if move_on not in MOVE_ON or launch not in LAUNCH:
        raise refuse(N_("moveOn or launchMethod is none that cmi5 knows"))
    settings = {
        "publisher_id": attribute(unit, "id"),
        "move_on": move_on,
        "launch_method": launch,
        "mastery_score": _mastery(attribute(unit, "masteryscore")),
        "launch_parameters": (child(unit, "launchParameters").text or "") if _has(unit, "launchParameters") else "",
        "entitlement_key": text(unit, "entitlementKey"),
        "activity_type": attribute(unit, "activitytype"),
        "blocks": list(inside),
        "outside": address if not path else "",
    }
    return Part(f"au-{number}", title, path, query, len(inside), settings)


def _has(element: Any, name: str) -> bool:
    return child(element, name) is not None


def _address(address: str, title: str, members: Mapping[str, Member]) -> tuple[str, str]:
    """A unit lies in the package, or on another site under its whole address."""
    if not address:
        raise Refusal(words.ELEARNING_ENTRY_MISSING, field="file", path="", title=title[:80])
    if is_iri(address) and address.startswith(("http://", "https://")):
        return "", ""
    return files.entry(address, "", title, members)


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
