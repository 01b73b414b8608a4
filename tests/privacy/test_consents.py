"""Who agreed to which text, when and in which language; and taking it back."""

from datetime import date, timedelta

import pytest

from kerege.journal import queries as journal
from kerege.lib.refusal import Refusal
from kerege.people import actions as people
from kerege.people.rules import SYSTEM
from kerege.privacy import actions, queries
from kerege.privacy.models import Consent
from kerege.privacy.rules import fingerprint
from tests.privacy import somebody
from tests.privacy.somebody import AT, ON, agree, by, publish

LATER = AT + timedelta(hours=1)


@pytest.fixture
def expert(db):
    somebody.laid()
    return somebody.account()


def code_of(deed):
    before = len(journal.acts(owners=None, limit=1000))
    with pytest.raises(Refusal) as refusal:
        deed()
    assert len(journal.acts(owners=None, limit=1000)) == before
    return refusal.value.code


def test_a_receipt_says_which_text_when_how_and_in_which_language(expert):
    agree(expert, lang="ru")
    (receipt,) = queries.receipts(expert)
    assert (receipt.key, receipt.version, receipt.lang, receipt.how) == ("regional_listing", 1, "ru", "page")
    assert (receipt.given_at, receipt.withdrawn_at, receipt.text) == (AT, None, "Text 1 ru")
    assert receipt.fingerprint == fingerprint("regional_listing", 1, "ru", "Title 1 ru", "Text 1 ru")


def test_agreeing_twice_is_one_consent(expert):
    assert agree(expert) == agree(expert, lang="ru")
    assert Consent.objects.count() == 1


def test_a_withdrawal_is_dated_and_the_receipt_stays(expert):
    agree(expert)
    assert actions.withdraw_consent(by=by(expert), account=expert, key="regional_listing", at=LATER) == 1
    assert [(r.given_at, r.withdrawn_at) for r in queries.receipts(expert)] == [(AT, LATER)]
    agree(expert, at=LATER)
    assert [r.withdrawn_at for r in queries.receipts(expert)] == [None, LATER]


def test_a_new_version_is_asked_again_and_says_so(expert):
    agree(expert)
    publish(version=2, since=ON)
    (asked,) = queries.consents_asked(expert, on=ON, lang="ru")
    assert (asked.version, asked.text, asked.given_at, asked.older_given) == (2, "Text 2 ru", None, True)
    agree(expert, version=2)
    (asked,) = queries.consents_asked(expert, on=ON, lang="en")
    assert (asked.given_at, asked.older_given) == (AT, False)


def test_a_version_that_is_to_come_is_not_asked_yet(expert):
    publish(version=2, since=ON + timedelta(days=1))
    assert [a.version for a in queries.consents_asked(expert, on=ON, lang="en")] == [1]
    assert [a.version for a in queries.consents_asked(expert, on=ON + timedelta(days=1), lang="en")] == [2]


def test_a_text_is_offered_in_the_nearest_language_and_says_in_which(expert):
    offered = {lang: queries.consents_asked(expert, on=ON, lang=lang)[0].lang for lang in ("ru", "kk", "fa", "ur")}
    assert offered == {"ru": "ru", "kk": "ru", "fa": "en", "ur": "en"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"key": "no-such"}, "privacy.unknown_text"),
        ({"version": 3}, "privacy.unknown_text"),
        ({"version": 1}, "privacy.superseded_text"),
        ({"version": 2, "lang": "fa"}, "privacy.not_in_this_language"),
        ({"version": 2, "lang": "?"}, "atlas.bad_language"),
    ],
)
def test_what_cannot_be_agreed_to(expert, change, code):
    publish(version=2, since=ON)
    assert code_of(lambda: agree(expert, **change)) == code
    assert queries.receipts(expert) == []


def test_nobody_agrees_or_withdraws_for_somebody_else(expert):
    other = somebody.account("other@example.org", key="OTHER")
    agree(expert)
    mine = {"account": expert, "key": "regional_listing", "at": AT}
    text = {"version": 1, "lang": "en"}
    assert code_of(lambda: actions.give_consent(by=by(other), **text, **mine)) == "privacy.not_your_consent"
    assert code_of(lambda: actions.withdraw_consent(by=by(other), **mine)) == "privacy.not_your_consent"
    assert code_of(lambda: actions.withdraw_consent(by=SYSTEM, **mine)) == "privacy.not_your_consent"
    assert [r.withdrawn_at for r in queries.receipts(expert)] == [None]


def test_what_was_not_given_cannot_be_withdrawn(expert):
    withdraw = {"by": by(expert), "account": expert, "key": "regional_listing", "at": AT}
    assert code_of(lambda: actions.withdraw_consent(**withdraw)) == "privacy.no_consent"


def test_a_text_that_is_out_never_changes_but_may_get_another_language(expert):
    acts = len(journal.acts(owners=None, limit=1000))
    publish()
    assert len(journal.acts(owners=None, limit=1000)) == acts
    other = [actions.Wording("en", "Title 1 en", "Another text")]
    said = {"by": SYSTEM, "key": "regional_listing", "version": 1, "since": date(2026, 1, 1)}
    assert code_of(lambda: actions.publish_consent_text(wordings=other, **said)) == "privacy.text_published"
    actions.publish_consent_text(wordings=[actions.Wording("kk", "Атау", "Мәтін")], **said)
    assert queries.consents_asked(expert, on=ON, lang="kk")[0].text == "Мәтін"


def test_a_text_without_english_is_not_published(expert):
    said = {"by": SYSTEM, "key": "other", "version": 1, "since": ON, "wordings": [actions.Wording("ru", "а", "б")]}
    assert code_of(lambda: actions.publish_consent_text(**said)) == "privacy.no_english"
    said = {**said, "by": by(expert), "wordings": [actions.Wording("en", "a", "b")]}
    assert code_of(lambda: actions.publish_consent_text(**said)) == "people.not_yours"


def test_consents_go_with_the_person(expert):
    agree(expert)
    people.erase_myself(by=by(expert), account=expert, on=ON)
    assert Consent.objects.count() == 0
