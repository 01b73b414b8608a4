"""Recording versions of curricula and publishing them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.versions import Wording
from kerege.people.rules import Actor, choice, kept_by
from kerege.people.words import Deed
from kerege.records.drafting import Kind, publish_draft, record_draft
from kerege.training.models import Curriculum, CurriculumVersion
from kerege.training.rules.curricula import Programme, read
from kerege.training.rules.curricula.reading import MARK
from kerege.training.rules.scenarios import demand_finished
from kerege.training.words import curricula_refused as refused

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


def publish_curriculum_version(*, by: Actor, key: str, version: str, today: date | None = None) -> CurriculumVersion:
    """Publish a draft: from now on it is what is taught, and it never changes. The version before is superseded;
    courses that were held by it stay with it. Published already, nothing changes.

    Refuses people.not_yours, records.nothing_there, training.curriculum_stands for a superseded one,
    training.curriculum_undecided while an update has conflicts that nobody decided, and training.scenario_unfinished.
    """
    row: CurriculumVersion = publish_draft(
        by=by,
        kind=CURRICULA,
        word="training.curriculum.published",
        key=key,
        version=version,
        day=today or localdate(),
        check=_check_ready,
    )
    return row


def _check_ready(programme: Programme) -> None:
    _check_decided(programme)
    demand_finished(programme)


def _check_decided(programme: Programme) -> None:
    with checking():
        rows: Any = CurriculumVersion.objects.inside_action()
        left = rows.filter(of__key=programme.key, version=programme.version).values_list("conflicts", flat=True).first()
    if left:
        raise Refusal(refused.CURRICULUM_UNDECIDED, field="conflicts", left=len(left))
