"""Codes of conduct: which version stands on a day, who adopted it, how many signed; and what somebody signed."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from kerege.lib.sensitivity import Sensitivity
from kerege.lib.small_cells import Protected, protect
from kerege.lib.versions import text_in
from kerege.outreach.models import CodeAdoption, CodeOfConduct, CodeVersion, Pledge
from kerege.outreach.rules import conduct as rules
from kerege.outreach.words.conduct import TIANJIN
from kerege.people import queries as people
from kerege.records.reading_versions import (
    InVersionsLine,
    VersionLine,
    by_title,
    one_version,
    read_once,
    told,
    with_version,
)
from kerege.records.viewers import Viewer

DOOR = Viewer(uid="outreach.conduct", everywhere=Sensitivity.RESTRICTED)
"""With which an own pledge is read by its signer, and pledges are counted without being told."""
read_code = read_once(rules.read)


@dataclass(frozen=True)
class CodeLine(InVersionsLine):
    """A code in lists; `mine` is the version that the reader has signed and that is not withdrawn, else empty."""

    mine: str


@dataclass(frozen=True)
class PrincipleLine:
    key: str
    text: str
    tianjin: tuple[int, ...]


@dataclass(frozen=True)
class AdoptionLine:
    uid: str
    owner: str
    organisation: str
    name: str
    from_day: date
    ended_on: date | None


@dataclass(frozen=True)
class PledgeLine:
    """What somebody signed. `current` is the version that stands now; `stands` unless withdrawn."""

    uid: str
    owner: str
    code: str
    title: str
    version: str
    current: str
    lang: str
    digest: str
    signed_on: date
    withdrawn_on: date | None
    signed_as: str
    open: bool
    synthetic: bool

    @property
    def stands(self) -> bool:
        return self.withdrawn_on is None

    @property
    def outdated(self) -> bool:
        """Whether another version is in force than the one that was signed."""
        return self.version != self.current


@dataclass(frozen=True)
class CodePage:
    """A code as it may be read in one language. `signed` counts pledges to the version of the day by owner; where
    nobody may be told, small numbers are withheld (lib.small_cells). `named` are those who signed openly.
    """

    uid: str
    key: str
    owner: str
    title: str
    preamble: str
    lang: str
    version: str
    published_on: date | None
    current: str
    languages: tuple[str, ...]
    principles: tuple[PrincipleLine, ...]
    open_principles: tuple[int, ...]
    versions: tuple[VersionLine, ...]
    adoptions: tuple[AdoptionLine, ...]
    signed: Protected
    named: tuple[PledgeLine, ...]
    mine: PledgeLine | None
    rights: str
    synthetic: bool

    @property
    def answers(self) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """Each of the ten principles with the numbers of the code's own that answer it."""
        numbered = list(enumerate(self.principles, 1))
        return tuple((n, tuple(str(at) for at, line in numbered if n in line.tianjin)) for n in TIANJIN)


def codes(viewer: Viewer, *, on: date, lang: str, person: int | None = None) -> list[CodeLine]:
    """The codes with a version in force on the day, and drafts of those whom the viewer may read, by title."""
    mine = {line.code: line.version for line in my_pledges(person, on=on, lang=lang) if line.stands}
    found = with_version(CodeVersion, viewer, on=on)
    read = ((whole, version, read_code(version) if version else None) for whole, version in found)
    return by_title(CodeLine(**told(w, v, c, lang), mine=mine.get(w.key, "")) for w, v, c in read)


def code(
    viewer: Viewer, key: str, *, on: date, lang: str, version: str = "", person: int | None = None
) -> CodePage | None:
    """One code with the version named, else that of the day; None where the viewer may see none.

    The text is in `lang`, else in the language in which it was written; `CodePage.lang` says in which.
    """
    found = one_version(CodeVersion, viewer, key, on=on, version=version)
    if found is None:
        return None
    text = read_code(found.shown)
    shown_in = lang if lang in text.languages else text.source
    current = found.current.version if found.current is not None else ""
    mine = [line for line in my_pledges(person, on=on, lang=lang) if line.code == key and line.stands]
    return CodePage(
        uid=str(found.whole.uid),
        key=key,
        owner=found.whole.owner,
        title=text.title[shown_in],
        preamble=text.preamble[shown_in],
        lang=shown_in,
        version=found.shown_line.version,
        published_on=found.shown_line.published_on,
        current=current,
        languages=tuple(text.languages),
        principles=tuple(PrincipleLine(p.key, p.text[shown_in], p.tianjin) for p in text.principles),
        open_principles=text.open_principles,
        versions=found.lines,
        adoptions=tuple(_adoptions(viewer, found.whole.id, on=on, lang=lang)),
        signed=_signed(found.shown.id, on=on),
        named=tuple(_lines(_standing(Pledge.objects.seen_by(viewer), on).filter(version_id=found.shown.id), on, lang)),
        mine=next((line for line in mine), None),
        rights=found.whole.rights,
        synthetic=found.whole.synthetic,
    )


