"""The part of the register of outlets that is the question bank."""

from tests.house.outlet import Outlet, page, silent
from tests.house.outlets_of_aid import WRITES_OF_AID
from tests.house.outlets_of_country_reports import WRITES_OF_COUNTRY_REPORTS
from tests.house.outlets_of_coverage import WRITES_OF_COVERAGE
from tests.house.outlets_of_drafting import WRITES_OF_DRAFTING
from tests.house.outlets_of_exercises import WRITES_OF_EXERCISES
from tests.house.outlets_of_incidents import WRITES_OF_INCIDENTS
from tests.house.outlets_of_planning import WRITES_OF_PLANNING
from tests.house.outlets_of_reports import WRITES_OF_REPORTS

BANK: dict[str, Outlet] = {
    "training/bank/": page("/training/bank/"),
    "training/bank/items/<uuid:uid>/": page("/training/bank/items/{bankitem}/"),
    "training/bank/items/<uuid:uid>/edit/": page("/training/bank/items/{bankitem}/edit/"),
    "training/bank/items/<uuid:uid>/qti/": silent("a file for whoever keeps the question; tests/web/bank"),
    "training/bank/items/<uuid:uid>/export/": silent("a file for whoever keeps the question; tests/web/bank"),
    "training/bank/<slug:key>/export/": page("/training/bank/{bank}/export/"),
    "training/bank/<slug:key>/export/file/": silent("a file for whoever keeps the questions; tests/web/bank"),
    "training/bank/<slug:key>/": page("/training/bank/{bank}/"),
    "training/bank/<slug:key>/new/": page("/training/bank/{bank}/new/"),
    "training/bank/<slug:key>/import/": page("/training/bank/{bank}/import/"),
}
WRITES_OF_BANK = (
    dict.fromkeys(
        (each for each in BANK if not each.endswith(("<slug:key>/", "qti/", "export/", "file/"))),
        "tests/web/bank",
    )
    | WRITES_OF_PLANNING
    | WRITES_OF_COVERAGE
    | WRITES_OF_DRAFTING
    | WRITES_OF_REPORTS
    | WRITES_OF_INCIDENTS
    | WRITES_OF_AID
    | WRITES_OF_COUNTRY_REPORTS
    | WRITES_OF_EXERCISES
)
"""Where something is sent, with the tests that prove who may; see writes.py."""
