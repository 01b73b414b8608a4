"""The part of the registers that is exercises: what their addresses bring out, and where they write."""

from tests.house.outlet import Outlet, page, silent

_AT, _TESTED = "/exercises/{exercise}/", "tests/web/exercises/test_exercise_pages.py"
_PART = silent(f"only for who has that part in the exercise while it is played; {_TESTED}")
_OWN = silent(f"a form about a row of the report, for who directs the exercise; {_TESTED}")
EXERCISES: dict[str, Outlet] = {
    "exercises/": page("/exercises/", names=True),
    "exercises/new/": page("/exercises/new/"),
    "exercises/<uuid:uid>/": page(_AT, names=True),
    "exercises/<uuid:uid>/edit/": page(f"{_AT}edit/"),
    "exercises/<uuid:uid>/plan/": page(f"{_AT}plan/"),
    "exercises/<uuid:uid>/plan/inject/": page(f"{_AT}plan/inject/"),
    "exercises/<uuid:uid>/plan/inject/<uuid:inject>/": _OWN,
    "exercises/<uuid:uid>/do/": page(f"{_AT}do/"),
    "exercises/<uuid:uid>/run/": page(f"{_AT}run/"),
    "exercises/<uuid:uid>/run/news/<str:turn>/": page(f"{_AT}run/news/0/"),
    "exercises/<uuid:uid>/run/<uuid:inject>/": _PART,
    "exercises/<uuid:uid>/play/": page(f"{_AT}play/"),
    "exercises/<uuid:uid>/play/news/<str:turn>/": page(f"{_AT}play/news/0/"),
    "exercises/<uuid:uid>/play/<uuid:inject>/": _PART,
    "exercises/<uuid:uid>/evaluate/": page(f"{_AT}evaluate/"),
    "exercises/<uuid:uid>/hot-wash/": page(f"{_AT}hot-wash/"),
    "exercises/<uuid:uid>/finding/": page(f"{_AT}finding/"),
    "exercises/<uuid:uid>/finding/<uuid:finding>/action/": _OWN,
    "exercises/<uuid:uid>/action/<uuid:action>/close/": _OWN,
    "exercises/<uuid:uid>/report/": page(f"{_AT}report/", names=True),
    "exercises/<uuid:uid>/report.<str:kind>": page(f"{_AT}report.pdf", f"{_AT}report.docx", names=True),
}
WRITES_OF_EXERCISES = dict.fromkeys(
    (
        "exercises/new/",
        *(
            f"exercises/<uuid:uid>/{rest}/"
            for rest in (
                *("edit", "plan", "plan/inject", "plan/inject/<uuid:inject>", "do", "run/<uuid:inject>"),
                *("play/<uuid:inject>", "evaluate", "hot-wash", "finding", "finding/<uuid:finding>/action"),
                "action/<uuid:action>/close",
            )
        ),
    ),
    _TESTED,
)
"""Where something is sent, with the tests that prove who may; see writes.py."""
_FIXED = "a fixed sentence without any record, to whoever pressed"
_WEB = "kerege/web/exercises"
SITES_OF_EXERCISES = {
    **{f"{_WEB}/planning.py::{each} notification": _FIXED for each in ("new_exercise", "edit_exercise", "plan_page")},
    f"{_WEB}/planning.py::inject_page notification": _FIXED,
    **{f"{_WEB}/running.py::{each} notification": _FIXED for each in ("one_inject", "do")},
    f"{_WEB}/playing.py::one_inject notification": _FIXED,
    **{f"{_WEB}/evaluating.py::{each} notification": _FIXED for each in ("evaluate_page", "hot_wash", "_small")},
    **{
        f"{_WEB}/{each}.py::news answer": "an answer without content: nothing is new" for each in ("running", "playing")
    },
    f"{_WEB}/report.py::report_file answer": "every address of outlets.py is read with its headers by test_leaks.py",
    f"{_WEB}/report.py::report_file header": "a uid and a kind that the address has too",
}
