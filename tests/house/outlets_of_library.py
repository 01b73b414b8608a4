"""The addresses of the library, for the register of outlets."""

from tests.house.outlet import Outlet, page

LIBRARY: dict[str, Outlet] = {
    "library/": page("/library/", names=True, exports=("/library/",)),
    "library/new/": page("/library/new/"),
    "library/<slug:key>/": page("/library/{library}/", names=True),
    "library/<slug:key>/edition/": page("/library/{library}/edition/"),
    "library/<slug:key>/withdraw/<uuid:uid>/": page("/library/{library}/withdraw/{edition}/"),
    "api/v1/library": page("/api/v1/library?size=200"),
    "api/v1/library/<key>": page("/api/v1/library/{library}"),
}
WRITES_OF_LIBRARY = dict.fromkeys(
    ("library/new/", "library/<slug:key>/edition/", "library/<slug:key>/withdraw/<uuid:uid>/"), "tests/web/library"
)
