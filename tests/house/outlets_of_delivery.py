"""The pages of planned courses, for the register of outlets."""

from tests.house.outlet import Outlet, page, silent

DELIVERY: dict[str, Outlet] = {
    "courses/plan/": page("/courses/plan/"),
    "courses/plan/mine/": page("/courses/plan/mine/"),
    "courses/plan/mine.ics": page("/courses/plan/mine.ics"),
    "courses/plan/feed/": silent("only takes what is posted; tests/web/delivery/test_calendars.py"),
    "courses/plan/feed/<str:token>.ics": silent(
        "only whoever has a signed address is let in; tests/web/delivery/test_calendars.py"
    ),
    "courses/plan/calendar/": page(
        "/courses/plan/calendar/?month=2018-06",
        "/courses/plan/calendar/?centre={centre}",
        "/courses/plan/calendar/?mine=yes",
    ),
    "courses/plan/calendar/week/": page(
        "/courses/plan/calendar/week/?week=2018-06-04",
        "/courses/plan/calendar/week/?by=trainer&centre={centre}",
        "/courses/plan/calendar/week/?mine=yes",
    ),
    "courses/plan/calendar/year/": page("/courses/plan/calendar/year/?year=2018&centre={centre}"),
    "courses/plan/calendar.ics": page("/courses/plan/calendar.ics", "/courses/plan/calendar.ics?centre={centre}"),
    "courses/<uuid:uid>/plan.ics": page("/courses/{course}/plan.ics"),
    "courses/<uuid:uid>/plan/": page("/courses/{course}/plan/", names=True),
    "courses/<uuid:uid>/sessions/": page("/courses/{course}/sessions/", names=True),
    "courses/<uuid:uid>/sessions/<uuid:session>/": page("/courses/{course}/sessions/{session}/"),
    "courses/<uuid:uid>/staff/": page("/courses/{course}/staff/", "/courses/{course}/staff/?who=zq"),
    "courses/<uuid:uid>/costs/": page("/courses/{course}/costs/"),
    "courses/<uuid:uid>/materials/": page("/courses/{course}/materials/"),
}
