"""The part of the registers that is clocks and mandates: what their addresses bring out, and where they write."""

from tests.house.outlet import Outlet, page, silent

_TESTS = "tests/web/clocks/test_clock_pages.py"
_AT, _MANDATES = "/clocks/", "/mandates/"
CLOCKS: dict[str, Outlet] = {
    "clocks/": page(_AT, f"{_AT}?country=KAZ", names=True, exports=(_AT,)),
    "clocks/new/": page(f"{_AT}new/"),
    "clocks/about/<str:kind>/<uuid:uid>/": page(f"{_AT}about/event/{{health_event}}/"),
    "clocks/mode/<str:code>/": page(f"{_AT}mode/KAZ/"),
    "clocks/<uuid:uid>/": page(f"{_AT}{{occasion}}/", names=True),
    "mandates/": page(_MANDATES, f"{_MANDATES}?kind=coe_nfp", names=True, exports=(_MANDATES,)),
    "mandates/new/": page(f"{_MANDATES}new/"),
    "mandates/call-tree/": page(f"{_MANDATES}call-tree/", names=True),
    "mandates/call-tree.<str:format>": page(
        *(f"{_MANDATES}call-tree.{each}" for each in ("docx", "pdf", "xlsx", "json")), names=True
    ),
    "mandates/answer/<str:code>/": silent(f"for whoever has the code of a letter; {_TESTS}"),
    "mandates/<uuid:uid>/": page(f"{_MANDATES}{{mandate}}/", names=True),
}
WRITES_OF_CLOCKS = dict.fromkeys(
    (
        *("clocks/new/", "clocks/about/<str:kind>/<uuid:uid>/", "clocks/mode/<str:code>/", "clocks/<uuid:uid>/"),
        *("mandates/new/", "mandates/answer/<str:code>/", "mandates/<uuid:uid>/"),
    ),
    _TESTS,
)
"""Where something is sent, with the tests that prove who may; see writes.py."""
SITES_OF_CLOCKS = {
    f"kerege/web/{name} notification": "a fixed sentence without any record, to whoever pressed"
    for name in (
        *("clocks/opening.py::_open", "clocks/views.py::occasion_page", "clocks/modes.py::mode_page"),
        *("mandates/views.py::new_mandate", "mandates/views.py::mandate_page"),
    )
} | {
    "kerege/web/clocks/mail.py::_send mail": "a level, a country, a moment: tests/web/clocks/test_clock_mail.py",
    "kerege/web/mandates/mail.py::_send mail": "a mandate and its country: tests/web/clocks/test_clock_mail.py",
}
