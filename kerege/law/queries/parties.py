"""Reading how countries stand: as on a day, as it was known on another, and what applies to a country. Public."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kerege.atlas import queries as atlas
from kerege.law.models import Instrument, InstrumentVersion, Obligation, PartyStatus
from kerege.law.rules.applying import Answer, Asked, Stand, applicability, holds
from kerege.law.rules.statuses import is_stated
from kerege.lib.versions import text_in


@dataclass(frozen=True)
class StandingLine:
    """How a country stands with a version of an instrument. `holds` is None where the source does not say for the day.

    `shown_on` is the day of the source, or the day on which the table was known where it has none.
    """

    key: str
    territory: str
    instrument: str
    version: str
    version_label: str
    status: str
    expression: str
    expressed_on: date | None
    first_day: date | None
    last_day: date | None
    precision: str
    until: date | None
    reservation: str
    source: str
    source_as_of: date | None
    verified: bool
    note: str
    known_from: date
    known_to: date | None
    holds: bool | None

    @property
    def stated(self) -> bool:
        """Whether the country says so of itself, and nobody who keeps the catalogue has read it."""
        return not self.verified and is_stated(self.key)


def standings(
    *,
    on: date,
    known_on: date | None = None,
    territories: Collection[str] = (),
    instrument: str = "",
    lang: str = "en",
    ended: bool = False,
) -> list[StandingLine]:
    """Statuses as they were known on `known_on` (now, where it is left out), those that hold no more left out.

    With `ended` those that hold no more or not yet are among them, and so is what was known before.
    """
    rows = PartyStatus.objects.all() if ended else PartyStatus.objects.filter(_known(known_on))
    if territories:
        rows = rows.filter(territory_id__in=list(territories))
    if instrument:
        rows = rows.filter(instrument__key=instrument)
    rows = rows.select_related("instrument", "version").order_by(
        "territory_id", "instrument__position", "version__position", "-known_from", "-id"
    )
    lines = [_line(row, on, lang) for row in rows]
    return lines if ended else [line for line in lines if line.holds is not False]


def _known(known_on: date | None) -> Q:
    """What was the newest on the day. What is known now was not known before it came here."""
    if known_on is None:
        return Q(known_to=None)
    return Q(known_from__lte=known_on) & (Q(known_to=None) | Q(known_to__gt=known_on))


def _line(row: PartyStatus, on: date, lang: str) -> StandingLine:
    plain = (
        *("key", "status", "expression", "expressed_on", "first_day", "last_day", "precision", "until"),
        *("reservation", "source", "source_as_of", "verified", "note", "known_from", "known_to"),
    )
    return StandingLine(
        territory=row.territory_id,  # type: ignore[attr-defined]
        instrument=row.instrument.key,
        version=row.version.key,
        version_label=text_in(row.version.label, lang, "en"),
        holds=holds(_stand(row), on),
        **{name: getattr(row, name) for name in plain},
    )


def _stand(row: PartyStatus) -> Stand:
    return Stand(
        version=row.version.position,
        status=row.status,
        first=row.first_day,
        last=row.last_day,
        until=row.until,
        shown_on=row.source_as_of or row.known_from,
        verified=row.verified,
    )


def applying(
    territories: Collection[str], *, on: date, known_on: date | None = None, obligations: Collection[str] = ()
) -> dict[str, dict[str, Answer]]:
    """Whether each obligation applies to each country: territory → key of the obligation → answer."""
    stands: dict[tuple[str, int], list[Stand]] = {}
    rows = PartyStatus.objects.filter(_known(known_on), territory_id__in=list(territories))
    for row in rows.select_related("version").order_by("version__position", "id"):
        place = row.territory_id, row.instrument_id  # type: ignore[attr-defined]
        stands.setdefault(place, []).append(_stand(row))
    asked = _asked(obligations)
    listed = {code: code not in _designated(territories, on) for code in territories}
    return {
        code: {
            key: applicability(question, stands.get((code, about), ()), on, listed=listed[code])
            for key, (question, about) in asked.items()
        }
        for code in territories
    }


def _designated(territories: Collection[str], on: date) -> set[str]:
    """Those whose name stands with a note: of them, what binds every state says nothing."""
    names = atlas.display_names(list(territories), lang="en", on=on)
    return {code for code, name in names.items() if name.note}


def _asked(keys: Collection[str]) -> dict[str, tuple[Asked, int]]:
    rows = Obligation.objects.filter(key__in=list(keys)) if keys else Obligation.objects.filter(withdrawn=False)
    found = rows.select_related("instrument", "since", "until")
    return {row.key: (_question(row), row.instrument_id) for row in found}  # type: ignore[attr-defined]


def _question(row: Obligation) -> Asked:
    return Asked(
        force=row.force,
        universal=row.instrument.universal,
        since=row.since.position,
        until=row.until.position if row.until else None,
        in_force_on=row.since.in_force_on,
        ended_on=row.until.in_force_on if row.until else None,
    )


def table_countries(*, on: date) -> list[str]:
    """The countries of which at least one status is known, by code."""
    return sorted(set(PartyStatus.objects.filter(known_to=None).values_list("territory_id", flat=True)))


def version_choices(*, lang: str, on: date) -> list[tuple[str, str]]:
    """(key, instrument and version) of what a country can stand with: what binds some and not all."""
    rows = InstrumentVersion.objects.select_related("instrument").order_by("instrument__position", "position")
    held = {row.instrument_id for row in PartyStatus.objects.all()}  # type: ignore[attr-defined]
    names = _instrument_names(on, lang)
    return [
        (row.key, f"{names[row.instrument.key]}: {text_in(row.label, lang, 'en')}")
        for row in rows
        if row.instrument_id in held or row.instrument.kind == "treaty"  # type: ignore[attr-defined]
    ]


def _instrument_names(on: date, lang: str) -> Mapping[str, str]:
    rows = list(Instrument.objects.all())
    names = atlas.names_of([row.uid for row in rows], on=on, lang=lang)
    return {row.key: names.get(row.uid, row.title) for row in rows}


__all__ = ["StandingLine", "applying", "standings", "table_countries", "version_choices"]
