"""The register of outlets: what came of courses. See outlets.py."""

from tests.house.outlet import Outlet, page, silent

_ANSWERING = silent("it asks a participant numbers and words, and shows the title of their own course")

EVALUATION: dict[str, Outlet] = {
    "courses/<uuid:uid>/evaluation/": page(
        "/courses/{evaluated}/evaluation/", exports=("/courses/{evaluated}/evaluation/",)
    ),
    "courses/<uuid:uid>/evaluation/screen/": silent("a code, for whoever collects answers; tests/web/evaluation"),
    "courses/<uuid:uid>/evaluation/tests/<uuid:test>/": page("/courses/{evaluated}/evaluation/tests/{course_test}/"),
    "training/evaluation/": page(
        "/training/evaluation/",
        "/training/evaluation/?by=trainees",
        "/training/evaluation/?by=curriculum",
        exports=("/training/evaluation/",),
    ),
    "say/<str:token>/": _ANSWERING,
    "say/at/<str:code>/": _ANSWERING,
}
