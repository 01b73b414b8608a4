"""The pages of the activities of a course; see outlets.py."""

from tests.house.outlet import Outlet, page

_HERE = "courses/<uuid:uid>/activities/"
_ONE = _HERE + "<uuid:activity>/"
_AT = "/courses/{course}/activities/"

PRACTICE: dict[str, Outlet] = {
    "courses/worker.js": page("/courses/worker.js"),
    "courses/without-network/": page("/courses/without-network/"),
    "my/courses/<uuid:uid>/activities/": page("/my/courses/{course}/activities/"),
    _HERE: page(_AT),
    _HERE + "plan.pdf": page(f"{_AT}plan.pdf"),
    _HERE + "new/": page(f"{_AT}new/"),
    _HERE + "device/": page(f"{_AT}device/"),
    _HERE + "groups/<uuid:session>/": page(f"{_AT}groups/{{practice_session}}/"),
    _ONE: page(f"{_AT}{{activity}}/"),
    _ONE + "cards/<slug:languages>.pdf": page(f"{_AT}{{activity}}/cards/en.pdf"),
    _ONE + "checklist.pdf": page(f"{_AT}{{activity}}/checklist.pdf"),
    _ONE + "people/<uuid:person>/": page(f"{_AT}{{activity}}/people/{{participant}}/"),
}
