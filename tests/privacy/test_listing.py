"""Being found in the region: field by field, dated, and gone at once."""

from datetime import timedelta

import pytest
from django.test import Client

from kerege.journal import queries as journal
from kerege.lib.geo import Spot
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people import actions as people
from kerege.privacy import actions, queries
from kerege.privacy.models import ListedField, Listing, listing
from kerege.privacy.words.experts import Shown
from kerege.records.personal import looking
from kerege.records.viewers import PUBLIC
from kerege.sharing.queries import shareable_kinds
from tests import conftest, ground
from tests.inventory import facts
from tests.privacy import somebody
from tests.privacy.somebody import AT, ON, agree, by, publish

PARTNER = conftest.viewer("UZB", 2)
UNTIL = ON + timedelta(days=30)


@pytest.fixture
def expert(db, monkeypatch):
    monkeypatch.setattr(listing, "localdate", lambda: ON)
    somebody.laid()
    return somebody.account(organisation_key=ground.centre())


def choose(made, until=UNTIL, **chosen):
    return actions.list_myself(by=by(made), account=made, chosen=actions.Chosen(**chosen), until=until, at=AT)


def code_of(deed):
    before = len(journal.acts(owners=None, limit=1000))
    with pytest.raises(Refusal) as refusal:
        deed()
    assert len(journal.acts(owners=None, limit=1000)) == before
    return refusal.value.code


def seen(viewer=PARTNER, **asked):
    on = asked.pop("on", ON)
    found = queries.experts(viewer, on=on, choice=queries.ExpertChoice(**asked))
    assert found.total == len(found.rows)
    return [(e.name, e.organisation, e.languages, e.topics) for e in found.rows]


def test_nobody_is_listed_by_default(expert):
    assert seen() == []
    assert queries.my_listing(expert) is None


def test_others_see_the_chosen_fields_and_no_other(expert):
    agree(expert)
    choose(expert, name=True, topics="Cold chain")
    assert seen() == [("Zhanar Quxley", "", "", "Cold chain")]
    choose(expert, organisation=True, languages="ru, kk")
    assert seen() == [("", "CENTRE-ALA", "ru, kk", "")]
    assert queries.my_listing(expert).until == UNTIL


def test_the_public_sees_nobody(expert):
    agree(expert)
    choose(expert, name=True)
    assert seen(PUBLIC) == []
    assert "Quxley" not in Client().get("/inventory/experts/").content.decode()
    assert seen() == [("Zhanar Quxley", "", "", "")]


def test_a_search_finds_any_word_in_any_script(expert):
    agree(expert)
    choose(expert, name=True, topics="Cold chain")
    assert [len(seen(text=text)) for text in ("quxley", "Жанар", "chain cold", "warm")] == [1, 1, 1, 0]
    assert [len(seen(owner=owner)) for owner in ("KAZ", "KGZ")] == [1, 0]


def test_an_entry_is_gone_on_its_day_without_anything_that_runs(expert, monkeypatch):
    agree(expert)
    choose(expert, name=True, until=ON + timedelta(days=2))
    monkeypatch.setattr(listing, "localdate", lambda: ON + timedelta(days=1))
    assert seen() == [("Zhanar Quxley", "", "", "")]
    monkeypatch.setattr(listing, "localdate", lambda: ON + timedelta(days=2))
    assert seen() == []
    assert Listing.objects.seen_by(PARTNER).count() == 0
    assert list(ListedField.objects.seen_by(PARTNER).values_list("value", flat=True)) == []


def test_a_day_before_and_a_day_after_the_listing_show_nobody(expert):
    agree(expert)
    choose(expert, name=True)
    asked = [ON - timedelta(days=1), ON, UNTIL - timedelta(days=1), UNTIL]
    assert [len(seen(on=day)) for day in asked] == [0, 1, 1, 0]


def test_what_is_over_is_shown_for_no_day_on_which_it_stood(expert, monkeypatch):
    agree(expert)
    choose(expert, name=True)
    assert len(seen(on=ON)) == 1
    monkeypatch.setattr(listing, "localdate", lambda: UNTIL)
    assert seen(on=ON) == []


def test_only_who_is_on_the_page_was_looked_at(expert):
    agree(expert)
    choose(expert, name=True)
    second = somebody.account("second@example.org", key="SECOND", name="Second")
    agree(second)
    choose(second, topics="Cold chain")
    with looking() as looked:
        found = queries.experts(PARTNER, on=ON, start=1, size=1)
    assert ([e.name for e in found.rows], found.total, looked) == (["Zhanar Quxley"], 2, {expert.person_id})


