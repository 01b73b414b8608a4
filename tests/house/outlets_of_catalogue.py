"""The addresses of the catalogue of obligations, for the register of outlets."""

from tests.house.outlet import Outlet, page

CATALOGUE: dict[str, Outlet] = {
    "law/obligations/": page(
        "/law/obligations/?country=XKX", "/law/obligations/", names=True, exports=("/law/obligations/",)
    ),
    "law/obligations/<str:key>/": page("/law/obligations/CP-15/", "/law/obligations/S1540-OP2-1/", names=True),
    "law/instruments/<str:key>/": page("/law/instruments/IHR/"),
    "law/parties/": page("/law/parties/", "/law/parties/?known=2026-11-22", names=True, exports=("/law/parties/",)),
}
