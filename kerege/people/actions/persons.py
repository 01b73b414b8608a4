"""Writing persons and their spellings."""

from collections.abc import Iterable
from typing import Any

from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import clean_line, fold
from kerege.people import words
from kerege.people.actions.pseudonyms import _give_key
from kerege.people.models import (
    Person,
    PersonName,
)
from kerege.people.queries import organisation
from kerege.people.rules import Actor, check_may
from kerege.people.words import Deed


def record_person(
    *,
    by: Actor,
    owner: str,
    key: str,
    name: str,
    spellings: Iterable[tuple[str, str]] = (),
    organisation_key: str = "",
    name_label: Sensitivity = Sensitivity.NATIONAL,
    synthetic: bool = False,
) -> Person:
    """Record a person with the spellings of the name, as (language or script, text) pairs.

    The same key again changes nothing. Refuses people.not_yours, people.unknown_key, people.key_taken (the key of
    another owner's person) and the text refusals.
    """
    check_may(by, Deed.MANAGE_PEOPLE, owner)
    key, name = clean_line(key, field="key", max_length=60), clean_line(name, field="name")
    body = organisation(organisation_key) if organisation_key else None
    with checking():
        known: Person | None = Person.objects.inside_action().filter(key=key).first()
    if known:
        if known.owner != owner:
            raise Refusal(words.KEY_TAKEN, field="key", key=key)
        return known
    with act("people.person.recorded", by=by, owner=owner) as done:  # a key may be made of a name
        person = _create_person(owner, key, name, spellings=spellings, label=name_label)
        person.organisation, person.synthetic = body, synthetic
        person.save(update_fields=["organisation", "synthetic"])
        done.about = person.uid
    return person


def _create_person(
    owner: str,
    key: str,
    name: str,
    *,
    spellings: Iterable[tuple[str, str]] = (),
    label: Sensitivity = Sensitivity.NATIONAL,
) -> Person:
    """A person with their spellings and their pseudonym, inside an act that is open."""
    called: dict[str, Any] = {"name": name, "name_label": label}
    person: Person = Person.objects.create(owner=owner, key=key, label=Sensitivity.PUBLIC, **called)
    _give_key(person.uid)
    for lang, text in {("", name), *spellings}:
        text = clean_line(text, field="spelling")
        PersonName.objects.create(person=person, owner=owner, label=label, lang=lang, text=text, folded=fold(text))
    return person
