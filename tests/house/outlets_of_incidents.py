"""The part of the registers that is incidents: what their addresses bring out, and where they write."""

from tests.house.outlet import Outlet, page, silent

_OFFICER = silent("only the biosafety officers of the facility; tests/web/test_incident_pages.py")
INCIDENTS: dict[str, Outlet] = {
    "incidents/": page("/incidents/"),
    "incidents/report/<str:door>/": silent("for whoever has the address of a desk; tests/web/test_incident_pages.py"),
    "incidents/follow-up/": page("/incidents/follow-up/"),
    "incidents/desks/<str:facility>/": _OFFICER,
    "incidents/statistics/": page(
        "/incidents/statistics/", "/incidents/statistics/?year=2024", exports=("/incidents/statistics/",)
    ),
    "incidents/lessons/": page("/incidents/lessons/", names=True, exports=("/incidents/lessons/",)),
    "incidents/lessons/<uuid:uid>/": page("/incidents/lessons/{lesson_learnt}/", names=True),
    "incidents/<uuid:uid>/": _OFFICER,
}
WRITES_OF_INCIDENTS = {
    f"incidents/{rest}": "tests/web/test_incident_pages.py"
    for rest in ("report/<str:door>/", "follow-up/", "desks/<str:facility>/", "lessons/<uuid:uid>/", "<uuid:uid>/")
}
"""Where something is sent, with the tests that prove who may; see writes.py."""