def test_withdrawing_the_consent_or_the_entry_deletes_it_at_once(expert):
    agree(expert)
    choose(expert, name=True)
    actions.withdraw_consent(by=by(expert), account=expert, key="regional_listing", at=AT)
    assert seen() == []
    agree(expert)
    choose(expert, name=True)
    actions.withdraw_listing(by=by(expert), account=expert)
    assert seen() == []
    acts = len(journal.acts(owners=None, limit=1000))
    actions.withdraw_listing(by=by(expert), account=expert)
    assert len(journal.acts(owners=None, limit=1000)) == acts


def test_an_erased_person_is_not_listed(expert):
    agree(expert)
    choose(expert, name=True)
    people.erase_myself(by=by(expert), account=expert, on=ON)
    assert seen() == []


def test_the_journal_says_which_fields_and_not_what_is_in_them(expert):
    agree(expert)
    choose(expert, name=True, topics="Cold chain")
    assert journal.acts(owners=None, limit=1)[0].facts == {"fields": ["name", "topics"], "until": str(UNTIL)}


@pytest.mark.parametrize(
    ("until", "chosen", "code"),
    [
        (ON, {"name": True}, "privacy.listed_too_long"),
        (ON + timedelta(days=732), {"name": True}, "privacy.listed_too_long"),
        (UNTIL, {}, "privacy.nothing_to_list"),
        (UNTIL, {"topics": "a\x00b"}, "text.control_characters"),
        (UNTIL, {"expertise": ["cabinets", "anthrax"]}, "privacy.unknown_code"),
        (UNTIL, {"roles": "king"}, "privacy.unknown_code"),
        (UNTIL, {"reserve": "never"}, "privacy.unknown_code"),
        (UNTIL, {"teaching": "russian"}, "atlas.bad_language"),
        (UNTIL, {"place": "KZ-0"}, "atlas.unknown_code"),
        (UNTIL, {"unit": "KZ-00"}, "atlas.unknown_code"),
        (UNTIL, {"centres": ["no such key"]}, "records.bad_key"),
        (UNTIL, {"contact": "ask for Zhanar"}, "privacy.not_a_contact"),
        (UNTIL, {"name": True, "ends": {Shown.NAME: ON}}, "privacy.field_too_long"),
        (UNTIL, {"name": True, "ends": {Shown.NAME: ON + timedelta(days=732)}}, "privacy.field_too_long"),
        (UNTIL, {"name": True, "levels": {Shown.NAME: Sensitivity.PUBLIC}}, "privacy.too_open"),
        (UNTIL, {"name": True, "levels": {Shown.NAME: "9"}}, "privacy.too_open"),
    ],
)
def test_what_is_refused(expert, until, chosen, code):
    agree(expert)
    assert code_of(lambda: choose(expert, until, **chosen)) == code


def test_without_a_consent_to_the_text_in_force_nothing_is_listed(expert):
    assert code_of(lambda: choose(expert, name=True)) == "privacy.no_consent"
    agree(expert)
    publish(version=2, since=ON)
    assert code_of(lambda: choose(expert, name=True)) == "privacy.no_consent"


def test_nobody_lists_or_withdraws_somebody_else_and_an_account_alone_is_no_expert(expert):
    other = somebody.account("other@example.org", key="")
    agree(expert)
    agree(other)
    said = {"chosen": actions.Chosen(name=True), "until": UNTIL, "at": AT}
    assert code_of(lambda: choose(other, name=True)) == "privacy.not_a_person"
    foreign = {"by": by(other), "account": expert}
    assert code_of(lambda: actions.list_myself(**said, **foreign)) == "privacy.not_your_consent"
    assert code_of(lambda: actions.withdraw_listing(**foreign)) == "privacy.not_your_consent"


# -- field by field ----------------------------------------------------------------------------------------------------

HOME = conftest.viewer("KAZ", Sensitivity.NATIONAL)


def first(viewer=PARTNER, **asked):
    return queries.experts(viewer, on=ON, choice=queries.ExpertChoice(**asked)).rows[0]


def test_a_field_ends_on_its_own_day_and_the_entry_stays(expert, monkeypatch):
    agree(expert)
    choose(expert, name=True, contact="+7 700 000 00 00", ends={Shown.CONTACT: ON + timedelta(days=3)})
    assert (first().contact, first().ends[Shown.CONTACT]) == ("+7 700 000 00 00", ON + timedelta(days=3))
    monkeypatch.setattr(listing, "localdate", lambda: ON + timedelta(days=3))
    assert (first().name, first().contact, sorted(first().ends)) == ("Zhanar Quxley", "", ["name"])
    assert list(ListedField.objects.seen_by(PARTNER).values_list("field", flat=True)) == ["name"]


