"""A laboratory with its people, a mentor from elsewhere, and a small checklist."""

from datetime import date

from kerege.capacity import actions
from kerege.people import actions as people
from kerege.people.queries import account
from kerege.people.rules import SYSTEM
from tests.capacity.given import published, somebody
from tests.inventory.facts import recorded


def texts(word):
    return {"en": word, "ru": f"{word} по-русски"}


def activity(key):
    return {"key": key} | {name: texts(f"{name} {key}") for name in ("what", "why", "how", "role", "proof")}


CHECKLIST = {
    "title": texts("A checklist"),
    "languages": {"en": "source", "ru": "draft"},
    "stages": [
        {"key": "one", "title": texts("One"), "aim": texts("Aim"), "activities": [activity("a"), activity("b")]},
        {"key": "two", "title": texts("Two"), "aim": texts("Aim"), "activities": [activity("c")]},
    ],
}


def seat(key, person, owner="KAZ", organisation="", works_for="", on=date(2021, 1, 1)):
    told = {"owner": owner, "key": key, "kind": "other", "title": key.title(), "mandate": "Order"}
    people.create_seat(by=SYSTEM, mandate_on=date(2020, 1, 1), organisation_key=organisation, **told)
    named = {"key": person.upper(), "name": person.title(), "organisation_key": works_for}
    people.record_person(by=SYSTEM, owner=owner, synthetic=True, **named)
    people.appoint(by=SYSTEM, seat=key, person=person.upper(), capacity="holder", start=on)
    people.link_person(by=SYSTEM, account=account(f"{person}@example.org"), person=person.upper())


def placed():
    """A facility with its organisation, its people, a mentor of another country, and everybody who is no part of it."""
    people.record_organisation(by=SYSTEM, key="LAB", kind="laboratory", names=[("en", "A lab")], territory="KAZ")
    recorded(organisation="LAB")
    published()
    actions.record_checklist(
        by=SYSTEM, owner="REG", key="stages", version="1", content=CHECKLIST, published_on=date(2026, 1, 1)
    )
    found = {
        "head": somebody("head", organisation="LAB"),
        "officer": somebody("officer", "biosafety_officer", organisation="LAB"),
        "host": somebody("host", "learner"),
        "mentor": somebody("mentor", "trainer", owner="KGZ"),
        "focal": somebody("focal", "focal_point"),
        "other": somebody("other", organisation=""),
    }
    seat("host", "host", organisation="LAB")
    seat("mentor", "mentor", owner="KGZ")
    return found
