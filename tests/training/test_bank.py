"""The question bank: two persons for each version, versions that never change once released, and who reads what."""

import copy
from datetime import date

import pytest
from django.db import IntegrityError

from kerege.journal.actions import act
from kerege.journal.models import Act
from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import ANONYMOUS, SYSTEM, Actor, Grant
from kerege.people.words import Role
from kerege.records.viewers import PUBLIC, Viewer
from kerege.training.actions import bank as actions
from kerege.training.actions.bank import Tags
from kerege.training.models import BankEntry, BankVersion
from kerege.training.queries import bank as queries
from kerege.training.rules.items import digest_of, grade, read, shown
from tests.training import items_made as made
from tests.training.items_made import both, choices, item

DAY = date(2026, 1, 10)
ONE = Actor("one", "One", (Grant(Role.TRAINING_CENTRE_MANAGER, "KAZ"),))
OTHER = Actor("other", "Other", (Grant(Role.FOCAL_POINT, "KAZ"),))
THIRD = Actor("reader", "Reader", (Grant(Role.MASTER_TRAINER, "KAZ"),))
NEIGHBOUR = Actor("third", "Third", (Grant(Role.FOCAL_POINT, "KGZ"),))
LEARNER = Actor("learner", "Learner", (Grant(Role.LEARNER, "KAZ"),))
WIDE = Sensitivity.RESTRICTED


def sees(actor, level=WIDE):
    return Viewer(uid=actor.uid, everywhere=level)


@pytest.fixture
def collection():
    return actions.keep_collection(by=ONE, owner="KAZ", key="basics", title="Basics")


def drafted(body=None, **more):
    return actions.draft_item(by=ONE, collection="basics", body=body or item(made.ONE), today=DAY, **more)


def reviewed(body=None, **more):
    return actions.review_item(by=OTHER, version=str(drafted(body, **more).uid), today=DAY)


def released(body=None, **more):
    return actions.release_item(by=OTHER, version=str(reviewed(body, **more).uid), today=DAY)


def state(version):
    return queries.items_of([str(version.uid)]).get(str(version.uid))


def entry_of(version):
    with checking():
        return str(BankEntry.objects.inside_action().get(id=version.entry_id).uid)


def changed(version, body, **more):
    return actions.change_item(by=ONE, entry=entry_of(version), body=body, today=DAY, **more)


def refused(code, call, **told):
    with pytest.raises(Refusal) as caught:
        call(**told)
    assert caught.value.code == code
    return caught.value


OTHER_BODY = item(made.ONE | {"right": ["a"]})

# -- writing -----------------------------------------------------------------------------------------------------------


def test_a_collection_is_kept_once_and_only_by_who_keeps_curricula(collection):
    before = Act.objects.count()
    assert actions.keep_collection(by=OTHER, owner="KAZ", key="Basics", title="Basics").uid == collection.uid
    assert Act.objects.count() == before
    told = {"owner": "KAZ", "key": "basics", "title": "Something else"}
    refused("records.key_taken", actions.keep_collection, by=ONE, **told)
    for actor in (NEIGHBOUR, LEARNER, ANONYMOUS):
        refused("people.not_yours", actions.keep_collection, by=actor, **told)
    refused("records.bad_key", actions.keep_collection, by=ONE, owner="KAZ", key="не ключ", title="x")
    refused("sharing.unknown_level", actions.keep_collection, by=ONE, owner="KAZ", key="x", title="x", label=9)
    refused("text.empty", actions.keep_collection, by=ONE, owner="KAZ", key="x", title=" ")


def test_a_draft_says_what_follows_from_the_item(collection):
    row = drafted(tags=Tags(topics=("waste", " waste ", "sharps"), bloom="apply", difficulty=0.7, licence="CC-BY-4.0"))
    assert (row.number, row.state, row.title, row.kinds, row.points) == (1, "draft", "What is right?", ["choice"], 1)
    assert (row.languages, row.topics, row.by_person) == (["en", "ru"], ["sharps", "waste"], False)
    assert (row.owner, row.label, row.entry.key) == ("KAZ", Sensitivity.NATIONAL, f"q-{row.digest[:12]}")
    assert drafted(item(made.EXTENDED), key="words").by_person


def test_what_is_wrong_with_a_draft_is_refused_and_nothing_is_kept(collection):
    told = {"by": ONE, "collection": "basics", "body": item(made.ONE)}
    refused("training.item_format", actions.draft_item, **told | {"body": {}})
    refused("training.bank_unknown_bloom", actions.draft_item, **told, tags=Tags(bloom="guess"))
    refused("training.bank_bad_difficulty", actions.draft_item, **told, tags=Tags(difficulty=1.5))
    refused("records.bad_key", actions.draft_item, **told, key="не ключ")
    refused("records.nothing_there", actions.draft_item, **told | {"collection": "other"})
    for actor in (NEIGHBOUR, LEARNER, ANONYMOUS):  # as if it were not there: who may not read it learns nothing
        refused("records.nothing_there", actions.draft_item, **told | {"by": actor})
    with checking():
        assert not BankVersion.objects.inside_action().exists()
    drafted(key="one")
    refused("records.key_taken", actions.draft_item, **told, key="one")


