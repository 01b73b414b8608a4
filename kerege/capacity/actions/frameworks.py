"""Recording competence frameworks and publishing their versions."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from kerege.atlas import queries as standards
from kerege.capacity.models import Framework, FrameworkVersion, QuestionSet, SetVersion
from kerege.capacity.rules import definitions
from kerege.capacity.rules.framework import Definition, read, written
from kerege.capacity.words import SetState, Wording
from kerege.capacity.words import competence_refused as refused
from kerege.capacity.words.competence import MapKind
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.canonical import digest
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import clean_line, clean_text
from kerege.people.rules import Actor, check_may, choice, may
from kerege.people.words import Deed
from kerege.records.recording import KEY_TAKEN, named, plain_key
from kerege.sharing.words import UNKNOWN_LEVEL


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
    check_may(by, Deed.KEEP_FRAMEWORKS, owner)
    if label not in list(Sensitivity):
        raise Refusal(UNKNOWN_LEVEL, field="label")
    name, number = plain_key(key), clean_line(version, field="version", max_length=20)
    definition = read(content)
    told = written(definition)
    mark = digest(["kerege.framework.1", told])
    columns = {
        "wording": choice(wording, Wording, "wording"),
        "rights": clean_text(rights, field="rights", max_length=500) if rights else "",
        "title": clean_line(definition.title[definition.source], field="title"),
    }
    with checking():
        of = Framework.objects.inside_action().filter(key=name).first()
        if of is not None and of.owner != owner:
            raise Refusal(KEY_TAKEN, field="key", key=name, differs="owner")
        found = FrameworkVersion.objects.inside_action().filter(of=of, version=number).first() if of else None
    if found is not None and found.digest == mark:
        return found  # type: ignore[no-any-return]
    if found is not None and found.state != SetState.DRAFT:
        raise Refusal(refused.FRAMEWORK_NOT_A_DRAFT, field="version", version=number)
    with act("capacity.framework.drafted", by=by, owner=owner) as done:
        of = of or Framework(owner=owner, key=name, label=label, synthetic=synthetic)
        for column, value in columns.items():
            setattr(of, column, value)
        of.save()
        row = found or FrameworkVersion(of=of, owner=owner, version=number, label=of.label, synthetic=of.synthetic)
        row.content, row.digest = told, mark
        row.save()
        done.about = of.uid
        done.note(key=name, digest=mark)
    return row


def publish_framework(*, by: Actor, key: str, version: str, today: date | None = None) -> FrameworkVersion:
    """Publish a draft: from now on roles and evidence go by it, and it never changes. The version before is superseded.
    Published already, nothing changes.

    Refuses people.not_yours, records.nothing_there, capacity.framework_not_a_draft for a superseded one, and
    capacity.framework_unknown where a competence points to an edition or to a question that is not there.
    """
    day = today or localdate()
    of = named(Framework, key=key, whose=lambda owner: may(by, Deed.KEEP_FRAMEWORKS, owner))
    check_may(by, Deed.KEEP_FRAMEWORKS, of.owner)
    row = named(FrameworkVersion, of=of, version=version)
    if row.state == SetState.PUBLISHED:
        return row
    if row.state == SetState.SUPERSEDED:
        raise Refusal(refused.FRAMEWORK_NOT_A_DRAFT, field="version", version=version[:20])
    _check_maps(read(row.content), day)
    with transaction.atomic(), act("capacity.framework.published", by=by, owner=of.owner) as done:
        before = FrameworkVersion.objects.inside_action().filter(of=of, state=SetState.PUBLISHED).first()
        if before is not None:
            before.state, before.superseded_on = SetState.SUPERSEDED, day
            before.save()
        row.state, row.published_on = SetState.PUBLISHED, day
        row.save()
        done.about = of.uid
        done.note(key=of.key, digest=row.digest)
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
        found = {QuestionSet.objects.inside_action().get(id=row.of_id).key: row.content for row in rows}
    keys: dict[str, set[str]] = {}
    for name, content in found.items():
        definition = definitions.read(content)
        parts = [*(section.key for section in definition.sections), *(q.key for q in definition.questions())]
        keys[name] = {f"{name} {part}" for part in parts}
    return keys
