"""The part of the register of outlets that is toolkit packages."""

from tests.house.outlet import Outlet, page, silent

PACKS: dict[str, Outlet] = {
    "class/": silent("only a laptop that holds a class answers; tests/web/classes"),
    "class/screen/": silent("only a laptop that holds a class answers, and itself alone; tests/web/classes"),
    "class/records/": silent("only a laptop that holds a class answers, and itself alone; tests/web/classes"),
    "class/pins/": silent("only a laptop that holds a class answers, and itself alone; tests/web/classes"),
    "courses/<uuid:uid>/class/": page("/courses/{course}/class/"),
    "courses/<uuid:uid>/class/clock/": silent("only a class whose clock was wrong has one; tests/web/classes"),
    "courses/<uuid:uid>/class/receipt/": silent("numbers of records that a laptop has already; tests/web/classes"),
    "courses/<uuid:uid>/class/list/": silent("it takes a press; tests/web/classes"),
    "training/packs/": page("/training/packs/"),
    "training/packs/new/": page("/training/packs/new/"),
    "training/packs/incoming/<uuid:uid>/": silent("only whoever keeps curricula there is answered; tests/web/packs"),
    "training/packs/<uuid:uid>/": page("/training/packs/{pack}/"),
    "training/packs/<uuid:uid>/<str:name>": silent("a file of a curriculum for those who train; tests/web/packs"),
}
