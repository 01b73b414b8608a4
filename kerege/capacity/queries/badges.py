"""What a badge says of a certificate, what the status lists say, and who stands in the public register."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from kerege.capacity.models import BadgePlace, Certificate, RegisterEntry
from kerege.capacity.queries.certificates import CertificateLine, by_number, held_by, of_persons
from kerege.capacity.queries.course_badges import (
    GivenLine,
    badge_by_number,
    badges_held_by,
    holder_of_badge,
    taken_back_by,
)
from kerege.capacity.rules.numbers import typed_number
from kerege.capacity.words.certification import CertificateState
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import fold
from kerege.people import queries as people
from kerege.people.rules import is_numbered
from kerege.privacy import queries as consents
from kerege.privacy.words import CERTIFIED_REGISTER
from kerege.records.viewers import PUBLIC, Viewer

DOOR = Viewer(uid="capacity.badges", everywhere=Sensitivity.RESTRICTED)
Line = TypeVar("Line", CertificateLine, GivenLine)


@dataclass(frozen=True)
class Certified:
    """Somebody in the public register, with the certificates that hold on the day. `reserve` is how soon they come."""

    name: str
    owner: str
    reserve: str
    since: date
    certificates: tuple[CertificateLine, ...]
    synthetic: bool


@dataclass(frozen=True)
class RegisterChoice:
    """Which certified people; empty means all. `reserve` is a code, or `any` for whoever is available at all."""

    owner: str = ""
    scheme: str = ""
    level: str = ""
    language: str = ""
    reserve: str = ""
    text: str = ""


def my_certificate(me: str, number: str, *, on: date, lang: str) -> tuple[CertificateLine, str] | None:
    """One's own certificate by its number, with the own name as the record has it; None where one holds none such."""
    return _own(me, number, held_by(me, on=on, lang=lang))


def my_badge(me: str, number: str, *, on: date) -> tuple[GivenLine, str] | None:
    """One's own badge of a course by its number, with the own name; None where one has none such."""
    return _own(me, number, badges_held_by(me, on=on))


def _own(me: str, number: str, lines: Iterable[Line]) -> tuple[Line, str] | None:
    asked, own = typed_number(number), people.person_number(me) if me else None
    held = next((line for line in lines if line.number == asked), None)
    if held is None or own is None:
        return None
    name = people.person_names(DOOR, [own]).get(own)
    return held, name if isinstance(name, str) else ""


def places_with(states: frozenset[CertificateState], *, on: date) -> list[int]:
    """The places in the status lists of the certificates that stand so on the day. A badge of a course that was taken
    back stands among those that are revoked.
    """
    kept = BadgePlace.objects.seen_by(DOOR)
    back = taken_back_by(on) if CertificateState.REVOKED in states else set()
    badges = [place for given, place in kept.values_list("given_id", "place") if given in back]
    places = {number: place for number, place in kept.values_list("certificate_id", "place") if number is not None}
    held = Certificate.objects.seen_by(DOOR).filter(id__in=set(places)).values_list("id", "uid", "person_id")
    numbers = {str(uid): number for number, uid, _ in held}
    lines = [line for each in of_persons({person for *_, person in held}, on=on).values() for line in each]
    found = [places[numbers[line.uid]] for line in lines if line.state in states and line.uid in numbers]
    return sorted([*found, *badges])


def last_place() -> int:
    """The largest place that was given in the status lists; 0 where none was."""
    return int(BadgePlace.objects.seen_by(DOOR).order_by("-place").values_list("place", flat=True).first() or 0)


def is_holder(number: str, typed: str, *, on: date) -> bool:
    """Whether the holder of a certificate or badge is called as typed, in any spelling, script and order that the
    record has.

    Takes the same way for a number that nobody has, and says of neither which name there is.
    """
    spellings = people.spellings_of(DOOR, _holder(number, on) or 0)
    words = _words(typed)
    return bool(words) and any(words == _words(each) for each in spellings)


def holder_is_erased(number: str, *, on: date) -> bool:
    """Whether a certificate or badge stands in the register and its holder was erased, so that no name can be compared.

    For whoever brings a file that this node signed; others are told the same as of a wrong name.
    """
    holder = _holder(number, on)
    name = people.person_names(DOOR, [holder]).get(holder) if holder is not None else None
    return isinstance(name, str) and is_numbered(name)


def _holder(number: str, on: date) -> int | None:
    asked = typed_number(number)
    row = Certificate.objects.seen_by(DOOR).filter(number=asked, decided_on__lte=on).one() if asked else None
    return row.person_id if row is not None else holder_of_badge(number, on=on)


def _words(name: str) -> list[str]:
    return sorted(fold(name).split())


def certified(*, on: date, lang: str, choice: RegisterChoice | None = None) -> list[Certified]:
    """Who stands in the public register and holds a certificate on the day, by country and name. For everybody.

    An entry is read for no day once the consent is withdrawn: it is gone then.
    """
    asked = choice or RegisterChoice()
    entries = {row.person_id: row for row in RegisterEntry.objects.seen_by(PUBLIC).filter(since__lte=on).seen()}
    agreed = consents.agreeing_persons(CERTIFIED_REGISTER) & set(entries)
    held, names = of_persons(agreed, on=on, lang=lang), people.person_names(DOOR, agreed)
    found = [_certified(entries[person], names.get(person), held.get(person, [])) for person in agreed]
    chosen = [line for line in found if line is not None and _chosen(line, asked)]
    return sorted(chosen, key=lambda line: (line.owner, line.name))


def my_entry(account: Any) -> str | None:
    """What one's own entry says of the reserve; None where one does not stand in the register."""
    if account.person_id is None:
        return None
    row = RegisterEntry.objects.seen_by(DOOR).filter(person_id=account.person_id).one()
    return row.reserve if row is not None else None


def _certified(entry: Any, name: object, lines: list[CertificateLine]) -> Certified | None:
    holding = tuple(line for line in lines if line.holds)
    if not holding or not isinstance(name, str) or not name:
        return None
    return Certified(name, entry.owner, entry.reserve, entry.since, holding, entry.synthetic)


def _chosen(line: Certified, asked: RegisterChoice) -> bool:
    some: Mapping[str, set[str]] = {
        asked.owner: {line.owner},
        asked.scheme: {each.scheme_key for each in line.certificates},
        asked.level: {each.level for each in line.certificates},
        asked.language: {code for each in line.certificates for code in each.languages},
    }
    if any(wanted and wanted not in there for wanted, there in some.items()):
        return False
    if asked.reserve and not (line.reserve and asked.reserve in ("any", line.reserve)):
        return False
    return all(word in fold(line.name) for word in fold(asked.text).split())


def verified(number: str, *, on: date, lang: str) -> CertificateLine | None:
    """What everybody who has a number is told of its certificate as on the day; None where there was none by then."""
    return by_number(number, on=on, lang=lang)


def verified_badge(number: str, *, on: date) -> GivenLine | None:
    """The same of a badge of a course."""
    return badge_by_number(number, on=on)