def test_words_longer_than_a_column_are_refused_before_the_database_does(collection):
    told = {"by": ONE, "owner": "KAZ", "key": "more", "title": "More"}
    for name, most in (("key", 60), ("title", 200), ("about", 500)):
        found = refused("text.too_long", actions.keep_collection, **told | {name: "x" * (most + 1)})
        assert (found.field, found.data["max_length"]) == (name, most)
    for name, most in (("source", 300), ("licence", 80)):
        tags = Tags(**{name: "x" * (most + 1)})
        found = refused(
            "text.too_long", actions.draft_item, by=ONE, collection="basics", body=item(made.ONE), tags=tags
        )
        assert (found.field, found.data["max_length"]) == (name, most)
    row = released()
    found = refused("text.too_long", actions.retire_item, by=ONE, version=str(row.uid), reason="x" * 501)
    assert found.field == "reason"
    assert state(row).state == "released"


def test_who_wrote_a_version_does_not_review_it(collection):
    row = drafted()
    found = refused("training.bank_own_review", actions.review_item, by=ONE, version=str(row.uid))
    assert found.status == 403
    assert actions.review_item(by=OTHER, version=str(row.uid), today=DAY).state == "reviewed"
    refused("training.bank_not_draft", actions.review_item, by=OTHER, version=str(row.uid))


def test_nobody_reviews_or_releases_what_they_wrote_in_also_where_another_one_wrote_after_them(collection):
    row = drafted()
    actions.change_item(by=OTHER, entry=entry_of(row), body=OTHER_BODY, today=DAY)
    for author in (ONE, OTHER):
        refused("training.bank_own_review", actions.review_item, by=author, version=str(row.uid))
    actions.review_item(by=THIRD, version=str(row.uid), today=DAY)
    for author in (ONE, OTHER):
        refused("training.bank_own_release", actions.release_item, by=author, version=str(row.uid))
    kept = actions.release_item(by=THIRD, version=str(row.uid), today=DAY)
    assert (sorted(kept.authors), kept.released_by) == (["one", "other"], "reader")
    second = actions.change_item(by=OTHER, entry=entry_of(row), body=item(made.ONE), today=DAY)
    assert second.authors == ["other"], "who wrote before the last release is no author of the next version"


def test_the_database_itself_wants_two_persons_and_a_review_before_a_release(collection):
    row = drafted()
    for values in (
        {"reviewed_on": DAY, "reviewed_by": row.written_by},
        {"released_on": DAY, "state": "released"},
    ):
        with pytest.raises(IntegrityError), act("tests.bank.laid", by=SYSTEM):
            BankVersion.objects.inside_action().filter(id=row.id).update(**values)


def test_only_what_was_reviewed_is_released(collection):
    row = drafted()
    refused("training.bank_not_reviewed", actions.release_item, by=OTHER, version=str(row.uid))
    actions.review_item(by=OTHER, version=str(row.uid), today=DAY)
    assert actions.release_item(by=OTHER, version=str(row.uid), today=DAY).released_on == DAY
    refused("training.bank_not_reviewed", actions.release_item, by=ONE, version=str(row.uid))


def test_a_change_of_what_was_reviewed_loses_the_review(collection):
    row = reviewed()
    again = changed(row, OTHER_BODY)
    assert (again.uid, again.number, again.state, again.reviewed_by) == (row.uid, 1, "draft", "")


def test_a_released_version_never_changes_and_the_next_one_takes_its_place(collection):
    first = released()
    body, digest = copy.deepcopy(first.body), first.digest
    second = changed(first, OTHER_BODY)
    assert (second.number, second.state) == (2, "draft")
    actions.review_item(by=OTHER, version=str(second.uid), today=DAY)
    assert state(first).state == "released"
    actions.release_item(by=OTHER, version=str(second.uid), today=DAY)
    with checking():
        first = BankVersion.objects.inside_action().get(id=first.id)
    assert (first.body, first.digest, first.state, first.retired_on) == (body, digest, "retired", DAY)
    assert [each.item.data for each in (state(first), state(second))] == [body, second.body]


def test_the_same_again_changes_nothing_and_writes_no_act(collection):
    row = released(tags=Tags(topics=("waste",)))
    before = Act.objects.count()
    assert changed(row, item(made.ONE), tags=Tags(topics=("waste",))).uid == row.uid
    assert Act.objects.count() == before
    assert changed(row, item(made.ONE), tags=Tags(topics=("sharps",))).number == 2  # tags are part of a version


def test_a_change_of_what_somebody_else_changed_meanwhile_is_refused(collection):
    row = drafted()
    seen = row.digest
    changed(row, OTHER_BODY, seen=seen)
    other = item(made.ONE | {"right": ["c"]})
    assert refused("training.bank_changed_meanwhile", changed, version=row, body=other, seen=seen).status == 409