def my_pledges(person: int | None, *, on: date, lang: str) -> list[PledgeLine]:
    """What the person with this row number signed, the newest first; for that person alone. None of nobody's."""
    if person is None:
        return []
    rows = Pledge.objects.seen_by(DOOR).filter(person_id=person, signed_on__lte=on)
    return _lines(rows.order_by("-signed_on", "-id"), on, lang)


def to_sign_again(person: int | None, *, on: date, lang: str) -> list[PledgeLine]:
    """The pledges of the person whose code has a newer version in force that the person has not signed."""
    lines = [line for line in my_pledges(person, on=on, lang=lang) if line.stands and line.current]
    signed = {line.code for line in lines if not line.outdated}
    newest: dict[str, PledgeLine] = {}
    for line in lines:
        newest.setdefault(line.code, line)
    return [line for key, line in newest.items() if key not in signed]


def pledge(viewer: Viewer, uid: str, *, on: date, lang: str, person: int | None = None) -> PledgeLine | None:
    """One pledge, for its signer or where it is open to everybody; None for everybody else, whatever they may read."""
    rows = Pledge.objects.seen_by(DOOR).filter(uid=uid, person_id=person, signed_on__lte=on) if person else None
    own = _lines(rows, on, lang) if rows is not None else []
    openly = Pledge.objects.seen_by(viewer).filter(uid=uid, label=Sensitivity.PUBLIC, signed_on__lte=on)
    return next(iter(own or _lines(openly, on, lang)), None)


def _standing(rows: Any, on: date) -> Any:
    rows = rows.filter(label=Sensitivity.PUBLIC)
    return rows.filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on), signed_on__lte=on).order_by("id")


def _signed(version: int, *, on: date) -> Protected:
    rows = Pledge.objects.seen_by(DOOR).filter(version_id=version, signed_on__lte=on)
    standing = rows.filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on))
    return protect(Counter(standing.values_list("owner", flat=True)))


def _lines(rows: Any, on: date, lang: str) -> list[PledgeLine]:
    found = rows.seen()
    versions = {v.id: v for v in CodeVersion.objects.seen_by(DOOR).filter(id__in={r.version_id for r in found}).seen()}
    wholes = {
        c.id: c for c in CodeOfConduct.objects.seen_by(DOOR).filter(id__in={v.of_id for v in versions.values()}).seen()
    }
    keys = {w.key for w in wholes.values()}
    standing = {w.key: v for w, v in with_version(CodeVersion, DOOR, on=on, key__in=keys) if v is not None}
    return [_line(row, versions[row.version_id], wholes, standing, lang) for row in found]


def _line(row: Any, version: Any, wholes: dict[int, Any], standing: dict[str, Any], lang: str) -> PledgeLine:
    of, text = wholes[version.of_id], read_code(version)
    current = standing.get(of.key)
    return PledgeLine(
        uid=str(row.uid),
        owner=row.owner,
        code=of.key,
        title=text_in(text.title, lang, text.source),
        version=version.version,
        current=current.version if current is not None else "",
        lang=row.lang,
        digest=row.digest,
        signed_on=row.signed_on,
        withdrawn_on=row.withdrawn_on,
        signed_as=row.signed_as,
        open=row.label == Sensitivity.PUBLIC,
        synthetic=row.synthetic,
    )


def _adoptions(viewer: Viewer, code: int, *, on: date, lang: str) -> Iterable[AdoptionLine]:
    rows = CodeAdoption.objects.seen_by(viewer).filter(code_id=code, from_day__lte=on).order_by("from_day", "id").seen()
    keys = people.organisation_keys(row.organisation_id for row in rows)
    known = {line.key: line.name for line in people.organisations(on=on, lang=lang)} if rows else {}
    for row in rows:
        ended = row.ended_on if row.ended_on is not None and row.ended_on <= on else None
        key = keys[row.organisation_id]
        yield AdoptionLine(str(row.uid), row.owner, key, known.get(key, key), row.from_day, ended)


__all__ = [
    "AdoptionLine",
    "CodeLine",
    "CodePage",
    "PledgeLine",
    "PrincipleLine",
    "code",
    "codes",
    "my_pledges",
    "pledge",
    "to_sign_again",
]
