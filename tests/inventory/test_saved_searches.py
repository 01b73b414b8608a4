"""Kept searches: whose they are, what is told of them, and that they go with the account."""

from datetime import timedelta

import pytest

from kerege.api import mail
from kerege.inventory import actions, queries
from kerege.inventory.models import SavedSearch
from kerege.inventory.rules.saved import MOST
from kerege.inventory.words.saved import SearchPage
from kerege.journal.actions import act
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people import actions as people
from kerege.people.rules import ANONYMOUS, SYSTEM, Actor
from kerege.records.viewers import PUBLIC
from kerege.sharing.queries import viewer_for
from tests.inventory.facts import DAY, recorded
from tests.inventory.helping import asked, offered


def account(name: str = "reader", role: str = "biosafety_officer", owner: str = "KGZ"):
    found = people.open_account(by=SYSTEM, email=f"{name}@example.org", name=name, password="kerege-demo-2026")
    people.grant_role(by=SYSTEM, account=found, role=role, owner=owner, start=DAY)
    return found


def by(found) -> Actor:
    return Actor(str(found.uid), found.name)


def kept(found, **changes):
    told = {"by": by(found), "page": "facilities", "query": "kind=regional_laboratory", "name": "Ours", "today": DAY}
    return actions.keep_search(**(told | changes))


def mine(found):
    return queries.searches(viewer_for(found, on=DAY, strong=True))


def refused(code: str, call, field: str | None = None) -> None:
    with pytest.raises(Refusal) as told:
        call()
    assert (told.value.code, told.value.field) == (code, field)


def test_a_search_is_its_owners_alone():
    her, other = account(), account("other")
    row = kept(her, query="kind=regional_laboratory&sort=-title&on=2026-01-01", weekly=True)
    (line,) = mine(her)
    assert (line.name, line.page, line.query, line.weekly, line.broken) == (
        "Ours", SearchPage.FACILITIES, "kind=regional_laboratory", True, "",
    )  # fmt: skip
    assert mine(other) == queries.searches(PUBLIC) == []
    for deed in (
        lambda: actions.remove_search(by=by(other), search=str(row.uid)),
        lambda: actions.rename_search(by=by(other), search=str(row.uid), name="Mine", weekly=False),
    ):
        refused("records.nothing_there", deed, "search")
    assert len(mine(her)) == 1


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"by": ANONYMOUS}, "inventory.not_signed_in", None),
        ({"by": SYSTEM}, "inventory.not_signed_in", None),
        ({"page": "journal"}, "inventory.search_broken", "query"),
        ({"query": "owner=KAZ"}, "inventory.search_broken", "query"),
        ({"name": " "}, "text.empty", "name"),
        ({"name": "a" * 121}, "text.too_long", "name"),
        ({"query": "kind=border_post"}, "inventory.search_named_already", "name"),
    ],
)
def test_what_is_not_kept(changes, code, field):
    her = account()
    kept(her)
    refused(code, lambda: kept(her, **changes), field)
    assert [line.name for line in mine(her)] == ["Ours"]


def test_the_same_search_again_is_the_same_and_there_is_a_most(monkeypatch):
    her = account()
    assert kept(her).pk == kept(her).pk
    with act("tests.searches.laid", by=SYSTEM, about="x"):
        rows = [SavedSearch(account=her, name=f"N{n}", page="map", made_on=DAY) for n in range(MOST - 1)]
        SavedSearch.objects.bulk_create(rows)
    refused("inventory.too_many_searches", lambda: kept(her, name="One more"), "name")


def test_a_search_is_renamed_and_removed():
    her = account()
    row, other = kept(her), kept(her, name="Theirs")
    renamed = actions.rename_search(by=by(her), search=str(row.uid), name="Mine", weekly=True)
    assert (renamed.name, renamed.weekly) == ("Mine", True)
    assert actions.rename_search(by=by(her), search=str(row.uid), name="Mine", weekly=True).name == "Mine"
    refused(
        "inventory.search_named_already",
        lambda: actions.rename_search(by=by(her), search=str(other.uid), name="Mine", weekly=False),
        "name",
    )
    actions.remove_search(by=by(her), search=str(row.uid))
    assert [line.name for line in mine(her)] == ["Theirs"]
    refused("records.nothing_there", lambda: actions.remove_search(by=by(her), search="nothing"), "search")


