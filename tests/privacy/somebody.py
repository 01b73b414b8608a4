"""Accounts of people with records, for the tests of this room."""

from datetime import UTC, date, datetime

from django.test import Client

from kerege.people import actions as people
from kerege.people import queries
from kerege.people.models import Account
from kerege.people.rules import SYSTEM
from kerege.privacy import actions
from kerege.privacy.models import Consent
from tests import ground
from tests.web.signing import has_proved

AT = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
ON = AT.date()


def account(email="expert@example.org", key="EXPERT", name="Zhanar Quxley", owner="KAZ", role="trainer", **other):
    """An account with a role, linked to a person's record unless `key` is empty."""
    made = people.open_account(by=SYSTEM, email=email, name=name, password="a long password")
    if role:
        people.grant_role(by=SYSTEM, account=made, role=role, owner=owner, start=date(2020, 1, 1))
    if key:
        people.record_person(by=SYSTEM, owner=owner, key=key, name=name, **other)
        people.link_person(by=SYSTEM, account=made, person=key)
    return Account.objects.get(id=made.id)


def by(made):
    return queries.actor_for(made, on=ON, strong=True)


def client(made):
    found = Client()
    found.force_login(made)
    has_proved(found, made)
    return found


def publish(key="regional_listing", version=1, since=date(2026, 1, 1), langs=("en", "ru")):
    wordings = [actions.Wording(lang, f"Title {version} {lang}", f"Text {version} {lang}") for lang in langs]
    return actions.publish_consent_text(by=SYSTEM, key=key, version=version, since=since, wordings=wordings)


def agree(made, key="regional_listing", version=1, lang="en", at=AT) -> Consent:
    return actions.give_consent(by=by(made), account=made, key=key, version=version, lang=lang, at=at)


def laid():
    ground.lay()
    publish()
