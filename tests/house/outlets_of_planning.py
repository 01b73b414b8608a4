"""The part of the registers that is plans of courses: what its pages bring out and what they write."""

from kerege.lib.tables import FORMATS
from tests.house.outlet import Outlet, page, silent

PLANNING: dict[str, Outlet] = {
    "planning/": page("/planning/"),
    "planning/new/": page("/planning/new/"),
    "planning/years/": page("/planning/years/"),
    "planning/years/new/": page("/planning/years/new/"),
    "planning/years/<uuid:uid>/": page("/planning/years/{years}/"),
    "planning/years/<uuid:uid>/do/": silent("it takes a press and goes back"),
    "planning/years/<uuid:uid>/told/": page("/planning/years/{years}/told/"),
    "planning/years/<uuid:uid>/report.pdf": page("/planning/years/{years}/report.pdf"),
    "planning/years/<uuid:uid>/years.<str:format>": page(
        *(f"/planning/years/{{years}}/years.{key}" for key in FORMATS)
    ),
    "planning/needs/": page("/planning/needs/"),
    "planning/needs/new/": page("/planning/needs/new/", "/planning/needs/new/?owner=KAZ"),
    "planning/needs/<uuid:uid>/": page("/planning/needs/{stated}/"),
    "planning/<uuid:uid>/sources/": page("/planning/{scenario}/sources/"),
    "planning/<uuid:uid>/": page("/planning/{scenario}/"),
    "planning/<uuid:uid>/do/": silent("it takes a press and goes back"),
    "planning/<uuid:uid>/settings/": page("/planning/{scenario}/settings/"),
    "planning/<uuid:uid>/courses/<int:number>/": page("/planning/{scenario}/courses/1/"),
    "planning/compare/": page("/planning/compare/", "/planning/compare/?first={scenario}"),
    "planning/<uuid:uid>/goals/": page("/planning/{scenario}/goals/"),
    "planning/<uuid:uid>/need/": page("/planning/{scenario}/need/"),
    "planning/<uuid:uid>/travel/": page("/planning/{scenario}/travel/"),
    "planning/<uuid:uid>/calendar/": page("/planning/{scenario}/calendar/"),
    "planning/<uuid:uid>/left/": page("/planning/{scenario}/left/?country=KAZ&topic=p53-train-the-trainers"),
    "planning/<uuid:uid>/sheet/": page("/planning/{scenario}/sheet/"),
    "planning/<uuid:uid>/report.pdf": page("/planning/{scenario}/report.pdf"),
    "planning/<uuid:uid>/plan.ics": page("/planning/{scenario}/plan.ics"),
    "planning/<uuid:uid>/plan.<str:format>": page(*(f"/planning/{{scenario}}/plan.{key}" for key in FORMATS)),
    "outlooks/": page("/outlooks/"),
    "outlooks/new/": page("/outlooks/new/"),
    "outlooks/<uuid:uid>/": page("/outlooks/{outlook}/"),
    "outlooks/<uuid:uid>/do/": silent("it takes a press and goes back"),
    "outlooks/<uuid:uid>/told/": page("/outlooks/{outlook}/told/"),
    "outlooks/<uuid:uid>/people/": page("/outlooks/{outlook}/people/"),
    "outlooks/<uuid:uid>/outlook.<str:format>": page(*(f"/outlooks/{{outlook}}/outlook.{key}" for key in FORMATS)),
}
WRITES_OF_PLANNING = dict.fromkeys(
    (
        "planning/new/",
        "planning/years/new/",
        "planning/years/<uuid:uid>/do/",
        "planning/years/<uuid:uid>/told/",
        "planning/needs/new/",
        "planning/<uuid:uid>/do/",
        "planning/<uuid:uid>/sheet/",
        "planning/<uuid:uid>/settings/",
        "planning/<uuid:uid>/goals/",
        "planning/<uuid:uid>/courses/<int:number>/",
        "outlooks/new/",
        "outlooks/<uuid:uid>/do/",
        "outlooks/<uuid:uid>/told/",
    ),
    "tests/web/planning",
)
"""Where something is sent, with the tests that prove who may; see writes.py."""
