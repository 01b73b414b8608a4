"""Forks of curricula, drafts that are changed, updates from the parent and what is offered back."""

from copy import deepcopy
from datetime import date

import pytest

from kerege.journal.actions import act
from kerege.journal.models import Act
from kerege.journal.rules import checking
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import ANONYMOUS, SYSTEM
from kerege.training import actions
from kerege.training.models import CurriculumOffer, CurriculumVersion
from tests.capacity.given import code_of
from tests.ground import FOCAL_KAZ, FOCAL_KGZ
from tests.training.rules.lessons import content, outcome, part

DAY = date(2026, 1, 10)
PARENT = {"parent": "parent", "parent_version": "1"}


@pytest.fixture
def parent():
    """A published curriculum of Kazakhstan, and a fork of it by Kyrgyzstan, a draft."""
    publish(content())
    return forked()


def publish(told, by=FOCAL_KAZ, owner="KAZ"):
    actions.record_curriculum_version(by=by, owner=owner, content=told)
    return actions.publish_curriculum_version(by=by, key=told["key"], version=told["version"], today=DAY)


def forked(**changes):
    return actions.fork_curriculum(**({"by": FOCAL_KGZ, "owner": "KGZ", "key": "own", **PARENT} | changes))


def row(key="own", version="1"):
    with checking():
        rows = CurriculumVersion.objects.inside_action().select_related("of", "base")
        return rows.get(of__key=key, version=version)


def on(key="own", version="1", by=FOCAL_KGZ, **more):
    return {"by": by, "key": key, "version": version, "seen": row(key, version).digest} | more


def said(name, told, states=None, **where):
    return actions.change_part(**on(**where), part=name, told=told, states=states or {})


# -- forks and drafts --------------------------------------------------------------------------------------------------


def test_a_fork_says_what_its_parent_says_and_remembers_it(parent):
    made = row()
    assert {**made.content, "key": "parent"} == row("parent").content
    assert (made.of.forked_from_id, made.base_id, made.state, made.of.owner) == (row("parent").pk,) * 2 + (
        "draft",
        "KGZ",
    )


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"owner": "KAZ"}, "people.not_yours"),
        ({"by": ANONYMOUS}, "people.not_yours"),
        ({"parent": "gone"}, "records.nothing_there"),
        ({"parent_version": "9"}, "records.nothing_there"),
        ({"parent_version": ""}, "records.nothing_there"),
        ({"key": "parent"}, "records.key_taken"),
        ({"key": "own"}, "records.key_taken"),
        ({"key": "Own fork"}, "training.curriculum_bad_key"),
        ({"key": "Own"}, "training.curriculum_bad_key"),
        ({"key": "own.fork"}, "training.curriculum_bad_key"),
        ({"key": "-own"}, "training.curriculum_bad_key"),
        ({"key": "o" * 61}, "training.curriculum_bad_key"),
        ({"key": " "}, "training.curriculum_bad_key"),
        ({"label": 9}, "sharing.unknown_level"),
        ({"parent": "own", "key": "third"}, "training.curriculum_a_draft"),
        ({"version": ""}, "text.empty"),
    ],
)
def test_what_is_wrong_with_a_fork_is_refused(parent, changes, code):
    assert code_of(forked, **changes) == code


def test_what_one_may_not_read_cannot_be_forked():
    actions.record_curriculum_version(by=FOCAL_KAZ, owner="KAZ", content=content(), label=Sensitivity.NATIONAL)
    actions.publish_curriculum_version(by=FOCAL_KAZ, key="parent", version="1", today=DAY)
    assert code_of(forked) == "records.nothing_there"


def test_a_fork_is_no_more_open_than_what_it_was_made_of():
    told = {"by": FOCAL_KAZ, "owner": "KAZ"}
    actions.record_curriculum_version(**told, content=content(), label=Sensitivity.NATIONAL)
    actions.publish_curriculum_version(by=FOCAL_KAZ, key="parent", version="1", today=DAY)
    forked(**told)
    made = row()
    assert (made.label, made.of.label) == (Sensitivity.NATIONAL, Sensitivity.NATIONAL)
    assert forked(**told, key="closed", label=Sensitivity.RESTRICTED).label == Sensitivity.RESTRICTED


