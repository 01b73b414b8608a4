"""The part of the registers that is reports to international bodies: what their addresses bring out, and where they
write.
"""

from tests.house.outlet import Outlet, page

_AT = "/law/reports/"
_ONE = f"{_AT}{{law_report}}/"
REPORTS: dict[str, Outlet] = {
    "law/reports/": page(_AT, names=True, exports=(_AT,)),
    "law/reports/new/": page(f"{_AT}new/"),
    "law/reports/calendar/": page(f"{_AT}calendar/", f"{_AT}calendar/?country=XKX"),
    "law/reports/calendar.ics": page(f"{_AT}calendar.ics", f"{_AT}calendar.ics?country=XKX"),
    "law/reports/<uuid:uid>/": page(_ONE, names=True),
    "law/reports/<uuid:uid>/release/": page(f"{_ONE}release/"),
    "law/reports/<uuid:uid>/files/<str:language>.<str:format>": page(
        *(f"{_ONE}files/en.{format}" for format in ("json", "docx", "xlsx", "pdf")), names=True
    ),
    "law/reports/<uuid:uid>/<str:key>/": page(f"{_ONE}W1/"),
}
WRITES_OF_REPORTS = {
    f"law/reports/{rest}": "tests/web/law/test_report_pages.py"
    for rest in ("new/", "<uuid:uid>/", "<uuid:uid>/release/", "<uuid:uid>/<str:key>/")
}
"""Where something is sent, with the tests that prove who may; see writes.py."""
