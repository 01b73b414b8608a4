"""The part of the registers that is country reports: what their addresses bring out, and where they write."""

from tests.house.outlet import Outlet, page

COUNTRY_REPORTS: dict[str, Outlet] = {
    "country-reports/": page("/country-reports/", exports=("/country-reports/",)),
    "country-reports/new/": page("/country-reports/new/"),
    "country-reports/regional/new/": page("/country-reports/regional/new/"),
    "country-reports/<uuid:uid>/": page("/country-reports/{country_report}/"),
    "country-reports/regional/<uuid:uid>/": page("/country-reports/regional/{regional_text}/"),
}
WRITES_OF_COUNTRY_REPORTS = {
    f"country-reports/{rest}": "tests/web/test_country_report_pages.py"
    for rest in ("new/", "regional/new/", "<uuid:uid>/", "regional/<uuid:uid>/")
}
"""Where something is sent, with the tests that prove who may; see writes.py."""
