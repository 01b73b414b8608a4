"""Recording question sets and publishing their versions."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from kerege.atlas import actions as atlas
from kerege.atlas import queries as standards
from kerege.capacity.models import FrameworkVersion, QuestionSet, SetVersion
from kerege.capacity.rules.definitions import Definition, read, written
from kerege.capacity.words import About, LinkKind, SetState, Wording, refused
from kerege.journal.rules import checking
from kerege.law import queries as law
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import Actor, choice, kept_by
from kerege.people.words import Deed
from kerege.records.drafting import Kind, publish_draft, record_draft

SETS = Kind(
    whole=QuestionSet,
    version=SetVersion,
    check=kept_by(Deed.KEEP_QUESTION_SETS),
    choice=choice,
    read=read,
    written=written,
    mark="kerege.question_set.1",
    stands=refused.NOT_A_DRAFT,
    apart={"about": About},
)


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
    told: dict[str, Any] = {"wording": wording, "rights": rights, "label": label, "synthetic": synthetic}
    told |= {"owner": owner, "key": key, "version": version, "about": about, "content": content}
    row: SetVersion = record_draft(by=by, kind=SETS, word="capacity.set.drafted", **told)
    return row


def publish_version(*, by: Actor, key: str, version: str, today: date | None = None) -> SetVersion:
    """Publish a draft: from now on it is what is answered, and it never changes. The version before is superseded;
    assessments that were opened with it stay with it. Published already, nothing changes.

    Refuses people.not_yours, records.nothing_there, capacity.not_a_draft for a superseded one, and capacity.set_unknown
    where a question rests on a standard's edition, an instrument or a competence that is not recorded.
    """
    day, cited = today or localdate(), set[tuple[str, str]]()
    row: SetVersion = publish_draft(
        by=by,
        kind=SETS,
        word="capacity.set.published",
        key=key,
        version=version,
        day=day,
        check=lambda found: cited.update(_check_links(found, day)),
    )
    for standard, edition in sorted(cited):
        atlas.cite_edition(
            by=by,
            standard=standard,
            edition=edition,
            cited_by_uid=row.uid,
            cited_by_kind="question set",
            cited_by_key=f"{key} {row.version}"[:60],
            on=day,
            owner=row.owner,
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
