"""Recording competence frameworks and publishing their versions."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from kerege.atlas import queries as standards
from kerege.capacity.models import Framework, FrameworkVersion, SetVersion
from kerege.capacity.queries.sets import definition_of
from kerege.capacity.rules.framework import Definition, read, written
from kerege.capacity.words import SetState, Wording
from kerege.capacity.words import competence_refused as refused
from kerege.capacity.words.competence import MapKind
from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import Actor, choice, kept_by
from kerege.people.words import Deed
from kerege.records.drafting import Kind, publish_draft, record_draft

FRAMEWORKS = Kind(
    whole=Framework,
    version=FrameworkVersion,
    check=kept_by(Deed.KEEP_FRAMEWORKS),
    choice=choice,
    read=read,
    written=written,
    mark="kerege.framework.1",
    stands=refused.FRAMEWORK_NOT_A_DRAFT,
)


def record_framework(
    *,
    by: Actor,
    owner: str,
    key: str,
    version: str,
    content: Mapping[str, Any],
    wording: str = Wording.LOADED,
    rights: str = "",
    label: Sensitivity = Sensitivity.PUBLIC,
    synthetic: bool = False,
) -> FrameworkVersion:
    """Record a version of a framework as a draft, and the framework where it is new. A draft may be recorded anew; the
    same content again changes nothing, also when it is published.

    Refuses people.not_yours, people.unknown_choice, records.key_taken, records.bad_key, capacity.framework_not_a_draft,
    sharing.unknown_level, text.* and what rules.framework.read refuses.
    """
    told: dict[str, Any] = {"wording": wording, "rights": rights, "label": label, "synthetic": synthetic}
    told |= {"owner": owner, "key": key, "version": version, "content": content}
    row: FrameworkVersion = record_draft(by=by, kind=FRAMEWORKS, word="capacity.framework.drafted", **told)
    return row


def publish_framework(*, by: Actor, key: str, version: str, today: date | None = None) -> FrameworkVersion:
    """Publish a draft: from now on roles and evidence go by it, and it never changes. The version before is superseded.
    Published already, nothing changes.

    Refuses people.not_yours, records.nothing_there, capacity.framework_not_a_draft for a superseded one, and
    capacity.framework_unknown where a competence points to an edition or to a question that is not there.
    """
    day = today or localdate()
    row: FrameworkVersion = publish_draft(
        by=by,
        kind=FRAMEWORKS,
        word="capacity.framework.published",
        key=key,
        version=version,
        day=day,
        check=lambda found: _check_maps(found, day),
    )
    return row


def _check_maps(definition: Definition, day: date) -> None:
    """Every clause belongs to an edition that is recorded, every question to a published set."""
    editions = {f"{line.standard} {line.edition}" for line in standards.editions(on=day)}
    questions = _questions()
    for competence in definition.competences():
        for to in competence.maps:
            if to.kind == MapKind.STANDARD:
                value, known = f"{to.of} {to.edition}", editions
            else:
                value, known = (f"{to.of} {to.clause}", questions.get(to.of, set(questions)))
            if value not in known:
                place, listed = f"{competence.code}.maps", ", ".join(sorted(known)[:40])
                raise Refusal(refused.FRAMEWORK_UNKNOWN, field="maps", value=value, place=place, known=listed)


def _questions() -> dict[str, set[str]]:
    """Of every published public set its sections and questions, each behind the key of the set."""
    with checking():
        rows = SetVersion.objects.inside_action().filter(state=SetState.PUBLISHED, of__label=Sensitivity.PUBLIC)
        found = {row.of.key: definition_of(row) for row in rows.select_related("of")}
    keys: dict[str, set[str]] = {}
    for name, held in found.items():
        parts = [*(section.key for section in held.sections), *(question.key for question in held.questions())]
        keys[name] = {f"{name} {part}" for part in parts}
    return keys
