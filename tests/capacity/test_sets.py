"""Versions of question sets: drafts, publishing, and that a published one never changes."""

from datetime import date

from kerege.capacity import actions, queries
from kerege.capacity.models import SetVersion
from kerege.journal.models import Act
from kerege.journal.rules import checking
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM
from kerege.records.viewers import PUBLIC
from tests.capacity.given import DAY, NATIONAL, NEIGHBOUR, code_of, content, published, question, somebody
from tests.ground import FOCAL_KAZ, FOCAL_KGZ

DRAFT = {"by": FOCAL_KAZ, "owner": "KAZ", "key": "own", "version": "1", "about": "facility"}


def draft(**changes):
    return actions.record_version(**(DRAFT | {"content": content()} | changes))


def shown(version="", viewer=PUBLIC, on=DAY, key="set-1"):
    return queries.question_set(viewer, key, on=on, lang="en", version=version)


def test_a_draft_may_be_recorded_anew_and_a_published_version_never():
    draft()
    draft(content=content(question("other")))
    assert "other" in [q.key for q in shown(key="own").definition.questions()]
    actions.publish_version(by=FOCAL_KAZ, key="own", version="1", today=DAY)
    assert code_of(draft) == "capacity.not_a_draft"
    acts = Act.objects.count()
    draft(content=content(question("other")))
    actions.publish_version(by=FOCAL_KAZ, key="own", version="1", today=DAY)
    assert Act.objects.count() == acts, "the same again changes nothing"


def test_a_newer_version_supersedes_and_every_day_has_its_own():
    published()
    published("2", threshold="0.75")
    actions.record_version(
        by=SYSTEM, owner="REG", key="set-1", version="3", about="facility", content=content(question("x"))
    )
    actions.publish_version(by=SYSTEM, key="set-1", version="3", today=date(2026, 6, 1))
    page = shown()
    assert [(v.version, v.state) for v in page.versions] == [
        ("3", "published"),
        ("2", "superseded"),
        ("1", "superseded"),
    ]
    assert shown(on=date(2026, 5, 31)).shown.version == "2"
    assert shown("1").definition.threshold == shown("3").definition.threshold != shown("2").definition.threshold
    assert code_of(actions.publish_version, by=SYSTEM, key="set-1", version="1") == "capacity.not_a_draft"


def test_a_set_that_is_not_published_yet_comes_last_and_has_no_version():
    published()
    draft()
    assert [(line.key, line.version) for line in queries.sets(PUBLIC, on=DAY, lang="ru")] == [
        ("set-1", "1"),
        ("own", ""),
    ]
    assert queries.sets(PUBLIC, on=DAY, lang="ru")[0].title == "Набор"


def test_a_set_that_is_national_is_there_for_its_own_country_only():
    draft(label=Sensitivity.NATIONAL)
    assert [shown(key="own", viewer=v) is None for v in (PUBLIC, NEIGHBOUR, NATIONAL)] == [True, True, False]
    with checking():
        assert SetVersion.objects.inside_action().get().label == Sensitivity.NATIONAL


def test_a_question_rests_on_an_edition_that_is_recorded():
    linked = question("x", links=[{"kind": "standard", "of": "ISO-1", "edition": "2019"}])
    draft(content=content(linked))
    assert code_of(actions.publish_version, by=FOCAL_KAZ, key="own", version="1") == "capacity.set_unknown"
    draft(content=content(question("x", links=[{"kind": "instrument", "of": "NOBODY"}])))
    assert code_of(actions.publish_version, by=FOCAL_KAZ, key="own", version="1") == "capacity.set_unknown"


def test_who_may_and_whose_key_it_is():
    assert code_of(draft, by=FOCAL_KGZ) == "people.not_yours"
    assert code_of(draft, by=somebody("head")) == "people.not_yours"
    draft()
    assert code_of(draft, by=FOCAL_KGZ, owner="KGZ") == "records.key_taken"
    assert code_of(draft, about="country") == "records.key_taken"
    assert code_of(actions.publish_version, by=FOCAL_KGZ, key="own", version="1") == "people.not_yours"
    assert code_of(actions.publish_version, by=FOCAL_KAZ, key="own", version="9") == "records.nothing_there"
