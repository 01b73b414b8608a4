"""A laboratory in each of two countries, their seats, and an offer and a request between them."""

from datetime import date, timedelta
from typing import Any

import pytest

from kerege.inventory import actions, queries
from kerege.inventory.models import Enquiry, HelpRequest, Offer
from kerege.inventory.words.enquiries import Side
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people import actions as people
from kerege.people import queries as seats
from kerege.people.rules import SYSTEM, Actor, Grant
from kerege.people.words import Role
from kerege.records.viewers import Viewer
from tests.inventory.facts import DAY, TOWN, recorded

NEEDED = DAY + timedelta(days=60)
BEGAN = date(2020, 1, 1)
HEAD_KAZ = Actor("head-kaz", "Head", (Grant(Role.LABORATORY_HEAD, "KAZ"),))
FOCAL_KAZ = Actor("focal-kaz", "Focal point", (Grant(Role.FOCAL_POINT, "KAZ"),))
OFFICER_KGZ = Actor("officer-kgz", "Officer", (Grant(Role.BIOSAFETY_OFFICER, "KGZ"),))
OFFICER_OF_ONE = Actor("officer-one", "Officer", (Grant(Role.BIOSAFETY_OFFICER, "KGZ", "LAB-OSH"),))
OFFICER_UZB = Actor("officer-uzb", "Officer", (Grant(Role.BIOSAFETY_OFFICER, "UZB"),))
TRAINER_KGZ = Actor("trainer-kgz", "Trainer", (Grant(Role.TRAINER, "KGZ"),))


def reads(owner: str, level: Sensitivity = Sensitivity.NATIONAL) -> Viewer:
    """Somebody with a working role in one country."""
    return Viewer(f"reader-{owner}", owner, everywhere=Sensitivity.REGIONAL, by_owner=((owner, level),))


KAZ, KGZ, UZB = reads("KAZ"), reads("KGZ"), reads("UZB")


def seat(key: str, owner: str, kind: str, organisation: str = "", person: str = "") -> None:
    """A seat on which somebody sits."""
    told = {"key": key, "owner": owner, "kind": kind, "title": f"Seat {key}", "mandate": "Order"}
    people.create_seat(by=SYSTEM, **told, mandate_on=BEGAN, organisation_key=organisation)
    people.record_person(by=SYSTEM, owner=owner, key=person or f"P-{key}", name=f"Person of {key}", synthetic=True)
    people.appoint(by=SYSTEM, seat=key, person=person or f"P-{key}", capacity="holder", start=BEGAN)


def laid() -> tuple[str, str]:
    """A laboratory in Kazakhstan that can repair and one in Kyrgyzstan, with a focal point's seat in both countries and
    a seat of the laboratory in Kyrgyzstan; the keys of both.
    """
    told = {"kind": "laboratory", "names": [("en", "Laboratory in Osh")], "territory": "KGZ"}
    people.record_organisation(by=SYSTEM, key="LAB-OSH", **told)
    seat("NFP-KAZ", "KAZ", "focal_point")
    seat("NFP-KGZ", "KGZ", "focal_point")
    seat("BSO-OSH", "KGZ", "other", "LAB-OSH")
    giver = recorded(capabilities="repair", languages="kk ru", place=TOWN)
    asker = recorded(
        owner="KGZ", territory="KGZ", names={"en": "Laboratory in Osh"}, organisation="LAB-OSH", languages="ky ru"
    )
    return giver.key, asker.key


def offered(facility: str, **changes: Any) -> Offer:
    told: dict[str, Any] = {
        "by": HEAD_KAZ,
        "facility": facility,
        "kind": "certification",
        "title": "Certification of cabinets",
        "start": DAY,
        "until": DAY + timedelta(days=365),
        "languages": "ru",
        "today": DAY,
    }
    return actions.offer_help(**(told | changes))


def asked(facility: str = "", **changes: Any) -> HelpRequest:
    told: dict[str, Any] = {
        "by": OFFICER_KGZ,
        "owner": "KGZ",
        "kind": "certification",
        "title": "Certify two cabinets",
        "needed_by": NEEDED,
        "facility": facility,
        "equipment": "cabinet_2",
        "languages": "ru ky",
        "today": DAY,
    }
    return actions.ask_for_help(**(told | changes))


def enquired(request: str, facility: str, **changes: Any) -> Enquiry:
    told = {"by": OFFICER_KGZ, "request": request, "facility": facility, "today": DAY}
    return actions.enquire(**(told | changes))


NATIONAL = Viewer(uid="all", everywhere=Sensitivity.RESTRICTED)


def refused(code: str, call, field: str | None = None) -> None:
    with pytest.raises(Refusal) as told:
        call()
    assert (told.value.code, told.value.field) == (code, field)


def open_tasks() -> list[tuple[str, str]]:
    return [(t.seat, t.title) for t in seats.tasks(NATIONAL, on=DAY, state="open", order="title")]


def line(uid: object, viewer: Viewer, by: Actor = SYSTEM):
    return queries.enquiry(viewer, by, uid, on=DAY)


def other_row(row) -> str:
    return queries.uid_of_side(str(row.thread), Side.GIVER if row.side == Side.ASKER else Side.ASKER)
