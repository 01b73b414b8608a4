"""Assessments as lines of a list: which are wanted, what they are called, and how they stood on the day."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from kerege.atlas import queries as atlas
from kerege.capacity.models import Assessment, QuestionSet, SetVersion
from kerege.capacity.queries.sets import definition_of
from kerege.capacity.queries.teams import DOOR
from kerege.capacity.rules.definitions import text_in
from kerege.capacity.rules.reading import reads_everything
from kerege.capacity.words import About, AssessmentState
from kerege.inventory import queries as inventory
from kerege.records.labels import WITHHELD, Withheld
from kerege.records.viewers import Viewer

MOST = 2_000
"""So many assessments are read for one list at most."""


@dataclass(frozen=True)
class AssessmentLine:
    """One assessment as on the day. `summary` is None while it is open, and `threshold` the share of its points below
    which an answer is a finding; `part` is the reader's own in its team.
    """

    id: int
    uid: str
    owner: str
    label: int
    title: str
    set_key: str
    set_title: str
    version: str
    about: str
    facility: str
    organisation: str
    territory: str
    kind: str
    round: int
    state: str
    opened_on: date
    closed_on: date | None
    note: str
    part: str
    summary: Mapping[str, Any] | Withheld | None
    threshold: Fraction
    synthetic: bool

    @property
    def open(self) -> bool:
        return self.state == AssessmentState.OPEN


@dataclass(frozen=True)
class Choice:
    """Which assessments; an empty text means all. `mine`: only those in whose team the reader is."""

    set_key: str = ""
    territory: str = ""
    facility: str = ""
    organisation: str = ""
    kind: str = ""
    state: str = ""
    about: str = ""
    mine: bool = False


def chosen(rows: Any, wanted: Choice, on: date) -> Any:
    """Of these rows those that are wanted and were opened by the day, the newest first."""
    names = {
        "version__in": _versions_of(wanted.set_key) if wanted.set_key else "",
        "territory_id": wanted.territory,
        "facility": wanted.facility,
        "organisation": wanted.organisation,
        "kind": wanted.kind,
        "about": wanted.about,
    }
    given = {name: value for name, value in names.items() if not isinstance(value, str) or value}
    return rows.filter(opened_on__lte=on, **given).order_by("-opened_on", "-id")[:MOST]


def _versions_of(key: str) -> list[int]:
    sets = QuestionSet.objects.seen_by(DOOR).filter(key=key).values_list("id", flat=True)
    return list(SetVersion.objects.seen_by(DOOR).filter(of_id__in=list(sets)).values_list("id", flat=True))


def lines_of(viewer: Viewer, rows: list[Any], on: date, lang: str, mine: Mapping[int, str]) -> list[AssessmentLine]:
    """These assessments for a reader with these parts in their teams. The title of its set is told to whoever may see
    the assessment.
    """
    versions = {v.id: v for v in SetVersion.objects.seen_by(DOOR).filter(id__in={r.version_id for r in rows}).seen()}
    sets = {
        s.id: s for s in QuestionSet.objects.seen_by(DOOR).filter(id__in={v.of_id for v in versions.values()}).seen()
    }
    called = _called(viewer, rows, on, lang)
    ids = [r.id for r in rows if reads_everything(mine.get(r.id, ""), r.state)]
    opened = {r.id: r.summary for r in Assessment.objects.seen_by(DOOR).filter(id__in=ids).seen()} if ids else {}
    return [
        _line(row, versions[row.version_id], sets[versions[row.version_id].of_id], on, lang, mine, opened, called)
        for row in rows
    ]


def _line(
    row: Any,
    version: Any,
    of: Any,
    on: date,
    lang: str,
    mine: Mapping[int, str],
    opened: Mapping[int, Any],
    called: Mapping[int, str],
) -> AssessmentLine:
    ended = row.closed_on is not None and row.closed_on <= on
    definition = definition_of(version)
    told = opened.get(row.id, row.summary) if ended and row.state == AssessmentState.CLOSED else None
    if told is not None and told is not WITHHELD:
        told = _summary(told)
    return AssessmentLine(
        id=row.id,
        uid=str(row.uid),
        owner=row.owner,
        label=row.label,
        title=called.get(row.id, row.title),
        set_key=of.key,
        set_title=text_in(definition.title, lang, definition.source),
        version=version.version,
        about=row.about,
        facility=row.facility,
        organisation=row.organisation,
        territory=row.territory_id,
        kind=row.kind,
        round=row.round,
        state=row.state if ended else AssessmentState.OPEN.value,
        opened_on=row.opened_on,
        closed_on=row.closed_on if ended else None,
        note=row.note if ended else "",
        part=mine.get(row.id, ""),
        summary=told,
        threshold=definition.threshold,
        synthetic=row.synthetic,
    )


def _called(viewer: Viewer, rows: list[Any], on: date, lang: str) -> dict[int, str]:
    """What facilities and countries are called in the reader's language: countries with their marker, facilities where
    the reader may see their cards. For the rest an assessment keeps what they were called when it was opened.
    """
    countries = {row.territory_id for row in rows if row.about == About.COUNTRY}
    names = atlas.display_names(sorted(countries), lang=lang, on=on) if countries else {}
    called = {row.id: str(names[row.territory_id]) for row in rows if row.about == About.COUNTRY}
    if keys := sorted({row.facility for row in rows if row.facility}):
        found = inventory.facilities(viewer, on=on, choice=inventory.Choice(keys=keys), lang=lang, size=500)
        of_keys = {line.key: line.name for line in found.rows}
        called |= {row.id: of_keys[row.facility] for row in rows if row.facility in of_keys}
    return called


def _summary(text: str) -> Mapping[str, Any] | None:
    """What was kept as JSON; a text that is none counts as no summary."""
    try:
        found: Mapping[str, Any] = json.loads(text)
    except ValueError:
        return None
    return found
