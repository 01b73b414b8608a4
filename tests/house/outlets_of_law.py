"""The part of the register of outlets that is law."""

from tests.house.outlet import Outlet, page
from tests.house.outlets_of_alerts import SITES_OF_ALERTS
from tests.house.outlets_of_clocks import SITES_OF_CLOCKS
from tests.house.outlets_of_duties import DUTIES
from tests.house.outlets_of_exercises import SITES_OF_EXERCISES
from tests.house.outlets_of_health_events import SITES_OF_HEALTH_EVENTS

_MEASURE, _V3 = "/law/measures/akn/{measure}/", "/api/v3"
_COMPARED = "/law/compare/?from=/akn/{measure}&to=/akn/{measure}"
LAW: dict[str, Outlet] = {
    "law/": page("/law/", names=True, exports=("/law/",)),
    "law/measures/": page("/law/measures/", "/law/measures/?kind=order", names=True, exports=("/law/measures/",)),
    "law/measures/new/": page("/law/measures/new/"),
    "law/measures/text/": page("/law/measures/text/"),
    "law/measures/event/": page("/law/measures/event/"),
    "law/measures/withdraw/<uuid:uid>/": page("/law/measures/withdraw/{measure_text}/"),
    "law/measures/content/<uuid:uid>.xml": page("/law/measures/content/{measure_text}.xml"),
    "law/measures/akn/<path:rest>/": page(
        _MEASURE, f"{_MEASURE}?beside=eng&language=rus", f"{_MEASURE}?format=jsonld", exports=(_MEASURE,)
    ),
    "law/compare/": page(_COMPARED, f"{_COMPARED}&show=amending", exports=(_COMPARED,)),
    "api/v3/places": page(f"{_V3}/places?page_size=200", names=True),
    "api/v3/places/<str:code>": page(f"{_V3}/places/xk", names=True),
    "api/v3/places/<str:code>/work-expressions": page(f"{_V3}/places/kz/work-expressions?page_size=200"),
    "api/v3/work-expressions": page(f"{_V3}/work-expressions?page_size=200"),
    "api/v3/akn/<path:rest>": page(
        *(f"{_V3}/akn/{{measure}}{end}" for end in (".json", ".html", ".xml", "/toc.json", "/timeline.json"))
    ),
    **DUTIES,
}

WRITES_OF_LAW = dict.fromkeys(
    ("law/measures/new/", "law/measures/text/", "law/measures/event/", "law/measures/withdraw/<uuid:uid>/"),
    "tests/web/measures",
)
"""Where something is sent, with the tests that prove who may; see writes.py."""

SITES_OF_LAW = {
    **SITES_OF_ALERTS,
    "kerege/config/cli/law.py::_export print": "the name that it was given, and numbers",
    "kerege/config/cli/law.py::_import print": "a digest of the file that it was given",
    "kerege/config/cli/law.py::_release print": "the version of a release, which is public",
    "kerege/config/cli/law.py::_take print": "a digest of the file that it was given",
    **SITES_OF_HEALTH_EVENTS,
    **SITES_OF_CLOCKS,
    **SITES_OF_EXERCISES,
    "kerege/api/v3/views.py::work answer": "an address of this register",
    "kerege/web/measures/reading.py::measure answer": "a page of this register",
    **{
        f"kerege/web/measures/writing.py::{name} notification": "a sentence without any record, to whoever wrote"
        for name in ("new_measure", "new_text", "new_event", "withdraw")
    },
}
"""What leaves there beside pages; see sites.py."""
