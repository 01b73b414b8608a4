"""The part of the register of outlets that is exams."""

from tests.house.outlet import Outlet, page, silent

_OWN = "a reader's own attempts at an exam; tests/web/exams"

_KEEPING = ("change", "marking", "appeals", "needs", "questions")

EXAMS: dict[str, Outlet] = {
    "training/curricula/<slug:key>/exams/": page("/training/curricula/{curriculum}/exams/"),
    "training/curricula/<slug:key>/exams/write/": page("/training/curricula/{curriculum}/exams/write/"),
    "courses/<uuid:uid>/exams/": page("/courses/{examined}/exams/"),
    "courses/<uuid:uid>/exams/new/": page("/courses/{examined}/exams/new/"),
    "courses/<uuid:uid>/exams/<uuid:exam>/": page(
        "/courses/{examined}/exams/{exam}/", exports=("/courses/{examined}/exams/{exam}/",)
    ),
    **{
        f"courses/<uuid:uid>/exams/<uuid:exam>/{each}/": page(f"/courses/{{examined}}/exams/{{exam}}/{each}/")
        for each in _KEEPING
    },
    "capacity/certificates/changed/": page(
        "/capacity/certificates/changed/", exports=("/capacity/certificates/changed/",)
    ),
    "my/exams/": page("/my/exams/"),
    "my/exams/<uuid:uid>/": silent(_OWN),
    "my/exams/<uuid:uid>/needs/": silent(_OWN),
    "my/exams/sit/<uuid:uid>/": silent(_OWN),
    "my/exams/sit/<uuid:uid>/answers/": silent(_OWN),
    "my/exams/sit/<uuid:uid>/pictures/<int:place>/<int:number>/": silent(_OWN),
    "my/exams/results/<uuid:uid>/": silent(_OWN),
}

WRITES_OF_EXAMS = dict.fromkeys(
    (
        "training/curricula/<slug:key>/exams/",
        "training/curricula/<slug:key>/exams/write/",
        "courses/<uuid:uid>/exams/",
        "courses/<uuid:uid>/exams/new/",
        "courses/<uuid:uid>/exams/<uuid:exam>/",
        *(f"courses/<uuid:uid>/exams/<uuid:exam>/{each}/" for each in _KEEPING),
        "my/exams/<uuid:uid>/",
        "my/exams/<uuid:uid>/needs/",
        "my/exams/results/<uuid:uid>/",
        "my/exams/sit/<uuid:uid>/",
        "my/exams/sit/<uuid:uid>/answers/",
    ),
    "tests/web/exams",
)
"""Where something is sent, with the tests that prove who may; see writes.py."""
