"""Assessments for readers: lists, and one with its team, its questions and what the reader answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.capacity.models import Assessment, SetVersion
from kerege.capacity.queries.answers import EvidenceLine, OwnAnswer, evidence_of, own_answers
from kerege.capacity.queries.assessment_lines import AssessmentLine, Choice, chosen, lines_of
from kerege.capacity.queries.sets import definition_of
from kerege.capacity.queries.teams import DOOR, Member, parts_of, reader_of, team, through
from kerege.capacity.rules.answers import asked
from kerege.capacity.rules.definitions import Definition
from kerege.lib.ids import uid_or_none
from kerege.lib.sensitivity import Sensitivity
from kerege.records.viewers import Viewer


@dataclass(frozen=True)
class AssessmentPage:
    """One assessment with its questions. `all_answers` is True where the reader may read everybody's."""

    line: AssessmentLine
    definition: Definition
    team: tuple[Member, ...]
    own: Mapping[str, OwnAnswer]
    all_answers: bool
    evidence: tuple[EvidenceLine, ...]

    @property
    def asked(self) -> list[str]:
        """The questions that are asked with the reader's own answers."""
        return asked(self.definition, {key: each.given for key, each in self.own.items()})

    @property
    def answered(self) -> int:
        wanted = set(self.asked)
        return sum(key in wanted and not each.given.empty for key, each in self.own.items())


def assessments(viewer: Viewer, *, me: str, on: date, lang: str, choice: Choice | None = None) -> list[AssessmentLine]:
    """Assessments opened by the day, the newest first: those that the reader's clearance or a share reaches, and those
    in whose teams the reader is.
    """
    wanted, mine = choice or Choice(), parts_of(me)
    cleared = [] if wanted.mine else [Assessment.objects.seen_by(viewer)]
    doors = (*cleared, Assessment.objects.seen_by(DOOR).filter(id__in=list(mine)))
    rows = through(*(chosen(door, wanted, on) for door in doors))
    lines = lines_of(viewer, rows, on, lang, mine)
    found = [line for line in lines if not wanted.state or line.state == wanted.state]
    return sorted(found, key=lambda line: (line.opened_on, line.id), reverse=True)


def assessment(viewer: Viewer, uid: object, *, me: str, on: date, lang: str) -> AssessmentPage | None:
    """One assessment as far as the reader may read it; None where there is none on the day."""
    row = row_of(viewer, uid, me=me, on=on)
    if row is None:
        return None
    (line,) = lines_of(viewer, [row], on, lang, parts_of(me))
    reader = reader_of(viewer, me, row)
    everything = reader.may_see(Sensitivity.RESTRICTED, row.owner)
    version = SetVersion.objects.seen_by(DOOR).filter(id=row.version_id).one()
    return AssessmentPage(
        line,
        definition_of(version),
        tuple(team(viewer, me, row)),
        own_answers(viewer, row, me=me),
        everything,
        evidence_of(viewer, row, me=me),
    )


def row_of(viewer: Viewer, uid: object, *, me: str, on: date) -> Any:
    """The assessment with this uid that was open by the day and is there for the reader; else None."""
    number = uid_or_none(uid)
    if number is None:
        return None
    found = Assessment.objects.seen_by(viewer).filter(uid=number, opened_on__lte=on).one()
    if found is None and (mine := parts_of(me)):
        found = Assessment.objects.seen_by(DOOR).filter(uid=number, opened_on__lte=on, id__in=list(mine)).one()
    return found
