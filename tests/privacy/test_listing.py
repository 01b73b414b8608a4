"""Being found in the region: field by field, dated, and gone at once."""

from datetime import timedelta

import pytest
from django.test import Client

from kerege.journal import queries as journal
from kerege.lib.refusal import Refusal
from kerege.people import actions as people
from kerege.privacy import actions, queries
from kerege.privacy.models import Listing, listing
from kerege.records.personal import looking
from kerege.records.viewers import PUBLIC
from tests import conftest, ground
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
    found = queries.experts(viewer, **{"on": ON, **asked})
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
    assert "Quxley" not in Client().get("/privacy/experts/").content.decode()
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
    assert list(Listing.objects.seen_by(PARTNER).values_list("name", flat=True)) == []


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
