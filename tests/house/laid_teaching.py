"""Training centres, associations and reference functions with words that occur nowhere else (canaries.py)."""

from collections.abc import Callable
from datetime import date
from typing import Any

from kerege.inventory import actions as inventory
from kerege.lib.ids import new_uid
from kerege.lib.sensitivity import Sensitivity
from kerege.people import actions as people
from kerege.people.rules import SYSTEM

OWNER, CENTRE, FOUNDED = "KAZ", "CANARY-CENTRE", date(2020, 1, 1)


def bodies() -> None:
    """What the matrix of writes names in its forms."""
    for key, kind in (("CANARY-SCHOOL", "training_centre"), ("CANARY-CLUB", "association")):
        people.record_organisation(by=SYSTEM, key=key, kind=kind, names=[("en", key.title())], territory=OWNER)


def centre(level: Sensitivity, laid: Any) -> None:
    """A training centre for some, with its leave, its room and a booking; the open one is kept by whoever may."""

    def word(what: str) -> str:
        return laid.word(what, level) if level else f"An open {what}"

    key = f"school-{laid.mark}{level.name.lower()}"
    if not laid.mark:  # organisations are everybody's to see, so those of what is laid later are there before
        for school in (key.upper(), f"SCHOOL-MORE{level.name}"):
            told = [("en", "A school")]
            people.record_organisation(by=SYSTEM, key=school, kind="training_centre", names=told, territory=OWNER)
    made = inventory.record_centre(
        by=SYSTEM,
        owner=OWNER,
        key=key,
        organisation=key.upper(),
        zone="Asia/Almaty",
        note=word("schoolnote"),
        label=level,
    )
    laid.uids.setdefault("centre", []).append(made.key)
    leave, room = word("schoolbody"), word("schoolroom")
    inventory.record_centre_accreditation(by=SYSTEM, centre=key, body=leave, number="1", start=FOUNDED)
    inventory.record_room(by=SYSTEM, centre=key, title=room, seats=9)
    time: dict[str, Any] = {"starts": "2024-05-06 09:00", "ends": "2024-05-07 17:00"}
    inventory.book_room(by=SYSTEM, centre=key, room=room, title=word("booking"), label=level, **time)
    if level:
        _asked(key, room, word, laid)


def _asked(key: str, room: str, word: Callable[[str], str], laid: Any) -> None:
    """What others ask of its keeper: one request that waits, and one of a course that was refused with a reason."""
    slots = [("2024-06-03 09:00", "2024-06-03 17:00")]
    told: dict[str, Any] = {"by": SYSTEM, "owner": OWNER, "centre": key, "room": room, "slots": slots}
    inventory.ask_for_room(**told, course=str(new_uid()), title=word("roomasked"))
    course = laid.uids["course"][-1 if laid.mark else -2]
    asked = inventory.ask_for_room(**told, course=course, title="A room")
    inventory.answer_room_request(by=SYSTEM, request=str(asked.uid), granted=False, reason=word("roomwhy"))


def reference(level: Sensitivity, laid: Any) -> None:
    """An association and a reference function that only some may know of."""
    club = f"CLUB-{level.name}"
    people.record_organisation(
        by=SYSTEM, key=club, kind="association", names=[("en", "An association")], territory=OWNER
    )
    told: dict[str, Any] = {"by": SYSTEM, "owner": OWNER, "sources": ["S1"], "label": level}
    inventory.record_association(**told, organisation=club, note=laid.word("club", level))
    area = ("serology", "microscopy", "food_testing")[level - 1]
    inventory.record_reference_function(
        **told, territory=OWNER, area=area, organisation=CENTRE, start=FOUNDED, mandate=laid.word("mandate", level)
    )
