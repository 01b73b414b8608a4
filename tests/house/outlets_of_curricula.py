"""The outlets of the pages of curricula. See outlets.py."""

from tests.house.outlet import Outlet, page, silent

_HERE = "/training/curricula/{curriculum}/"

CURRICULA: dict[str, Outlet] = {
    "training/curricula/": page("/training/curricula/", names=True),
    "training/curricula/<slug:key>/": page(_HERE, "/training/curricula/biosafety-awareness/", names=True),
    "training/curricula/<slug:key>/alignment/": page(
        f"{_HERE}alignment/", "/training/curricula/biosafety-awareness/alignment/", exports=(f"{_HERE}alignment/",)
    ),
    "training/curricula/<slug:key>/difference/": page(f"{_HERE}difference/", f"{_HERE}difference/?to={{curriculum}}"),
    "training/curricula/<slug:key>/update/": page(f"{_HERE}update/"),
    "training/curricula/<slug:key>/fork/": page(f"{_HERE}fork/"),
    "training/curricula/<slug:key>/begin/": page(f"{_HERE}begin/"),
    "training/curricula/<slug:key>/publish/": page(f"{_HERE}publish/"),
    "training/curricula/<slug:key>/review/": page(f"{_HERE}review/"),
    "training/curricula/<slug:key>/part/": page(f"{_HERE}part/", f"{_HERE}part/?part=m1"),
    "training/curricula/<slug:key>/part/file/": page(f"{_HERE}part/file/?part=m1"),
    "training/curricula/<slug:key>/part/write/": page(f"{_HERE}part/write/?part=m1"),
    "training/curricula/<slug:key>/part/bank/": silent("for whoever keeps a bank; tests/web/curricula"),
    "training/curricula/<slug:key>/part/map/": page(
        f"{_HERE}part/map/?part=m1-s", "/training/curricula/what-would-you-do/part/map/?part=spilled-water-s"
    ),
    "training/curricula/<slug:key>/part/arrange/": silent("it takes a press and goes back"),
    "training/curricula/<slug:key>/adopted/": page(f"{_HERE}adopted/"),
    "training/curricula/<slug:key>/offers/": page(f"{_HERE}offers/"),
}
