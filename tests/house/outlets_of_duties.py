"""The addresses of bodies and duties by law, for the register of outlets."""

from tests.house.outlet import Outlet, page

DUTIES: dict[str, Outlet] = {
    "law/duties/": page("/law/duties/", "/law/duties/?country=XKX", names=True, exports=("/law/duties/",)),
    "law/informing/": page(
        "/law/informing/", "/law/informing/?mode=emergency", names=True, exports=("/law/informing/",)
    ),
    "law/bodies/<str:key>/": page("/law/bodies/{law_body}/", names=True),
}
