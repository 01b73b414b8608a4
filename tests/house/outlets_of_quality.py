"""Outlets of the pages of quality."""

from tests.house.outlet import Outlet, page

_AT = "/capacity/quality/"
_PLAN, _DOCUMENT = f"{_AT}plans/{{quality_plan}}/", f"{_AT}documents/{{controlled_document}}/"
QUALITY: dict[str, Outlet] = {
    "capacity/quality/": page(_AT, f"{_AT}?standing=bare", names=True, exports=(_AT,)),
    "capacity/quality/facilities/<slug:key>/": page(f"{_AT}facilities/{{facility}}/", names=True),
    "capacity/quality/documents/": page(f"{_AT}documents/", names=True, exports=(f"{_AT}documents/",)),
    "capacity/quality/documents/new/": page(f"{_AT}documents/new/"),
    "capacity/quality/documents/<uuid:uid>/": page(_DOCUMENT),
    "capacity/quality/plans/": page(f"{_AT}plans/", names=True, exports=(f"{_AT}plans/",)),
    "capacity/quality/plans/new/": page(f"{_AT}plans/new/"),
    "capacity/quality/plans/<uuid:uid>/": page(_PLAN, f"{_PLAN}?as=report", exports=(_PLAN,)),
    "capacity/findings/<uuid:uid>/": page("/capacity/findings/{finding}/"),
}