def test_a_version_is_retired_with_a_reason_and_stays_for_exams_that_name_it(collection):
    row = released()
    told = {"by": OTHER, "version": str(row.uid)}
    refused("training.bank_reason_wanted", actions.retire_item, **told, reason=" ")
    assert actions.retire_item(**told, reason="The rule changed.", today=DAY).reason == "The rule changed."
    assert state(row).state == "retired"
    assert queries.released(sees(ONE), ONE, "basics") == []
    refused("training.bank_not_released", actions.retire_item, **told, reason="Again")


@pytest.mark.parametrize("deed", [actions.review_item, actions.release_item])
def test_nobody_else_decides_about_a_version(collection, deed):
    row = drafted()
    for actor in (NEIGHBOUR, LEARNER, ANONYMOUS):
        refused("records.nothing_there", deed, by=actor, version=str(row.uid))
    refused("records.nothing_there", actions.change_item, by=NEIGHBOUR, entry=entry_of(row), body=OTHER_BODY)
    refused("records.nothing_there", actions.retire_item, by=NEIGHBOUR, version=str(row.uid), reason="x")


def test_the_journal_never_tells_what_is_right(collection):
    told = item({"id": "r", "kind": "text", "accepted": [{"value": "canaryofthekey"}]})
    released(told)
    texts = [str(each.facts) + each.word for each in Act.objects.all()]
    assert any("training.bank.released" in each for each in texts)
    assert not any("canaryofthekey" in each for each in texts)


# -- reading -----------------------------------------------------------------------------------------------------------


def test_a_bank_is_read_by_who_keeps_curricula_for_its_owner_and_as_far_as_they_see(collection):
    row = released()
    uid = entry_of(row)
    assert [each.key for each in queries.collections(sees(OTHER), OTHER)] == ["basics"]
    assert queries.entry(sees(OTHER), OTHER, uid).item.interactions[0].right == (("b",),)
    for actor, viewer in (
        (NEIGHBOUR, sees(NEIGHBOUR)),
        (LEARNER, sees(LEARNER)),
        (ANONYMOUS, PUBLIC),
        (OTHER, sees(OTHER, Sensitivity.REGIONAL)),
    ):
        assert queries.collections(viewer, actor) == []
        for call in (queries.collection, queries.entries, queries.released):
            refused("training.no_such_bank", call, viewer=viewer, me=actor, key="basics")
        refused("training.no_such_bank_item", queries.entry, viewer=viewer, me=actor, uid=uid)


def test_a_collection_tells_how_its_questions_stand(collection):
    released()
    drafted(key="second", body=item(made.NUMBER))
    found = queries.collection(sees(ONE), ONE, "basics")
    assert (found.entries, dict(found.states), found.languages) == (2, {"released": 1, "draft": 1}, ("en", "ru"))
    lines = queries.entries(sees(ONE), ONE, "basics")
    assert [(each.version.state, bool(each.released), each.version.own) for each in lines] == [
        ("released", True, True),
        ("draft", False, True),
    ]


def test_each_version_of_a_question_can_be_looked_at(collection):
    row = released()
    changed(row, OTHER_BODY)
    page = queries.entry(sees(OTHER), OTHER, entry_of(row))
    assert [each.number for each in page.versions] == [2, 1]
    assert (page.shown.number, page.item.interactions[0].right, page.shown.own) == (2, (("a",),), False)
    assert queries.entry(sees(OTHER), OTHER, entry_of(row), 1).item.interactions[0].right == (("b",),)
    for uid, number in ((entry_of(row), 9), ("nothing", None), (str(row.uid), None)):
        refused("training.no_such_bank_item", queries.entry, viewer=sees(ONE), me=ONE, uid=uid, number=number)


def test_exams_get_what_was_released_and_show_it_without_its_key(collection):
    body = item(made.ONE | {"choices": choices("a", "b", why=both("Canary of why"))})
    row, draft = released(body), drafted(key="draft", body=OTHER_BODY)
    found = queries.items_of([str(row.uid), str(draft.uid), "nothing"])
    assert list(found) == [str(row.uid)]
    one = found[str(row.uid)]
    assert (one.points, one.entry, one.languages) == (1, entry_of(row), ("en",))
    assert "Canary" not in repr(shown(one.item, "en", "seed"))
    assert grade(one.item, {"r": ["b"]}).right
    assert [each.uid for each in queries.released(sees(ONE), ONE, "basics")] == [str(row.uid)]


def test_nobody_reviews_or_releases_what_they_did_not_read(collection, monkeypatch):
    row = drafted()
    seen = row.digest
    changed(row, OTHER_BODY)
    told = {"by": OTHER, "version": str(row.uid), "today": DAY}
    refused("training.bank_changed_meanwhile", actions.review_item, **told, seen=seen)
    monkeypatch.setattr(actions, "_version", lambda _by, _uid: row)  # read a moment before the change
    refused("training.bank_changed_meanwhile", actions.review_item, **told)
    row.state = "reviewed"
    refused("training.bank_changed_meanwhile", actions.release_item, **told)
    monkeypatch.undo()
    assert actions.review_item(**told, seen=digest_of(read(OTHER_BODY))).state == "reviewed"
