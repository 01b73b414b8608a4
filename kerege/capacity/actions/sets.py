"""Recording question sets and publishing their versions."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from kerege.atlas import actions as atlas
from kerege.atlas import queries as standards
from kerege.capacity.models import FrameworkVersion, QuestionSet, SetVersion
from kerege.capacity.rules.definitions import Definition, read, written
from kerege.capacity.words import About, LinkKind, SetState, Wording, refused
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.law import queries as law
from kerege.lib.canonical import digest
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import clean_line, clean_text
from kerege.people.rules import Actor, check_may, choice, may
from kerege.people.words import Deed
from kerege.records.recording import KEY_TAKEN, named, plain_key
from kerege.sharing.words import UNKNOWN_LEVEL


def record_version(
    *,
    by: Actor,
    owner: str,
    key: str,
    version: str,
    about: str,
    content: Mapping[str, Any],
    wording: str = Wording.LOADED,
    rights: str = "",
    label: Sensitivity = Sensitivity.PUBLIC,
    synthetic: bool = False,
) -> SetVersion:
    """Record a version of a question set as a draft, and the set where it is new. A draft may be recorded anew; the
    same content again changes nothing, also when it is published.

    Refuses people.not_yours, people.unknown_choice, records.key_taken, records.bad_key, capacity.not_a_draft,
    sharing.unknown_level, text.* and what rules.definitions.read refuses.
    """
    check_may(by, Deed.KEEP_QUESTION_SETS, owner)
    if label not in list(Sensitivity):
        raise Refusal(UNKNOWN_LEVEL, field="label")
    name, number = plain_key(key), clean_line(version, field="version", max_length=20)
    definition = read(content)
    told = written(definition)
    columns = {
        "about": choice(about, About, "about"),
        "wording": choice(wording, Wording, "wording"),
        "rights": clean_text(rights, field="rights", max_length=500) if rights else "",
        "title": clean_line(definition.title[definition.source], field="title"),
    }
    mark = digest(["kerege.question_set.1", told])
    with checking():
        of = QuestionSet.objects.inside_action().filter(key=name).first()
        if of is not None and (of.owner, of.about) != (owner, columns["about"]):
            raise Refusal(KEY_TAKEN, field="key", key=name, differs="owner, about")
        found = SetVersion.objects.inside_action().filter(of=of, version=number).first() if of else None
    if found is not None and found.digest == mark:
        return found  # type: ignore[no-any-return]
    if found is not None and found.state != SetState.DRAFT:
        raise Refusal(refused.NOT_A_DRAFT, field="version", version=number)
    with act("capacity.set.drafted", by=by, owner=owner) as done:
        of = of or QuestionSet(owner=owner, key=name, label=label, synthetic=synthetic)
        for column, value in columns.items():
            setattr(of, column, value)
        of.save()
        row = found or SetVersion(of=of, owner=owner, version=number, label=of.label, synthetic=of.synthetic)
        row.content, row.digest = told, mark
        row.save()
        done.about = of.uid
        done.note(key=name, digest=mark)
    return row


def publish_version(*, by: Actor, key: str, version: str, today: date | None = None) -> SetVersion:
    """Publish a draft: from now on it is what is answered, and it never changes. The version before is superseded;
    assessments that were opened with it stay with it. Published already, nothing changes.

    Refuses people.not_yours, records.nothing_there, capacity.not_a_draft for a superseded one, and capacity.set_unknown
    where a question rests on a standard's edition, an instrument or a competence that is not recorded.
    """
    day = today or localdate()
    of = named(QuestionSet, key=key, whose=lambda owner: may(by, Deed.KEEP_QUESTION_SETS, owner))
    check_may(by, Deed.KEEP_QUESTION_SETS, of.owner)
    row = named(SetVersion, of=of, version=version)
    if row.state == SetState.PUBLISHED:
        return row
    if row.state == SetState.SUPERSEDED:
        raise Refusal(refused.NOT_A_DRAFT, field="version", version=version[:20])
    definition = read(row.content)
    editions = _check_links(definition, day)
    with transaction.atomic(), act("capacity.set.published", by=by, owner=of.owner) as done:
        before = SetVersion.objects.inside_action().filter(of=of, state=SetState.PUBLISHED).first()
        if before is not None:
            before.state, before.superseded_on = SetState.SUPERSEDED, day
            before.save()
        row.state, row.published_on = SetState.PUBLISHED, day
        row.save()
        done.about = of.uid
        done.note(key=of.key, digest=row.digest)
    for standard, edition in sorted(editions):
        atlas.cite_edition(
            by=by,
            standard=standard,
            edition=edition,
            cited_by_uid=row.uid,
            cited_by_kind="question set",
            cited_by_key=f"{of.key} {row.version}"[:60],
            on=day,
            owner=of.owner,
        )
    return row


def _check_links(definition: Definition, day: date) -> set[tuple[str, str]]:
    """The editions that the questions rest on, each recorded."""
    editions = {(line.standard, line.edition) for line in standards.editions(on=day)}
    known = {
        LinkKind.STANDARD: {" ".join(pair) for pair in editions},
        LinkKind.INSTRUMENT: {line.key for line in law.instruments(on=day, lang="en")},
        LinkKind.COMPETENCE: _competences(),
    }
    cited = set()
    for question in definition.questions():
        for link in question.links:
            value = f"{link.of} {link.edition}" if link.kind == LinkKind.STANDARD else link.of
            if value not in known[link.kind]:
                place, listed = f"{question.key}.links", ", ".join(sorted(known[link.kind]))
                raise Refusal(refused.SET_UNKNOWN, field="links", value=value, place=place, known=listed)
            if link.kind == LinkKind.STANDARD:
                cited.add((link.of, link.edition))
    return cited


def _competences() -> set[str]:
    """The codes of the competences of every published framework."""
    with checking():
        rows = FrameworkVersion.objects.inside_action().filter(state=SetState.PUBLISHED)
        contents = list(rows.values_list("content", flat=True))
    return {each["code"] for told in contents for domain in told["domains"] for each in domain["competences"]}
