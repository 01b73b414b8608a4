"""The outlets of the pages on which somebody takes a lesson. See outlets.py."""

from tests.house.outlet import Outlet, page, silent

LESSONS: dict[str, Outlet] = {
    "training/lessons/": page("/training/lessons/", names=True),
    "training/lessons/mine/": page("/training/lessons/mine/"),
    "training/lessons/mine/<uuid:uid>/": silent("a reader's own answers; tests/web/lessons"),
    "training/lessons/<slug:curriculum>/<slug:module>/": page(
        "/training/lessons/biosafety-awareness/risk/",
        "/training/lessons/biosafety-awareness/risk/?lesson=ru&beside=en",
        "/training/lessons/{curriculum}/m1/",
        names=True,
    ),
    "training/lessons/<slug:curriculum>/<slug:module>/<slug:scenario>/": page(
        "/training/lessons/what-would-you-do/spilled-water/spilled-water-s/",
        "/training/lessons/what-would-you-do/spilled-water/spilled-water-s/?path=spilled-water-s1-mop",
    ),
    "learning/": page("/learning/"),
    "courses/<uuid:uid>/learning/": page("/courses/{cohort}/learning/"),
}
