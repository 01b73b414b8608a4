"""The digest tells each focal point what is new for the own country, within the own clearance, once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kerege.api import mail
from kerege.journal import queries as journal
from kerege.people import queries as people
from kerege.people.rules import SYSTEM
from tests.api.conftest import KAZ_FOCAL_POINT, KGZ_FOCAL_POINT
from tests.api.test_feed import event


@pytest.fixture
def on(demo_world):
    return timezone.localdate()


@pytest.fixture
def told(on, mailoutbox):
    """Everybody has been told everything so far."""
    for letter in mail.letters(on=on):
        mail.send(letter, by=SYSTEM)
    mailoutbox.clear()
    return on


def letter(email, on):
    return mail.letter_for(people.account(email), on=on)


def test_each_focal_point_gets_one_letter_and_then_none(on, mailoutbox):
    letters = mail.letters(on=on)
    assert [each.to for each in letters] == [KAZ_FOCAL_POINT, KGZ_FOCAL_POINT]
    for each in letters:
        mail.send(each, by=SYSTEM)
    assert [message.to for message in mailoutbox] == [[KAZ_FOCAL_POINT], [KGZ_FOCAL_POINT]]
    assert mail.letters(on=on) == []
    assert [act.word for act in journal.acts(owners=None, word_prefix="api.digest", limit=9)] == ["api.digest.sent"] * 2


def test_what_is_new_is_told_to_its_country_only(told):
    event(owner="KAZ", title="A meeting in Astana", venue="KAZ")
    assert "A meeting in Astana" in letter(KAZ_FOCAL_POINT, told).body
    assert letter(KGZ_FOCAL_POINT, told) is None


def test_what_is_above_the_clearance_is_not_in_it(told, monkeypatch):
    event(owner="KAZ", title="A closed meeting", venue="KAZ", label=3)
    assert "A closed meeting" in letter(KAZ_FOCAL_POINT, told).body
    lower = mail.sharing.viewer_as(
        mail.sharing.viewer_for(people.account(KAZ_FOCAL_POINT), on=told, strong=True),
        role="auditor",
        owner="KAZ",
        on=told,
    )
    monkeypatch.setattr(mail.sharing, "viewer_for", lambda account, on, strong: lower)
    assert "A closed meeting" not in letter(KAZ_FOCAL_POINT, told).body


def test_a_designated_name_has_its_note_at_the_foot(told):
    event(owner="KAZ", title="A meeting abroad", venue="XKX")
    event(owner="KAZ", title="Another meeting abroad", key="OTHER", venue="XKX")
    body = letter(KAZ_FOCAL_POINT, told).body
    assert body.count("Where: Kosovo**") == 2
    assert body.count("** This designation is without prejudice") == 1


def test_it_speaks_the_language_of_the_account(told):
    account = people.account(KAZ_FOCAL_POINT)
    account.language = "ru"
    event(owner="KAZ", title="A meeting abroad", venue="XKX")
    body = mail.letter_for(account, on=told).body
    assert "Косово**" in body
    assert "** Это обозначение не предрешает" in body


def test_the_first_letter_reaches_back_a_month(on):
    assert letter(KAZ_FOCAL_POINT, on + timedelta(days=mail.FIRST_DAYS)) is not None
    assert letter(KAZ_FOCAL_POINT, on + timedelta(days=mail.FIRST_DAYS + 2)) is None


def test_refused_attempts_and_other_entries_are_counted(told):
    from kerege.worlds.loader import load_file

    rows = b"key,owner,title,kind,level,status,sources\nX,KAZ,X,party,national,held,S1\n"
    load_file("events.csv", rows, by=SYSTEM)
    assert "1 attempt was refused." in letter(KAZ_FOCAL_POINT, told).body
