"""Choosing what others in the region may see of oneself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
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
from kerege.privacy.models import Consent, ListedField, Listing
from kerege.privacy.queries import current_version
from kerege.privacy.rules import coded, contact, field_until, for_whom, latest_listing, spoken
from kerege.privacy.words.experts import Shown
from kerege.records.personal import subject_model
from kerege.records.recording import plain_key


@dataclass(frozen=True)
class Chosen:
    """What to show: the own name and organisation or not; codes of expertise, roles and reserve, languages of teaching,
    the key of a town or the code of a region, keys of training centres, a contact at work; and texts.

    `ends` are the first days on which single fields are shown no more, where they are not that of the whole entry;
    `levels` say which fields are for the own country only. Both go by the names of words.experts.Shown.
    """

    name: bool = False
    organisation: bool = False
    languages: str = ""
    topics: str = ""
    expertise: Iterable[str] | str = ()
    roles: Iterable[str] | str = ()
    teaching: Iterable[str] | str = ()
    reserve: str = ""
    place: str = ""
    unit: str = ""
    centres: Iterable[str] = ()
    contact: str = ""
    ends: Mapping[str, date | None] = field(default_factory=dict)
    levels: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class _Field:
    """One field as it is kept."""

    what: Shown
    value: str
    level: Sensitivity
    until: date


def list_myself(*, by: Actor, account: Any, chosen: Chosen, until: date, at: datetime) -> Listing:
    """Be found by partners in the region with these fields, up to and not including `until` or the day of the field;
    replaces what was chosen. The same again changes nothing.

    Refuses privacy.not_your_consent, privacy.not_a_person, privacy.no_consent, privacy.listed_too_long,
    privacy.field_too_long, privacy.too_open, privacy.unknown_code, privacy.not_a_contact, privacy.nothing_to_list,
    atlas.unknown_code, atlas.bad_language, records.bad_key and text.*.
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
    person, values = _values(account.person_id, chosen, on)
    fields = _fields(values, chosen, until, on)
    if not fields:
        raise Refusal(words.NOTHING_TO_LIST)
    known = _known(person, fields)
    return known or _write(by, person, fields, on)


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


def _write(by: Actor, person: Any, fields: list[_Field], on: date) -> Listing:
    ends = max(each.until for each in fields)
    shown = sorted(str(each.what) for each in fields)
    with act("privacy.listing.chosen", by=by, owner=person.owner, fields=shown, until=ends) as done:
        Listing.objects.inside_action().filter(person=person).delete()
        own = {"owner": person.owner, "person": person, "synthetic": person.synthetic}
        listing = Listing(start=on, until=ends, label=min(each.level for each in fields), **own)
        listing.save()
        for each in fields:
            told = {"field": str(each.what), "value": each.value, "until": each.until, "label": each.level}
            ListedField(listing=listing, **own, **told).save()
        done.about = listing.uid
    return listing


def _known(person: Any, fields: list[_Field]) -> Listing | None:
    """The entry that shows this very much already."""
    with checking():
        listing: Listing | None = Listing.objects.inside_action().filter(person=person).first()
        rows = ListedField.objects.inside_action().filter(person=person)
        there = set(rows.values_list("field", "value", "label", "until"))
    same = there == {(str(each.what), each.value, int(each.level), each.until) for each in fields}
    return listing if listing is not None and same else None


def _fields(values: Mapping[Shown, str], chosen: Chosen, until: date, on: date) -> list[_Field]:
    """The fields that hold something, each with its readers and its last day."""
    return [
        _Field(
            what,
            value,
            for_whom(chosen.levels.get(what, Sensitivity.REGIONAL), field=f"{what}_level"),
            field_until(chosen.ends.get(what), whole=until, on=on, field=f"{what}_until"),
        )
        for what, value in values.items()
        if value
    ]


def _values(person_id: int, chosen: Chosen, on: date) -> tuple[Any, dict[Shown, str]]:
    with checking():
        person = subject_model(Listing, "person").objects.inside_action().get(id=person_id)
    body = person.organisation
    names = atlas.names_of([body.uid], on=on, lang="en") if body and chosen.organisation else {}
    return person, {
        Shown.NAME: person.name if chosen.name else "",
        Shown.ORGANISATION: names.get(body.uid, "") if body else "",
        Shown.EXPERTISE: coded(chosen.expertise, Shown.EXPERTISE),
        Shown.ROLES: coded(chosen.roles, Shown.ROLES),
        Shown.TEACHING: spoken(chosen.teaching),
        Shown.LANGUAGES: clean_line(chosen.languages, field="languages", max_length=200) if chosen.languages else "",
        Shown.PLACE: _where(chosen),
        Shown.RESERVE: coded([chosen.reserve], Shown.RESERVE).strip(),
        Shown.CENTRES: " ".join(plain_key(key) for key in dict.fromkeys(chosen.centres)),
        Shown.TOPICS: clean_line(chosen.topics, field="topics", max_length=300) if chosen.topics else "",
        Shown.CONTACT: contact(chosen.contact),
    }


def _where(chosen: Chosen) -> str:
    """The town, else the region, with which of the two it is."""
    if chosen.place:
        return f"place {atlas.place_record(chosen.place).key}"
    return f"unit {atlas.unit(chosen.unit).code}" if chosen.unit else ""