@pytest.mark.parametrize("query", ["kind=gone", "country=ZZZ", "unit=KZ-99", "place=KZ-99", "owner=KAZ"])
def test_an_address_that_was_tampered_with_is_told(query):
    her = account()
    row = kept(her, weekly=True)
    with act("tests.search.tampered", by=SYSTEM, about="x"):
        row.query = query
        row.save()
    assert mine(her)[0].broken == query.partition("=")[0]
    letter = mail.letter_for(her, on=DAY)
    assert "Your search “Ours” is not understood any more." in letter.body


def test_each_page_finds_what_it_shows():
    viewer = viewer_for(account(), on=DAY, strong=True)
    laboratory = recorded(capabilities="repair", latitude=51.128, longitude=71.43)
    offer, request = offered(laboratory.key), asked()
    found = {
        (page, query): [(each.key, each.page) for each in queries.finds(viewer, page, query, on=DAY, lang="en")]
        for page, query in (
            (SearchPage.FACILITIES, "capability=repair&stale=no"),
            (SearchPage.FACILITIES, "capability=training"),
            (SearchPage.MAP, "bbox=60%2C40%2C90%2C60&text=example"),
            (SearchPage.WHO_CAN, "near=51.1%2C71.4&capability=repair"),
            (SearchPage.WHO_CAN, "capability=repair"),
            (SearchPage.OFFERS, "kind=certification&status=open"),
            (SearchPage.OFFERS, "kind=training"),
            (SearchPage.REQUESTS, "country=KGZ&text=cabinets"),
            (SearchPage.REQUESTS, "status=withdrawn"),
        )
    }
    assert list(found.values()) == [
        [(laboratory.key, "facility")],
        [],
        [(laboratory.key, "facility")],
        [(laboratory.key, "facility")],
        [(laboratory.key, "facility")],
        [(offer.key, "offer")],
        [],
        [(request.key, "help_request")],
        [],
    ]


def test_once_a_week_only_what_is_new_and_may_be_seen_then(mailoutbox):
    """The letter of a reader from abroad: a card that is only for its own country is in no letter, and what was raised
    in the meantime is not told later either.
    """
    her = account()
    kept(her, weekly=True)
    kept(her, name="Never told")
    first = recorded(names={"en": "First laboratory"})
    recorded(names={"en": "Hidden laboratory"}, label=Sensitivity.NATIONAL, sure=True)
    mail.send_digests(by=SYSTEM, at=_at(DAY))
    assert [m.to for m in mailoutbox] == [["reader@example.org"]]
    assert (mailoutbox[0].subject, first.key in mailoutbox[0].body) == ("New in the searches that you keep", True)
    assert "1 new in your search “Ours”" in mailoutbox[0].body
    assert "Hidden" not in mailoutbox[0].body
    assert "Never told" not in mailoutbox[0].body

    recorded(names={"en": "Second laboratory"}, sure=True)
    mail.send_digests(by=SYSTEM, at=_at(DAY + timedelta(days=6)))
    assert len(mailoutbox) == 1
    mail.send_digests(by=SYSTEM, at=_at(DAY + timedelta(days=7)))
    assert ("Second laboratory" in mailoutbox[1].body, "First laboratory" in mailoutbox[1].body) == (True, False)
    mail.send_digests(by=SYSTEM, at=_at(DAY + timedelta(days=30)))
    assert len(mailoutbox) == 2


def test_what_is_hidden_from_a_reader_is_in_the_owners_letter():
    owner = account("owner", owner="KAZ")
    kept(owner, weekly=True)
    recorded(names={"en": "Hidden laboratory"}, label=Sensitivity.NATIONAL)
    assert "Hidden laboratory" in mail.letter_for(owner, on=DAY).body


def test_more_than_can_be_compared_is_said(monkeypatch):
    monkeypatch.setattr("kerege.inventory.queries.saved.KNOWN_AT_MOST", 0)
    her = account()
    kept(her, weekly=True)
    recorded()
    assert "finds more than can be compared" in mail.letter_for(her, on=DAY).body


def test_a_search_goes_with_its_account():
    her, other = account(), account("other")
    kept(her)
    kept(other)
    people.erase_myself(by=by(her), account=her, on=DAY)
    assert SavedSearch.objects.count() == 1


def _at(day):
    from datetime import UTC, datetime, time

    return datetime.combine(day, time(12, 0), UTC)