def test_an_update_from_a_version_that_is_less_open_closes_the_draft(parent):
    second(lambda told: part(told, "risk").update(minutes=45))
    with act("tests.label.raised", by=SYSTEM, about="parent"):
        raised = CurriculumVersion.objects.inside_action().get(of__key="parent", version="2")
        raised.label = Sensitivity.REGIONAL
        raised.save()
    update()
    assert (row().label, row().of.label) == (Sensitivity.REGIONAL, Sensitivity.PUBLIC)
    actions.publish_curriculum_version(by=FOCAL_KGZ, key="own", version="1", today=DAY)
    assert actions.begin_version(by=FOCAL_KGZ, key="own", version="2").label == Sensitivity.REGIONAL


def test_the_title_of_a_version_that_is_less_open_stands_over_no_curriculum(parent):
    before = row().of.title
    second(lambda told: told.update(title={"en": "What only some may read"}))
    with act("tests.label.raised", by=SYSTEM, about="parent"):
        raised = CurriculumVersion.objects.inside_action().get(of__key="parent", version="2")
        raised.label = Sensitivity.REGIONAL
        raised.save()
    update()
    assert (row().content["title"]["en"], row().of.title) == ("What only some may read", before)


def test_a_long_title_is_cut_where_the_fork_is_listed_and_nowhere_else(parent):
    long = "Spills " * 40
    publish(content(key="wordy", title={"en": "Spills", "ru": "Разливы"}))
    actions.begin_version(by=FOCAL_KAZ, key="wordy", version="2")
    actions.change_part(
        **on("wordy", "2", by=FOCAL_KAZ), part="", told={"title": {"en": long, "ru": "Разливы"}}, states={}
    )
    actions.publish_curriculum_version(by=FOCAL_KAZ, key="wordy", version="2", today=DAY)
    made = forked(parent="wordy", parent_version="2", key="longer")
    assert (len(made.of.title), made.content["title"]["en"]) == (200, long.strip())


def test_a_draft_is_changed_part_by_part_and_each_change_is_one_act(parent):
    before = Act.objects.count()
    said("risk", {"minutes": 45, "title": {"en": "On risks", "ru": "О рисках"}}, {"ru": "reviewed"})
    actions.add_part(**on(), parent="risk", field="outcomes", told=outcome("risk-o1"))
    actions.move_part(**on(), part="risk", parent="", position=5)
    actions.remove_part(**on(), part="spill-q1")
    actions.add_language(**on(), lang="ky")
    told = row().content
    assert [each["id"] for each in told["modules"]] == ["spill", "risk"]
    assert [each["id"] for each in part(told, "risk")["outcomes"]] == ["risk-o1", "risk-o1-2"], (
        "a taken id is made free"
    )
    assert (part(told, "risk")["minutes"], told["languages"]) == (45, ["en", "ru", "ky"])
    assert told["translations"]["ru"]["texts"]["risk.title"]["state"] == "reviewed"
    assert "assessments" not in part(told, "spill")
    assert Act.objects.count() == before + 5
    said("risk", {"minutes": 45})
    assert Act.objects.count() == before + 5, "the same again changes nothing"


def test_two_editors_at_once_do_not_overwrite_each_other(parent):
    seen = row().digest
    said("risk", {"minutes": 45})
    late = {"by": FOCAL_KGZ, "key": "own", "version": "1", "seen": seen}
    assert code_of(actions.change_part, **late, part="risk", told={"minutes": 60}, states={}) == (
        "training.curriculum_behind"
    )
    assert part(row().content, "risk")["minutes"] == 45


