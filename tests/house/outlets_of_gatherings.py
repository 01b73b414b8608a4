"""The addresses of events with people, for the register of outlets."""

from tests.house.outlet import Outlet, page, silent
from tests.house.outlets_of_library import LIBRARY, WRITES_OF_LIBRARY

GATHERINGS: dict[str, Outlet] = {
    "events/calendar.ics": page("/events/calendar.ics", names=True),
    "events/<uuid:uid>/correct/": page("/events/{event}/correct/"),
    "events/<uuid:uid>/programme/": page("/events/{event}/programme/"),
    "events/<uuid:uid>/people/": page("/events/{event}/people/", names=True, exports=("/events/{event}/people/",)),
    "events/<uuid:uid>/people/same/": silent("two rows of the list that it is asked about; tests/web/gatherings"),
    "events/<uuid:uid>/next/": page("/events/{event}/next/"),
    "events/join/<str:token>/": silent("whoever has the address registers; tests/web/gatherings"),
    "events/invited/<str:token>/": silent("the own address of a guest; tests/web/gatherings"),
    **LIBRARY,
}

WRITES_OF_GATHERINGS = (
    dict.fromkeys(
        (
            "events/<uuid:uid>/correct/",
            "events/<uuid:uid>/programme/",
            "events/<uuid:uid>/people/",
            "events/<uuid:uid>/people/same/",
            "events/<uuid:uid>/next/",
            "events/join/<str:token>/",
            "events/invited/<str:token>/",
        ),
        "tests/web/gatherings",
    )
    | WRITES_OF_LIBRARY
)
BY_GUESTS = [
    f"kerege/outreach/actions/gatherings.py::{each}" for each in ("answer_invitation", "come_by_code", "register_guest")
]
"""What a guest does at an address of their own, without an account."""
