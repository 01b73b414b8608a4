"""Keeping searches: each belongs to the account that keeps it, and is erased with it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from kerege.inventory.models import SavedSearch
from kerege.inventory.rules.saved import MOST, page_of, written
from kerege.inventory.words.saved import NOT_SIGNED_IN, SEARCH_NAMED_ALREADY, TOO_MANY_SEARCHES
from kerege.journal.actions import act
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.text import EMPTY, clean_line
from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.records.recording import NOTHING_THERE


def keep_search(
    *, by: Actor, page: str, query: str, name: str, weekly: bool = False, today: date | None = None
) -> SavedSearch:
    """Keep the filter of a page under a name; the account is that of whoever acts. The same again changes nothing.

    Refuses inventory.not_signed_in, inventory.search_broken, inventory.search_named_already,
    inventory.too_many_searches and text.*.
    """
    account = _account(by)
    content = {"page": page_of(page).value, "query": written(page, query), "weekly": bool(weekly)}
    called = _called(name)
    mine = SavedSearch.objects.filter(account_id=account)
    found: SavedSearch | None = mine.filter(name=called).first()
    if found is not None and all(getattr(found, key) == value for key, value in content.items()):
        return found
    if found is not None:
        raise Refusal(SEARCH_NAMED_ALREADY, field="name")
    if mine.count() >= MOST:
        raise Refusal(TOO_MANY_SEARCHES, field="name", most=MOST)
    with act("inventory.search.kept", by=by) as done:
        kept = SavedSearch(account_id=account, name=called, made_on=today or localdate(), **content)
        kept.save()
        done.about = kept.uid
    return kept


def rename_search(*, by: Actor, search: str, name: str, weekly: bool) -> SavedSearch:
    """Give a kept search another name, or say whether its owner wants to be told weekly. The same changes nothing.

    Refuses inventory.not_signed_in, records.nothing_there (also for somebody else's), inventory.search_named_already,
    text.*.
    """
    found = _own(by, search)
    called = _called(name)
    if (found.name, found.weekly) == (called, bool(weekly)):
        return found
    others = SavedSearch.objects.filter(account_id=found.account_id, name=called).exclude(pk=found.pk)
    if others.exists():
        raise Refusal(SEARCH_NAMED_ALREADY, field="name")
    with act("inventory.search.changed", by=by, about=found.uid):
        found.name, found.weekly = called, bool(weekly)
        found.save()
    return found


def remove_search(*, by: Actor, search: str) -> None:
    """Remove a kept search. Refuses inventory.not_signed_in, records.nothing_there (also for somebody else's)."""
    found = _own(by, search)
    with act("inventory.search.removed", by=by, about=found.uid):
        found.delete()


def note_told(*, by: Actor, told: Iterable[tuple[str, Iterable[str]]], on: date) -> None:
    """Keep what the owners of searches (by uid) were told of: keys that they could see on the day. The node does it,
    in the transaction of the letter. Refuses nothing.
    """
    given = {uid_or_none(uid): "\n".join(keys) for uid, keys in told}
    if not given:
        return
    with act("inventory.searches.told", by=by, about="inventory.searches", searches=len(given)):
        for row in SavedSearch.objects.filter(uid__in=list(given)):
            row.known, row.told_on = given[row.uid], on
            row.save()


def _account(by: Actor) -> int:
    number = people.account_number(by.uid)
    if number is None:
        raise Refusal(NOT_SIGNED_IN)
    return number


def _called(name: str) -> str:
    if not str(name or "").strip():
        raise Refusal(EMPTY, field="name")
    return clean_line(name, field="name", max_length=120)


def _own(by: Actor, search: str) -> SavedSearch:
    account, number = _account(by), uid_or_none(search)
    rows: Any = SavedSearch.objects.filter(account_id=account, uid=number) if number else SavedSearch.objects.none()
    found: SavedSearch | None = rows.first()
    if found is None:
        raise Refusal(NOTHING_THERE, field="search", what=SavedSearch._meta.verbose_name, key=str(search)[:60])
    return found