@pytest.mark.parametrize(
    ("name", "told", "code"),
    [
        ("gone", {}, "training.curriculum_no_part"),
        ("risk", {"minutes": 0}, "training.curriculum_lacks"),
        ("risk", {"minutes": -1}, "training.curriculum_bad_number"),
        ("risk", {"title": {"ru": "О риске"}}, "training.curriculum_source_empty"),
        ("risk", {"body": {"en": "x" * 60_001}}, "text.too_long"),
        ("risk-a1", {"outcomes": ["spill"]}, "training.curriculum_unknown"),
    ],
)
def test_a_change_that_would_make_no_curriculum_is_refused(parent, name, told, code):
    before = row().digest
    assert code_of(said, name=name, told=told) == code
    assert row().digest == before


def test_only_the_keepers_change_a_draft_and_nobody_a_published_version(parent):
    assert code_of(said, name="risk", told={}, by=FOCAL_KAZ) == "people.not_yours"
    assert code_of(said, name="risk", told={}, key="parent", by=FOCAL_KAZ) == "training.curriculum_stands"


def test_the_next_version_begins_where_the_published_one_stands(parent):
    begin = {"by": FOCAL_KGZ, "key": "own"}
    assert code_of(actions.begin_version, **begin, version="1") == "training.curriculum_number_taken"
    assert code_of(actions.begin_version, **begin, version="2") == "training.curriculum_one_draft"
    actions.publish_curriculum_version(**begin, version="1", today=DAY)
    actions.begin_version(**begin, version="2")
    assert {**row(version="2").content, "version": "1"} == row().content
    assert (row(version="2").base_id, row(version="2").state) == (row("parent").pk, "draft")
    assert code_of(actions.begin_version, by=FOCAL_KAZ, key="own", version="3") == "people.not_yours"


# -- updates -----------------------------------------------------------------------------------------------------------


def second(change, version="2"):
    """The parent's next version, published."""
    told = deepcopy(row("parent").content) | {"version": version}
    return publish(change(told) or told)


def update(version="2"):
    return actions.update_from_parent(**on(), parent_version=version)


def test_an_update_takes_what_the_parent_changed_and_keeps_what_was_changed_here(parent):
    said("spill", {"minutes": 60})
    second(lambda told: part(told, "risk").update(minutes=45))
    made = update()
    assert ([part(made.content, name)["minutes"] for name in ("risk", "spill")], made.conflicts) == ([45, 60], [])
    assert (row().base.version, row().content["key"], row().content["version"]) == ("2", "own", "1")
    assert code_of(update) == "training.curriculum_a_draft", "it has that one already"


def test_a_conflict_is_kept_until_it_is_decided_and_nothing_is_published_before(parent):
    said("risk", {"minutes": 60})
    second(lambda told: part(told, "risk").update(minutes=45))
    update()
    (left,) = row().conflicts
    assert (left["address"], left["field"], left["base"], left["own"], left["theirs"]) == (
        "risk",
        "minutes",
        30,
        60,
        45,
    )
    assert part(row().content, "risk")["minutes"] == 60
    publishing = {"by": FOCAL_KGZ, "key": "own", "version": "1"}
    assert code_of(actions.publish_curriculum_version, **publishing) == "training.curriculum_undecided"
    second(lambda told: None, version="3")
    assert code_of(update, version="3") == "training.curriculum_undecided"
    assert code_of(actions.decide_conflict, **on(), conflict="x", side="parent") == "records.nothing_there"
    actions.decide_conflict(**on(), conflict="field|risk|minutes|", side="parent")
    assert (part(row().content, "risk")["minutes"], row().conflicts) == (45, [])
    actions.publish_curriculum_version(**publishing, today=DAY)


def test_a_conflict_decided_for_this_side_changes_the_list_alone(parent):
    said("risk", {"minutes": 60})
    second(lambda told: part(told, "risk").update(minutes=45))
    update()
    actions.decide_conflict(**on(), conflict="field|risk|minutes|", side="own")
    assert (part(row().content, "risk")["minutes"], row().conflicts) == (60, [])