def test_a_field_for_the_own_country_reaches_nobody_else(expert):
    agree(expert)
    choose(
        expert, name=True, contact="z@example.org", topics="Cold chain", levels={Shown.CONTACT: Sensitivity.NATIONAL}
    )
    assert (first(HOME).contact, first(HOME).national) == ("z@example.org", {"contact"})
    assert (first().contact, first().topics, first().national) == ("", "Cold chain", frozenset())


def test_who_shows_something_to_the_own_country_only_is_not_there_for_others(expert):
    agree(expert)
    choose(expert, topics="Cold chain", levels={Shown.TOPICS: "2"})
    assert (len(seen(HOME)), len(seen()), Listing.objects.seen_by(PARTNER).count()) == (1, 0, 0)


def test_what_is_hidden_from_a_reader_finds_nobody_for_that_reader(expert):
    agree(expert)
    hidden = {Shown.EXPERTISE: Sensitivity.NATIONAL, Shown.PLACE: Sensitivity.NATIONAL}
    choose(expert, name=True, expertise=["law"], unit="KZ-75", levels=hidden)
    assert [len(seen(HOME, expertise="law")), len(seen(expertise="law"))] == [1, 0]
    assert [len(seen(HOME, text="oversight")), len(seen(text="oversight"))] == [1, 0]
    assert [len(seen(HOME, unit="KZ-75")), len(seen(unit="KZ-75"))] == [1, 0]


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ({"expertise": "cabinets"}, 1),
        ({"expertise": "waste"}, 0),
        ({"teaching": "uz-Latn"}, 1),
        ({"teaching": "en"}, 0),
        ({"role": "trainer", "expertise": "law"}, 1),
        ({"role": "mentor"}, 0),
        ({"reserve": "at_once"}, 1),
        ({"reserve": "from_afar"}, 0),
        ({"centre": "centre-osh"}, 1),
        ({"centre": "centre"}, 0),
        ({"text": "biosafety cabinets"}, 1),
    ],
)
def test_filters_go_by_codes(expert, asked, there):
    agree(expert)
    choose(
        expert,
        expertise=["law", "cabinets"],
        teaching="ru uz",
        roles=["trainer"],
        reserve="at_once",
        centres=["centre-osh"],
    )
    assert len(seen(**asked)) == there


def test_the_nearest_comes_first_and_who_shows_no_place_last(expert):
    facts.lay_town()
    near = Spot(51.18, 71.44)
    for key, chosen in (("FAR", {"unit": facts.REGION}), ("HERE", {"place": facts.TOWN}), ("NOWHERE", {})):
        made = somebody.account(f"{key}@example.org", key=key, name=key)
        agree(made)
        choose(made, name=True, **chosen)
    rows = queries.experts(PARTNER, on=ON, choice=queries.ExpertChoice(near=near)).rows
    assert [(e.name, e.km) for e in rows] == [("FAR", 0.0), ("HERE", 0.0), ("NOWHERE", None)]
    far = queries.experts(PARTNER, on=ON, choice=queries.ExpertChoice(near=Spot(43.2, 76.9))).rows
    assert [(e.name, e.km) for e in far] == [("HERE", 980.0), ("FAR", 1000.0), ("NOWHERE", None)]


def test_the_same_choice_again_writes_nothing_and_another_replaces_it(expert):
    agree(expert)
    once = choose(expert, name=True, topics="Cold chain")
    acts = len(journal.acts(owners=None, limit=1000))
    assert choose(expert, name=True, topics="Cold chain").uid == once.uid
    assert len(journal.acts(owners=None, limit=1000)) == acts
    choose(expert, topics="Cold chain")
    assert len(journal.acts(owners=None, limit=1000)) == acts + 1
    assert first().name == ""


def test_numbers_by_country_show_nobody_and_count_what_the_reader_may_see(expert):
    agree(expert)
    choose(expert, name=True, roles=["trainer"], levels={Shown.ROLES: Sensitivity.NATIONAL})
    asked = queries.ExpertChoice(role="trainer")
    with looking() as looked:
        counted = [queries.experts_by_owner(v, on=ON, choice=asked) for v in (HOME, PARTNER, PUBLIC)]
    assert (counted, looked) == ([{"KAZ": 1}, {}, {}], set())


def test_no_share_opens_an_entry(expert):
    assert not {"privacy.listing", "privacy.listedfield"} & set(shareable_kinds())
