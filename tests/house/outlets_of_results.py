"""The part of the register of outlets that is what came of a course: its results and its badges."""

from tests.house.outlet import Outlet, page

RESULTS: dict[str, Outlet] = {
    "courses/<uuid:uid>/badges/": page("/courses/{examined}/badges/"),
    "courses/<uuid:uid>/results/": page("/courses/{examined}/results/", exports=("/courses/{examined}/results/",)),
    "courses/<uuid:uid>/results/statements.jsonl": page("/courses/{examined}/results/statements.jsonl"),
    "badges/achievements/<slug:key>/<str:version>/": page(
        "/badges/achievements/biosafety-trainer/1/", "/badges/achievements/course/{course_badge}/"
    ),
    "api/v1/course-badges": page("/api/v1/course-badges?size=200"),
}

WRITES_OF_RESULTS = dict.fromkeys(("courses/<uuid:uid>/badges/",), "tests/training/test_course_badges.py")
"""Where something is sent, with the tests that prove who may; see writes.py."""

SITES_OF_RESULTS = {
    "kerege/web/results/results.py::course_statements answer": "an address of RESULTS, which test_leaks.py reads",
    "kerege/web/results/results.py::course_statements header": "a fixed name without any record",
    "kerege/web/results/badges.py::course_badges notification": "a sentence of the catalogue and a number of people",
}
"""Places that emit bytes; see sites.py."""