def test_a_conflict_about_a_text_is_settled_with_another_text_and_kept_as_decided_so(parent):
    said("risk", {"title": {"en": "Ours", "ru": "Наш"}})
    second(lambda told: part(told, "risk").update(title={"en": "Theirs", "ru": "Их"}))
    update()
    english, russian = (f"field|risk|title|{lang}" for lang in ("en", "ru"))
    assert code_of(actions.decide_conflict, **on(), conflict=english, side="x") == "people.unknown_choice"
    assert code_of(actions.decide_conflict, **on(), conflict=english, side="text") == (
        "training.curriculum_source_empty"
    )
    assert len(row().conflicts) == 2
    actions.decide_conflict(**on(), conflict=english, side="text", text="Both of us", today=DAY)
    actions.decide_conflict(**on(), conflict=russian, side="own", today=DAY)
    found = row()
    assert (part(found.content, "risk")["title"], found.conflicts) == ({"en": "Both of us", "ru": "Наш"}, [])
    wanted = [("en", "text", "Both of us", "Ours", "Theirs"), ("ru", "own", None, "Наш", "Их")]
    told = [(each["lang"], each["side"], each.get("text"), each["own"], each["theirs"]) for each in found.decided]
    assert (told, {each["on"] for each in found.decided}) == (wanted, {DAY.isoformat()})
    actions.publish_curriculum_version(by=FOCAL_KGZ, key="own", version="1", today=DAY)
    assert len(row().decided) == 2, "how it was decided stays with what was published"


def test_what_is_no_text_is_settled_with_a_value_and_kept_as_decided_so(parent):
    said("risk", {"minutes": 60})
    second(lambda told: part(told, "risk").update(minutes=45))
    update()
    told = on(conflict="field|risk|minutes|", side="text", text="50")
    assert code_of(actions.decide_conflict, **told) == "training.curriculum_no_text"
    assert row().decided == []
    told |= {"side": "value", "value": 6_001}
    assert code_of(actions.decide_conflict, **told) == "training.curriculum_bad_number"
    actions.decide_conflict(**told | {"value": 50}, today=DAY)
    found = row()
    (decided,) = found.decided
    assert (part(found.content, "risk")["minutes"], found.conflicts) == (50, [])
    assert (decided["side"], decided["value"], decided["own"], decided["theirs"]) == ("value", 50, 60, 45)


def test_what_has_no_parent_is_not_updated():
    actions.record_curriculum_version(by=FOCAL_KAZ, owner="KAZ", content=content())
    told = on("parent", by=FOCAL_KAZ, parent_version="1")
    assert code_of(actions.update_from_parent, **told) == "training.curriculum_no_parent"


# -- offers ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def offered(parent):
    """The published fork offers three changes: minutes, a removed assessment, a new outcome."""
    said("risk", {"minutes": 45})
    actions.remove_part(**on(), part="spill-q1")
    actions.add_part(**on(), parent="risk", field="outcomes", told=outcome("wear"))
    actions.publish_curriculum_version(by=FOCAL_KGZ, key="own", version="1", today=DAY)
    given = {"by": FOCAL_KGZ, "key": "own", "version": "1", "today": DAY}
    made = actions.offer_back(**given, parts=["risk", "spill-q1", "wear"], note="Tried in Osh")
    actions.begin_version(by=FOCAL_KAZ, key="parent", version="2")
    return {each.node: each for each in made}, given


def accept(offer, by=FOCAL_KAZ):
    told = {"version": "2", "seen": row("parent", "2").digest, "today": DAY}
    return actions.accept_offer(by=by, offer=str(offer.uid), **told)


