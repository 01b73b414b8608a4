"""Certificates: one by its number for whoever has it, all of an owner for whoever answers for them, one's own.

A list of certificates is a list of people, so it is restricted. The number is the door to a single one: it is drawn,
and whoever has it was given it. Through that door comes what the certificate says, and the holder's name only where
the holder agreed (`name_shown`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.capacity.models import Certificate, CertificateScheme, CertificateStep
from kerege.capacity.queries.schemes import in_words, scheme_of
from kerege.capacity.rules.certification import Happened, state_on, until_on
from kerege.capacity.rules.numbers import typed_number
from kerege.capacity.rules.schemes import Scheme
from kerege.capacity.words.certification import HOLDS, CertificateState
from kerege.lib.sensitivity import Sensitivity
from kerege.people import queries as people
from kerege.people.rules import is_numbered
from kerege.records.labels import Withheld
from kerege.records.viewers import PUBLIC, Viewer

DOOR = Viewer(uid="capacity.certificates", everywhere=Sensitivity.RESTRICTED)


@dataclass(frozen=True)
class CertificateLine:
    """One certificate as on a day.

    `state` and `valid_until` (the first day on which it holds no more, renewals included) are those of the day;
    `ended`: that day has come, which the state of a suspended one does not tell. `name` is empty where the reader may
    not know it, and for an erased holder. `person_uid` is the uid of the holder's record: of an erased holder a new one
    that leads to no name. `issuer` is the key of the organisation that looked after the case, may be empty; `owner` is
    the country, or REG. `level_name` and `scheme_title` are in the language asked for.
    """

    uid: str
    number: str
    owner: str
    state: CertificateState
    person_uid: str
    name: str
    name_shown: bool
    scheme_key: str
    scheme_version: str
    scheme_title: str
    level: str
    level_name: str
    curriculum: str
    version: str
    languages: tuple[str, ...]
    territory: str
    issuer: str
    decided_on: date
    valid_from: date
    valid_until: date
    synthetic: bool
    ended: bool
    scheme: Scheme

    @property
    def holds(self) -> bool:
        """Whether its holder may teach under it on the day."""
        return self.state in HOLDS


@dataclass(frozen=True)
class StepLine:
    """A step of a certificate; the reason is for whoever reads the case."""

    what: str
    on: date
    until: date | None
    reason: str


def by_number(number: str, *, on: date, lang: str = "en") -> CertificateLine | None:
    """The certificate with this number as on the day, for whoever has the number; None where there was none by then.

    The number may be typed with small letters, without hyphens, with O for 0 and I for 1. What is told is public to the
    holder of the number: state, scheme, level, scope, days, issuer; the name only with the holder's consent.
    """
    asked = typed_number(number)
    rows = Certificate.objects.seen_by(DOOR).filter(number=asked, decided_on__lte=on) if asked else None
    row = rows.one() if rows is not None else None
    return _lines(PUBLIC, [row], on, lang)[0] if row is not None else None


def issued(
    viewer: Viewer, *, on: date, lang: str = "en", owner: str = "", scheme: str = "", level: str = "", state: str = ""
) -> list[CertificateLine]:
    """The certificates decided by the day that the viewer's clearance reaches, the newest first; empty texts mean all.

    For the register: the focal point reads those of the own country, the secretariat those of the region.
    """
    rows = Certificate.objects.seen_by(viewer).filter(decided_on__lte=on)
    wanted = {name: value for name, value in (("owner", owner), ("level", level)) if value}
    found = rows.filter(**wanted).order_by("-decided_on", "-id").seen()
    lines = _lines(viewer, found, on, lang)
    return [line for line in lines if (not scheme or line.scheme_key == scheme) and (not state or line.state == state)]


def held_by(me: str, *, on: date, lang: str = "en") -> list[CertificateLine]:
    """The certificates of the person to whom an account belongs, the newest first: everybody reads their own."""
    number = people.person_number(me) if me else None
    return of_persons([number], on=on, lang=lang).get(number, []) if number else []


def of_person(viewer: Viewer, uid: str, *, on: date, lang: str = "en") -> list[CertificateLine]:
    """The certificates of the person whose record has this uid, the newest first: those that the viewer's clearance
    reaches, each by its own owner. Empty where the person's record is not to be seen.
    """
    number, _owner = people.persons_of(viewer, [uid]).get(uid, (0, ""))
    if not number:
        return []
    rows = Certificate.objects.seen_by(viewer).filter(person_id=number, decided_on__lte=on)
    return _lines(viewer, rows.order_by("-decided_on", "-id").seen(), on, lang)


def of_case(case: int, *, on: date, lang: str = "en") -> CertificateLine | None:
    """The certificate that came of a case, for the page of that case, which decides about its reader."""
    row = Certificate.objects.seen_by(DOOR).filter(case_id=case, decided_on__lte=on).one()
    return _lines(PUBLIC, [row], on, lang)[0] if row is not None else None


def of_persons(numbers: Iterable[int], *, on: date, lang: str = "en") -> dict[int, list[CertificateLine]]:
    """The certificates of these persons, for rules and actions: shows no name and decides about no reader."""
    rows = Certificate.objects.seen_by(DOOR).filter(person_id__in=set(numbers), decided_on__lte=on)
    seen = rows.order_by("-decided_on", "-id").seen()
    found: dict[int, list[CertificateLine]] = {}
    for row, line in zip(seen, _lines(PUBLIC, seen, on, lang), strict=True):
        found.setdefault(row.person_id, []).append(line)
    return found


def steps_of(viewer: Viewer, uid: str, *, me: str = "", on: date, in_case: bool = False) -> list[StepLine]:
    """What happened to a certificate by the day, for whoever reads it by clearance, holds it, or has a part in its case
    (`in_case`, as the page of the case found it); nothing for others.
    """
    row = Certificate.objects.seen_by(DOOR).filter(uid=uid).one()
    if row is None:
        return []
    own = in_case or (bool(me) and people.person_number(me) == row.person_id)
    rows = CertificateStep.objects.seen_by(DOOR if own else viewer).filter(certificate_id=row.id, on__lte=on)
    return [StepLine(s.what, s.on, s.until, s.reason) for s in rows.order_by("on", "id").seen()]


def _lines(viewer: Viewer, rows: list[Any], on: date, lang: str) -> list[CertificateLine]:
    if not rows:
        return []
    happened = _happened([row.id for row in rows])
    versions = {
        v.id: v for v in CertificateScheme.objects.seen_by(DOOR).filter(id__in={r.scheme_id for r in rows}).seen()
    }
    agreed = people.person_names(DOOR, [row.person_id for row in rows if row.name_shown])
    readable = people.person_names(viewer, [row.person_id for row in rows])
    uids = people.person_uids(DOOR, [row.person_id for row in rows])
    return [
        _line(
            row,
            versions[row.scheme_id],
            happened.get(row.id, []),
            _name(agreed.get(row.person_id, readable.get(row.person_id))),
            uids.get(row.person_id, ""),
            on,
            lang,
        )
        for row in rows
    ]


def _name(name: str | Withheld | None) -> str:
    return name if isinstance(name, str) and not is_numbered(name) else ""


def _happened(ids: list[int]) -> dict[int, list[Happened]]:
    found: dict[int, list[Happened]] = {}
    for step in CertificateStep.objects.seen_by(DOOR).filter(certificate_id__in=ids).order_by("on", "id").seen():
        found.setdefault(step.certificate_id, []).append(Happened(step.what, step.on, step.until))
    return found


def _line(
    row: Any, version: Any, steps: list[Happened], name: str, person_uid: str, on: date, lang: str
) -> CertificateLine:
    scheme, until = scheme_of(version), until_on(row.valid_until, steps, on=on)
    return CertificateLine(
        uid=str(row.uid),
        number=row.number,
        owner=row.owner,
        state=state_on(row.valid_until, steps, on=on),
        person_uid=person_uid,
        name=name,
        name_shown=row.name_shown,
        scheme_key=version.key,
        scheme_version=version.version,
        scheme_title=in_words(scheme.title, lang),
        level=row.level,
        level_name=in_words(scheme.level(row.level).name, lang),
        curriculum=row.curriculum,
        version=row.version,
        languages=tuple(row.languages.split()),
        territory=row.territory_id,
        issuer=row.issuer,
        decided_on=row.decided_on,
        valid_from=row.valid_from,
        valid_until=until,
        synthetic=row.synthetic,
        ended=on >= until,
        scheme=scheme,
    )
