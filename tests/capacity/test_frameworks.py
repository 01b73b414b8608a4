"""Versions of competence frameworks: drafts, publishing, that a published one never changes, and what they point to."""

from datetime import date

from kerege.capacity import actions, queries
from kerege.capacity.models import FrameworkVersion
from kerege.journal.models import Act
from kerege.journal.rules import checking
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM
from kerege.records.viewers import PUBLIC
from tests.capacity import given
from tests.capacity.given import NATIONAL, NEIGHBOUR, code_of, somebody
from tests.capacity.skilled import DAY, competence, content, published
from tests.ground import FOCAL_KAZ, FOCAL_KGZ

DRAFT = {"by": FOCAL_KAZ, "owner": "KAZ", "key": "own", "version": "1"}


def draft(**changes):
    return actions.record_framework(**(DRAFT | {"content": content()} | changes))


def publish(by=FOCAL_KAZ, version="1"):
    return actions.publish_framework(by=by, key="own", version=version, today=DAY)


def shown(version="", viewer=PUBLIC, on=DAY, key="own"):
    return queries.framework(viewer, key, on=on, lang="en", version=version)


def test_a_draft_may_be_recorded_anew_and_a_published_version_never():
    draft()
    draft(content=content(teaching=""))
    assert shown().definition.teaching == ""
    publish()
    assert code_of(draft) == "capacity.framework_not_a_draft"
    acts = Act.objects.count()
    draft(content=content(teaching=""))
    publish()
    assert Act.objects.count() == acts, "the same again changes nothing"


def test_a_newer_version_supersedes_and_every_day_has_its_own():
    published()
    published("2", teaching="")
    page = shown(key="frame")
    assert [(v.version, v.state) for v in page.versions] == [("2", "published"), ("1", "superseded")]
    assert (shown("1", key="frame").definition.teaching, page.definition.teaching) == ("T1", "")
    assert shown(on=date(2025, 1, 1), key="frame").shown.state == "draft"
    again = {"by": SYSTEM, "key": "frame", "version": "1"}
    assert code_of(actions.publish_framework, **again) == "capacity.framework_not_a_draft"
    assert [(line.key, line.version) for line in queries.frameworks(PUBLIC, on=DAY, lang="ru")] == [("frame", "2")]


def test_one_that_is_national_is_there_for_its_own_country_only():
    draft(label=Sensitivity.NATIONAL)
    assert [shown(viewer=v) is None for v in (PUBLIC, NEIGHBOUR, NATIONAL)] == [True, True, False]
    with checking():
        assert FrameworkVersion.objects.inside_action().get().label == Sensitivity.NATIONAL
    assert code_of(draft, version="2", label=9) == "sharing.unknown_level"


def test_who_may_and_whose_key_it_is():
    assert code_of(draft, by=FOCAL_KGZ) == "people.not_yours"
    assert code_of(draft, by=somebody("head")) == "people.not_yours"
    draft()
    assert code_of(draft, by=FOCAL_KGZ, owner="KGZ") == "records.key_taken"
    assert code_of(publish, by=FOCAL_KGZ) == "people.not_yours"
    assert code_of(publish, version="9") == "records.nothing_there"


def pointing(**to):
    domains = [{"code": "D1", "title": {"en": "D"}, "competences": [competence("B1", maps=[to])]}]
    draft(content=content(domains=domains, roles=[], teaching=""))
    return publish


def test_a_competence_points_to_what_is_there():
    given.published()
    assert code_of(pointing(kind="standard", of="ISO-1", edition="2019")) == "capacity.framework_unknown"
    assert code_of(pointing(kind="questions", of="set-1", clause="nothing")) == "capacity.framework_unknown"
    assert code_of(pointing(kind="questions", of="set-9", clause="plan")) == "capacity.framework_unknown"
    assert pointing(kind="questions", of="set-1", clause="plan")().state == "published"


def test_a_question_rests_on_a_competence_that_is_published():
    asks = given.question("x", links=[{"kind": "competence", "of": "B1"}])
    actions.record_version(
        by=FOCAL_KAZ, owner="KAZ", key="asks", version="1", about="facility", content=given.content(asks)
    )
    publishing = {"by": FOCAL_KAZ, "key": "asks", "version": "1"}
    assert code_of(actions.publish_version, **publishing) == "capacity.set_unknown"
    published()
    assert actions.publish_version(**publishing).state == "published"
