"""Recording versions of curricula and publishing them."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from kerege.journal.rules import checking, gated
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.versions import VersionState, Wording
from kerege.people.rules import Actor, choice, kept_by
from kerege.people.words import Deed
from kerege.records.drafting import Kind, publish_draft, record_draft
from kerege.training.actions.curriculum_exams import _carry_exams
from kerege.training.models import Curriculum, CurriculumVersion
from kerege.training.queries.reviewing import entries_of
from kerege.training.rules.curricula import Programme, read
from kerege.training.rules.curricula.reading import MARK
from kerege.training.rules.reviewing import needs_review, standing
from kerege.training.rules.scenarios import demand_finished
from kerege.training.words import curricula_refused as refused
from kerege.training.words.reviewing import REVIEW_WANTED

CURRICULA = Kind(
    whole=Curriculum,
    version=CurriculumVersion,
    check=kept_by(Deed.KEEP_CURRICULA),
    choice=choice,
    read=read,
    written=lambda programme: programme.content,
    mark=MARK,
    stands=refused.CURRICULUM_STANDS,
)


def record_curriculum_version(
    *,
    by: Actor,
    owner: str,
    content: Mapping[str, Any],
    wording: str = Wording.LOADED,
    rights: str = "",
    label: Sensitivity = Sensitivity.PUBLIC,
    synthetic: bool = False,
) -> CurriculumVersion:
    """Record the version that the content says it is as a draft, and the curriculum where its key is new. A draft may
    be recorded anew; the same content again changes nothing, also when it is published.

    Refuses people.not_yours, people.unknown_choice, records.key_taken, records.bad_key, sharing.unknown_level,
    training.curriculum_stands for a published version, and what rules.curricula.read refuses.
    """
    programme = read(content)
    told: dict[str, Any] = {"wording": wording, "rights": rights, "label": label, "synthetic": synthetic}
    told |= {"owner": owner, "key": programme.key, "version": programme.version, "content": programme.content}
    row: CurriculumVersion = record_draft(by=by, kind=CURRICULA, word="training.curriculum.drafted", **told)
    return row


def publish_curriculum_version(
    *, by: Actor, key: str, version: str, today: date | None = None, came_published: bool = False
) -> CurriculumVersion:
    """Publish a draft: from now on it is what is taught, and it never changes. The version before is superseded;
    courses that were held by it stay with it, and its exams go on with the new one. Published already, nothing changes.
    Lessons are reviewed before, but for what the node itself publishes, and what `came_published` with a package that
    was published elsewhere.

    Refuses people.not_yours, records.nothing_there, training.curriculum_stands for a superseded one,
    training.curriculum_undecided while an update has conflicts that nobody decided, training.scenario_unfinished, and
    training.review_wanted for lessons that nobody else has approved as they stand.
    """
    with gated(), transaction.atomic():
        with checking():
            rows = CurriculumVersion.objects.inside_action().filter(of__key=key.strip(), state=VersionState.PUBLISHED)
            before = rows.first()
        row: CurriculumVersion = publish_draft(
            by=by,
            kind=CURRICULA,
            word="training.curriculum.published",
            key=key,
            version=version,
            day=today or localdate(),
            check=partial(_check_ready, reviewed=by.is_system or came_published),
        )
        _carry_exams(by, before, row)
    return row


def _check_ready(programme: Programme, *, reviewed: bool) -> None:
    with checking():
        rows: Any = CurriculumVersion.objects.inside_action()
        row = rows.get(of__key=programme.key, version=programme.version)
        approved = reviewed or not needs_review(programme) or standing(entries_of(row.pk), row.digest).approved
    if row.conflicts:
        raise Refusal(refused.CURRICULUM_UNDECIDED, field="conflicts", left=len(row.conflicts))
    demand_finished(programme)
    if not approved:
        raise Refusal(REVIEW_WANTED, field="version", version=programme.version)