def test_each_offered_change_is_taken_by_itself(offered):
    offers, _ = offered
    assert {name: (each.change, each.owner, each.note) for name, each in offers.items()} == {
        "risk": ("changed", "KAZ", "Tried in Osh"),
        "spill-q1": ("removed", "KAZ", "Tried in Osh"),
        "wear": ("added", "KAZ", "Tried in Osh"),
    }
    accept(offers["wear"])
    told = row("parent", "2").content
    assert [each["id"] for each in part(told, "risk")["outcomes"]] == ["risk-o1", "wear"]
    assert (part(told, "risk")["minutes"], "assessments" in part(told, "spill")) == (30, True)
    accept(offers["risk"])
    accept(offers["spill-q1"])
    told = row("parent", "2").content
    assert (part(told, "risk")["minutes"], "assessments" in part(told, "spill")) == (45, False)
    assert code_of(accept, offer=offers["risk"]) == "training.offer_decided"


def test_an_offer_that_meets_the_parents_own_change_is_a_conflict_there(offered):
    offers, _ = offered
    said("risk", {"minutes": 50}, key="parent", version="2", by=FOCAL_KAZ)
    accept(offers["risk"])
    (left,) = row("parent", "2").conflicts
    assert (left["own"], left["theirs"]) == (50, 45)
    assert code_of(accept, offer=offers["wear"]) == "training.curriculum_undecided"


def test_an_offer_of_a_fork_that_is_less_open_closes_the_draft_and_never_what_is_published(offered):
    offers, _ = offered
    with act("tests.label.raised", by=SYSTEM, about="own"):
        raised = CurriculumVersion.objects.inside_action().get(of__key="own", version="1")
        raised.label = Sensitivity.NATIONAL
        raised.save()
    accept(offers["wear"])
    assert (row("parent", "2").label, row("parent", "1").label) == (Sensitivity.NATIONAL, Sensitivity.PUBLIC)
    raised = row("own").of
    with act("tests.label.raised", by=SYSTEM, about="own"):
        raised.label = Sensitivity.RESTRICTED
        raised.save()
    accept(offers["risk"])
    assert row("parent", "2").label == Sensitivity.RESTRICTED


def test_an_offer_is_declined_with_a_reason(offered):
    offers, _ = offered
    leave = {"by": FOCAL_KAZ, "offer": str(offers["risk"].uid)}
    assert code_of(actions.decline_offer, **leave, reason=" ") == "text.empty"
    actions.decline_offer(**leave, reason="Too long for one day", today=DAY)
    with checking():
        kept = CurriculumOffer.objects.inside_action().get(uid=offers["risk"].uid)
    assert (kept.decision, kept.reason, kept.decided_on) == ("declined", "Too long for one day", DAY)
    assert code_of(actions.decline_offer, **leave, reason="Again") == "training.offer_decided"


def test_only_the_keepers_of_the_parent_decide(offered):
    offers, given = offered
    assert code_of(accept, offer=offers["risk"], by=FOCAL_KGZ) == "people.not_yours"
    assert code_of(actions.decline_offer, by=FOCAL_KGZ, offer=str(offers["risk"].uid), reason="x") == "people.not_yours"
    assert code_of(actions.decline_offer, by=FOCAL_KAZ, offer="x", reason="x") == "records.nothing_there"


def test_what_is_offered_has_to_differ_and_to_be_published(offered):
    _, given = offered
    acts = Act.objects.count()
    actions.offer_back(**given, parts=["risk"])
    assert Act.objects.count() == acts, "offered already"
    assert code_of(actions.offer_back, **given, parts=[]) == "training.offer_of_nothing"
    assert code_of(actions.offer_back, **given, parts=["spill"]) == "training.curriculum_no_part"
    assert code_of(actions.offer_back, **{**given, "by": FOCAL_KAZ}, parts=["risk"]) == "people.not_yours"
    told = {**given, "by": FOCAL_KAZ, "key": "parent", "version": "2"}
    assert code_of(actions.offer_back, **told, parts=["risk"]) == "training.curriculum_a_draft"
    assert code_of(actions.offer_back, **{**told, "version": "1"}, parts=["risk"]) == "training.curriculum_no_parent"
