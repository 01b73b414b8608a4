"""Rows whose columns are not yet the arguments of an action: names in several columns, proofs beside their claim."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Any

from django.conf import settings

from kerege.inventory import actions as inventory
from kerege.inventory import queries as enquiries
from kerege.inventory.rules.cards import USUAL_LABELS
from kerege.inventory.words.enquiries import Side
from kerege.law import actions as law
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people import actions as people
from kerege.people import queries as people_queries
from kerege.people.rules import SECOND_FACTOR, Actor, choice
from kerege.people.words import Role
from kerege.privacy import actions as privacy
from kerege.privacy import queries as privacy_queries
from kerege.privacy.words import LISTING, NOT_YOUR_CONSENT
from kerege.privacy.words.experts import Shown
from kerege.training import actions as training
from kerege.worlds import words


def record_organisation(*, by: Actor, name_en: str, name_ru: str = "", synthetic: bool, **values: Any) -> None:
    """An organisation with its English and Russian name. Sources and notes of the table are for its readers."""
    names = [(lang, name) for lang, name in (("en", name_en), ("ru", name_ru)) if name]
    for column in ("sources", "note"):
        values.pop(column, None)
    people.record_organisation(by=by, names=names, synthetic=synthetic, **values)


def record_instrument(*, by: Actor, name_en: str, name_ru: str = "", **values: Any) -> None:
    """An instrument with its English and Russian name."""
    names = [(lang, name) for lang, name in (("en", name_en), ("ru", name_ru)) if name]
    law.record_instrument(by=by, names=names, **values)


def record_person(*, by: Actor, name_latin: str = "", name_cyrillic: str = "", **values: Any) -> None:
    """A person with spellings in two scripts."""
    pairs = (("und-Latn", name_latin), ("und-Cyrl", name_cyrillic))
    people.record_person(by=by, spellings=[(s, name) for s, name in pairs if name], **values)


def open_account(
    *,
    by: Actor,
    email: str,
    name: str,
    role: str = "",
    owner: str = "",
    start: date | None = None,
    language: str = "",
    organisation: str = "",
    person: str = "",
) -> None:
    """A demo account with a role of its own, or with a person whose seats bring the roles, or both.

    Its password is the demo's, which is no secret, nor is the code of its second factor. Whoever only learns has none;
    the seats of a person may bring a role that wants one.
    """
    account = people.open_account(
        by=by, email=email, name=name, password=settings.KEREGE_DEMO_PASSWORD, language=language, demo=True
    )
    if person:
        people.link_person(by=by, account=account, person=person)
    if role:
        if start is None:
            raise Refusal(words.EMPTY_CELL, field="start")
        people.grant_role(by=by, account=account, role=role, owner=owner, start=start, organisation_key=organisation)
    if role in SECOND_FACTOR or (person and role != Role.LEARNER):
        people.enrol_demo_factor(by=by, account=account)


def register(*, by: Actor, course: str, registered_on: date, synthetic: bool, **entry: str) -> None:
    """One row of a register."""
    training.register_participant(
        by=by,
        course=course,
        entry=training.Entry(**{name: value for name, value in entry.items() if value}),
        registered_on=registered_on,
        synthetic=synthetic,
    )


def record_facility(
    *, by: Actor, name_en: str, name_ru: str = "", local_lang: str = "", name_local: str = "", **values: Any
) -> None:
    """A facility with its names, and the sensitivity of its fields where it is not the usual one."""
    names = {"en": name_en, "ru": name_ru, local_lang: name_local}
    labels = {name: values.pop(f"{name}_label", None) for name in USUAL_LABELS}
    inventory.record_facility(
        by=by,
        names={lang: name for lang, name in names.items() if lang and name},
        labels={name: level for name, level in labels.items() if level is not None},
        label=values.pop("label", None) or Sensitivity.PUBLIC,
        sure=True,
        **values,
    )


def record_containment(
    *, by: Actor, facility: str, scheme: str, level: str, unit: str = "", claimed_on: date | None = None, **proof: Any
) -> None:
    """A claimed level, and its proof where the row has rooms."""
    claim = inventory.claim_containment(
        by=by, facility=facility, scheme=scheme, level=level, unit=unit, claimed_on=claimed_on
    )
    if proof.get("rooms"):
        inventory.prove_containment(by=by, claim=str(claim.uid), **proof)


def take_step(*, by: Actor, request: str, facility: str, side: str, **step: Any) -> None:
    """One step of the enquiry that put a request to a facility, by the side that takes it."""
    uid = enquiries.uid_between(request, facility, Side(choice(side, Side, "side")))
    inventory.take_step(by=by, enquiry=uid, **step)


def list_expert(
    *,
    by: Actor,
    account: str,
    listed_on: date,
    until: date,
    national: Iterable[str] = (),
    sooner: date | None = None,
    sooner_fields: Iterable[str] = (),
    name: bool | None = None,
    organisation: bool | None = None,
    **chosen: Any,
) -> None:
    """An expert of the example world agrees and lists herself, once. Nobody but the node does so, and only for accounts
    of the example world: a real person's consent comes from that person.
    """
    found = people_queries.account(account)
    if not by.is_system or found is None or not found.demo:
        raise Refusal(NOT_YOUR_CONSENT, field="account")
    if any(receipt.key == LISTING for receipt in privacy_queries.receipts(found)):
        return
    at = datetime.combine(listed_on, time(9), UTC)
    own = people_queries.actor_for(found, on=listed_on, strong=True)
    version = privacy_queries.current_version(LISTING, on=listed_on) or 0
    privacy.give_consent(by=own, account=found, key=LISTING, version=version, lang="en", at=at)
    told = privacy.Chosen(
        name=bool(name),
        organisation=bool(organisation),
        levels={Shown(what): Sensitivity.NATIONAL for what in national},
        ends={Shown(what): sooner for what in sooner_fields},
        **{name: value for name, value in chosen.items() if value},
    )
    privacy.list_myself(by=own, account=found, chosen=told, until=until, at=at)
