"""The pages of cohorts and attendance; see outlets.py."""

from tests.house.outlet import Outlet, page, silent

ENROLMENT: dict[str, Outlet] = {
    "courses/<uuid:uid>/people/": page("/courses/{cohort}/people/", names=True, exports=("/courses/{cohort}/people/",)),
    "courses/<uuid:uid>/people/nominate/": page(
        "/courses/{cohort}/people/nominate/", "/courses/{cohort}/people/nominate/?who=zq"
    ),
    "courses/<uuid:uid>/people/close/": page("/courses/{cohort}/people/close/"),
    "courses/<uuid:uid>/people/<uuid:enrolment>/": page("/courses/{cohort}/people/{enrolment}/", names=True),
    "my/courses/": page("/my/courses/"),
    "my/courses/feed/<str:token>.ics": silent(
        "only whoever has a signed address is let in; tests/web/enrolment/test_cohort_pages.py"
    ),
    "my/courses/letter/<str:token>/": silent(
        "it names nobody, and only whoever has a signed address is let in; tests/web/enrolment/test_letters.py"
    ),
    "my/courses/letter/<str:token>/course.ics": silent(
        "only whoever has a signed address is let in; tests/web/enrolment/test_letters.py"
    ),
    "my/courses.ics": page("/my/courses.ics"),
    "attend/<uuid:session>/list/": page("/attend/{session}/list/"),
    "attend/<uuid:session>/sheet.pdf": page("/attend/{session}/sheet.pdf"),
    "courses/<uuid:uid>/people/letters.pdf": page("/courses/{cohort}/people/letters.pdf"),
    "courses/<uuid:uid>/people/slips.pdf": page("/courses/{cohort}/people/slips.pdf"),
    "attend/<uuid:session>/screen/": page("/attend/{session}/screen/"),
    "attend/<uuid:session>/code/": page("/attend/{session}/code/"),
    "attend/<uuid:session>/": page("/attend/{session}/"),
    "attend/<uuid:session>/<slug:code>/": silent("it checks a code and leads on; tests/web/enrolment"),
}
SITES_OF_ENROLMENT = {
    "kerege/web/enrolment/by_letter.py::place header": "one fixed word, no record",
    "kerege/web/enrolment/views.py::participant notification": "a fixed sentence, no record",
    "kerege/web/enrolment/codes.py::scanned session": "the code that this browser scanned, for ten minutes",
}
