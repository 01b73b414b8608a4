"""The part of the register of outlets that is toolkit packages."""

from tests.house.outlet import Outlet, page, silent

PACKS: dict[str, Outlet] = {
    "training/packs/": page("/training/packs/"),
    "training/packs/new/": page("/training/packs/new/"),
    "training/packs/incoming/<uuid:uid>/": silent("only whoever keeps curricula there is answered; tests/web/packs"),
    "training/packs/<uuid:uid>/": page("/training/packs/{pack}/"),
    "training/packs/<uuid:uid>/<str:name>": silent("a file of a curriculum for those who train; tests/web/packs"),
}
