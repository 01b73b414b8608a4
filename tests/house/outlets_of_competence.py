"""The pages and interfaces of competences, for the register of outlets."""

from tests.house.outlet import Outlet, page, silent

COMPETENCES: dict[str, Outlet] = {
    "capacity/competences/": page("/capacity/competences/?facility={posts_of}", exports=("/capacity/competences/",)),
    "capacity/competences/mine/": page("/capacity/competences/mine/"),
    "capacity/competences/people/": page("/capacity/competences/people/", "/capacity/competences/people/?who=zq"),
    "capacity/competences/people/<uuid:uid>/": page("/capacity/competences/people/{shown_by}/"),
    "capacity/competences/shown/<uuid:uid>/withdraw/": silent("it takes a press and goes back"),
    "capacity/competences/posts/new/": page(
        "/capacity/competences/posts/new/", "/capacity/competences/posts/new/?facility={posts_of}"
    ),
    "capacity/competences/posts/<uuid:uid>/": page("/capacity/competences/posts/{post}/"),
    "capacity/competences/frameworks/new/": page("/capacity/competences/frameworks/new/"),
    "capacity/competences/frameworks/<slug:key>/": page(
        "/capacity/competences/frameworks/{framework}/",
        "/capacity/competences/frameworks/{framework}/?format=json",
        "/capacity/competences/frameworks/{framework}/?format=csv",
    ),
    "api/v1/frameworks": page("/api/v1/frameworks?size=200"),
    "api/v1/frameworks/<key>": page("/api/v1/frameworks/{framework}"),
    "api/v1/frameworks/<key>/case": page("/api/v1/frameworks/{framework}/case"),
    "api/v1/posts": page("/api/v1/posts?size=200", "/api/v1/posts?facility={posts_of}"),
    "capacity/competences/frameworks/<slug:key>/publish/": silent("it takes a press and goes back"),
}
