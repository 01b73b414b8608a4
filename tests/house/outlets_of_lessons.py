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
    "learning/app.webmanifest": page("/learning/app.webmanifest"),
    "learning/device/": page("/learning/device/"),
    "learning/sync/": silent("it takes a reader's own answers; tests/web/learning"),
    "learning/without-network/": page("/learning/without-network/"),
    "learning/worker.js": page("/learning/worker.js"),
    "training/lessons/worker.js": page("/training/lessons/worker.js"),
    "learning/keep/<slug:curriculum>/": page("/learning/keep/biosafety-awareness/", "/learning/keep/{curriculum}/"),
    "learning/keep/<slug:curriculum>/<slug:module>/": page(
        "/learning/keep/biosafety-awareness/risk/", "/learning/keep/{curriculum}/m1/"
    ),
    "learning/keep/<slug:curriculum>/<slug:module>/<str:name>/": page(
        "/learning/keep/biosafety-awareness/risk/text-en/", "/learning/keep/{curriculum}/m1/text-en/"
    ),
    "courses/<uuid:uid>/learning/": page("/courses/{cohort}/learning/"),
}
