"""The part of the registers that is signals and events: what their addresses bring out, and where they write."""

from tests.house.outlet import Outlet, page

_AT = "/health-events/"
_EVENT = f"{_AT}{{health_event}}/"
_DOSSIER = f"{_EVENT}dossier/{{frame_assessment}}"
HEALTH_EVENTS: dict[str, Outlet] = {
    "health-events/": page(_AT, names=True),
    "health-events/signals/new/": page(f"{_AT}signals/new/"),
    "health-events/signals/<uuid:uid>/": page(
        f"{_AT}signals/{{signal}}/", f"{_AT}signals/{{signal_dropped}}/", names=True
    ),
    "health-events/<uuid:uid>/": page(_EVENT, names=True),
    "health-events/<uuid:uid>/do/": page(f"{_EVENT}do/"),
    "health-events/<uuid:uid>/edit/": page(f"{_EVENT}edit/"),
    "health-events/<uuid:uid>/assess/<uuid:assessment>/": page(f"{_EVENT}assess/{{frame_assessment}}/"),
    "health-events/<uuid:uid>/dossier/<uuid:assessment>.<str:format>": page(
        *(f"{_DOSSIER}.{each}" for each in ("docx", "pdf", "xlsx", "json")), names=True
    ),
}
WRITES_OF_HEALTH_EVENTS = {
    f"health-events/{rest}": "tests/web/health_events/test_health_event_pages.py"
    for rest in (
        "signals/new/",
        "signals/<uuid:uid>/",
        "<uuid:uid>/do/",
        "<uuid:uid>/edit/",
        "<uuid:uid>/assess/<uuid:assessment>/",
    )
}
"""Where something is sent, with the tests that prove who may; see writes.py."""
SITES_OF_HEALTH_EVENTS = {
    f"kerege/web/health_events/{name} notification": "a fixed sentence without any record, to whoever pressed"
    for name in ("signals.py::new_signal", "signals.py::signal_page", "writing.py::do", "writing.py::edit_event")
} | {
    "kerege/web/health_events/writing.py::assess notification": "a fixed sentence without any record, to whoever wrote"
}
