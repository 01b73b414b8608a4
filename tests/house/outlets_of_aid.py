"""The part of the registers that is mutual aid: what its addresses bring out, and where they write."""

from tests.house.outlet import Outlet, page

AID: dict[str, Outlet] = {
    "aid/": page("/aid/", exports=("/aid/",)),
    "aid/requests/<slug:key>/": page("/aid/requests/{request}/"),
    "aid/<uuid:uid>/": page("/aid/{aid_case}/"),
}
WRITES_OF_AID = {f"aid/{rest}": "tests/web/test_aid_pages.py" for rest in ("requests/<slug:key>/", "<uuid:uid>/")}
"""Where something is sent, with the tests that prove who may; see writes.py."""
