"""The part of the registers that is coverage of law: what its addresses bring out, and where they write."""

from tests.house.outlet import Outlet, page
from tests.house.outlets_of_alerts import WRITES_OF_ALERTS
from tests.house.outlets_of_clocks import WRITES_OF_CLOCKS
from tests.house.outlets_of_conduct import WRITES_OF_CONDUCT
from tests.house.outlets_of_gatherings import WRITES_OF_GATHERINGS
from tests.house.outlets_of_health_events import WRITES_OF_HEALTH_EVENTS
from tests.house.outlets_of_law_api import LAW_API

_AT = "/law/coverage/"
_ROUND = f"{_AT}{{law_round}}/"
COVERAGE: dict[str, Outlet] = {
    "law/coverage/": page(_AT, names=True),
    "law/coverage/new/": page(f"{_AT}new/"),
    **LAW_API,
    "law/coverage/inbox/": page(f"{_AT}inbox/"),
    "law/coverage/files/": page(f"{_AT}files/"),
    "law/coverage/files/<uuid:uid>/": page(f"{_AT}files/{{law_brought}}/"),
    "law/coverage/files/<str:owner>.zip": page(f"{_AT}files/XKX.zip"),
    "law/coverage/obligations/<str:key>/": page(f"{_AT}obligations/{{law_obligation}}/", names=True),
    "law/coverage/<uuid:uid>/": page(_ROUND, exports=(_ROUND,)),
    "law/coverage/<uuid:uid>/<str:obligation>/": page(f"{_ROUND}{{law_obligation}}/"),
}
WRITES_OF_COVERAGE = (
    {
        f"law/coverage/{rest}": "tests/web/law/test_coverage_pages.py"
        for rest in ("new/", "<uuid:uid>/", "<uuid:uid>/<str:obligation>/")
    }
    | {f"law/coverage/{rest}": "tests/web/law/test_interchange_pages.py" for rest in ("files/", "files/<uuid:uid>/")}
    | WRITES_OF_ALERTS
    | WRITES_OF_HEALTH_EVENTS
    | WRITES_OF_CLOCKS
    | WRITES_OF_CONDUCT
    | WRITES_OF_GATHERINGS
)
"""Where something is sent, with the tests that prove who may; see writes.py."""
