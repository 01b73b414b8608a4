"""Choosing what others in the region may see of oneself."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kerege.atlas import queries as atlas
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import clean_line
from kerege.people.rules import Actor
from kerege.privacy import words
from kerege.privacy.models import Consent, Listing
from kerege.privacy.queries import current_version
from kerege.privacy.rules import latest_listing
from kerege.records.personal import subject_model


@dataclass(frozen=True)
class Chosen:
    """What to show: the own name and organisation or not, and languages and topics as texts."""

    name: bool = False
    organisation: bool = False
    languages: str = ""
    topics: str = ""


def list_myself(*, by: Actor, account: Any, chosen: Chosen, until: date, at: datetime) -> Listing:
    """Be found by partners in the region with these fields, up to and not including `until`; replaces what was chosen.

    Refuses privacy.not_your_consent, privacy.not_a_person, privacy.no_consent, privacy.listed_too_long,
    privacy.nothing_to_list and text.*.
    """
    on = at.date()
    if not by.uid or by.uid != str(account.uid):
        raise Refusal(words.NOT_YOUR_CONSENT)
    if account.person_id is None:
        raise Refusal(words.NOT_A_PERSON)
    version = current_version(words.LISTING, on=on)
    agreed = Consent.objects.filter(account=account, text__key=words.LISTING, withdrawn_at=None)
    if version is None or not agreed.filter(text__version=version).exists():
        raise Refusal(words.NO_CONSENT)
    if not on < until <= latest_listing(on):
        raise Refusal(words.LISTED_TOO_LONG, field="until", latest=latest_listing(on).isoformat())
    person, fields = _fields(account.person_id, chosen, on)
    if not any(fields.values()):
        raise Refusal(words.NOTHING_TO_LIST)
    shown = sorted(name for name, value in fields.items() if value)
    with act("privacy.listing.chosen", by=by, owner=person.owner, fields=shown, until=until) as done:
        Listing.objects.inside_action().filter(person=person).delete()
        listing = Listing(person=person, owner=person.owner, start=on, until=until, synthetic=person.synthetic)
        listing.label = Sensitivity.REGIONAL
        for name, value in fields.items():
            setattr(listing, name, value)
        listing.save()
        done.about = listing.uid
    return listing


def withdraw_listing(*, by: Actor, account: Any) -> None:
    """Be found no more, from this moment. Refuses privacy.not_your_consent; nothing listed changes nothing."""
    if not by.uid or by.uid != str(account.uid):
        raise Refusal(words.NOT_YOUR_CONSENT)
    with checking():
        found = Listing.objects.inside_action().filter(person_id=account.person_id).first()
    if found is None:
        return
    with act("privacy.listing.withdrawn", by=by, owner=found.owner, about=found.uid):
        found.delete()


def _fields(person_id: int, chosen: Chosen, on: date) -> tuple[Any, dict[str, str]]:
    with checking():
        person = subject_model(Listing, "person").objects.inside_action().get(id=person_id)
    body = person.organisation
    names = atlas.names_of([body.uid], on=on, lang="en") if body and chosen.organisation else {}
    return person, {
        "name": person.name if chosen.name else "",
        "organisation": names.get(body.uid, "") if body else "",
        "languages": clean_line(chosen.languages, field="languages", max_length=200) if chosen.languages else "",
        "topics": clean_line(chosen.topics, field="topics", max_length=300) if chosen.topics else "",
    }
