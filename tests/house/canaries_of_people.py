"""Canaries in what is known of somebody and of the seats that went on: see canaries.py."""

from datetime import date
from typing import Any

from kerege.journal.actions import act
from kerege.lib.sensitivity import Sensitivity
from kerege.people import actions as people
from kerege.people.models import Person
from kerege.people.rules import SYSTEM
from kerege.privacy.models import ListedField, Listing
from kerege.training import actions as training

OWNER = "KAZ"
FOUNDED = date(2020, 1, 1)


def lay_person(level: Sensitivity, laid: Any) -> None:
    """Somebody with a seat, another spelling, and a place in a register (whose rows are restricted anyway)."""
    name, spelling = laid.word("name", level), laid.word("spelling", level)
    key = f"CANARY-{level.name}"
    people.record_person(
        by=SYSTEM, owner=OWNER, key=key, name=name, spellings=[("und-Latn", spelling)], name_label=level
    )
    seat = people.create_seat(
        by=SYSTEM,
        owner=OWNER,
        key=f"SEAT-{level.name}",
        kind="expert_team",
        title="Expert team",
        mandate="An order",
        mandate_on=date(2020, 1, 1),
    )
    laid.uids.setdefault("seat", []).append(seat.key)
    _listing(laid.word("listing", level), key, level)
    people.appoint(by=SYSTEM, seat=seat.key, person=key, capacity="holder", start=date(2021, 1, 1))
    training.register_participant(
        by=SYSTEM, course=f"PUBLIC-{level.name}", entry=training.Entry(person=key), registered_on=date(2018, 6, 7)
    )


def _listing(word: str, key: str, level: Sensitivity) -> None:
    """What somebody chose to show; the page offers partners in the region only, a row may have any label."""
    with act("tests.listing.laid", by=SYSTEM, about=key):
        person = Person.objects.inside_action().get(key=key)
        own = {"owner": OWNER, "person": person, "until": date(2099, 1, 1), "label": level}
        listing = Listing.objects.create(start=date(2020, 1, 1), **own)
        ListedField.objects.create(listing=listing, field="topics", value=word, **own)


def lay_seat(level: Sensitivity, laid: Any) -> None:
    """A seat that went over with a task in hand and another one done; what the handover keeps is never regional."""
    seat, kept = f"HANDED-{level.name}", max(level, Sensitivity.NATIONAL)
    people.create_seat(
        by=SYSTEM, owner=OWNER, key=seat, kind="expert_team", title="Experts", mandate="An order", mandate_on=FOUNDED
    )
    people.appoint(by=SYSTEM, seat=seat, person=f"CANARY-{level.name}", capacity="holder", start=date(2021, 1, 1))
    asked: dict[str, Any] = {"by": SYSTEM, "seat": seat, "due": date(2090, 1, 1), "label": level}
    task = laid.keep("task", people.set_task(**asked, title=laid.word("task", level)))
    done = laid.keep("task", people.set_task(**asked, title=laid.word("donetask", level)))
    people.finish_task(by=SYSTEM, task=str(done.uid), note=laid.word("tasknote", level))
    told = laid.word(f"item{'' if kept == level else 'of'}", kept)
    record = people.hand_over(
        by=SYSTEM,
        seat=seat,
        follower=people.Follower(newcomer="A follower"),
        on=date(2022, 1, 1),
        choices=people.Choices(notes={str(task.uid): told}),
        note=laid.word("protocol", level),
    )
    with act("tests.handover.labelled", by=SYSTEM, about=seat):
        record.note_label = level
        record.save()
    laid.keep("seat_handover", record)
