"""Outlets of the pages of quality, and of those of coverage of law."""

from tests.house.outlet import Outlet, page
from tests.house.outlets_of_aid import AID
from tests.house.outlets_of_alerts import ALERTS
from tests.house.outlets_of_clocks import CLOCKS
from tests.house.outlets_of_conduct import CONDUCT
from tests.house.outlets_of_country_reports import COUNTRY_REPORTS
from tests.house.outlets_of_coverage import COVERAGE
from tests.house.outlets_of_drafting import DRAFTING
from tests.house.outlets_of_exercises import EXERCISES
from tests.house.outlets_of_gatherings import GATHERINGS
from tests.house.outlets_of_health_events import HEALTH_EVENTS
from tests.house.outlets_of_incidents import INCIDENTS
from tests.house.outlets_of_reports import REPORTS

_AT = "/capacity/quality/"
_PLAN, _DOCUMENT = f"{_AT}plans/{{quality_plan}}/", f"{_AT}documents/{{controlled_document}}/"
QUALITY: dict[str, Outlet] = {
    **COVERAGE,
    **DRAFTING,
    **REPORTS,
    **ALERTS,
    **HEALTH_EVENTS,
    **CLOCKS,
    **CONDUCT,
    **INCIDENTS,
    **GATHERINGS,
    **AID,
    **COUNTRY_REPORTS,
    **EXERCISES,
    "capacity/quality/": page(_AT, f"{_AT}?standing=bare", names=True, exports=(_AT,)),
    "capacity/quality/facilities/<slug:key>/": page(f"{_AT}facilities/{{facility}}/", names=True),
    "capacity/quality/documents/": page(f"{_AT}documents/", names=True, exports=(f"{_AT}documents/",)),
    "capacity/quality/documents/new/": page(f"{_AT}documents/new/"),
    "capacity/quality/documents/<uuid:uid>/": page(_DOCUMENT),
    "capacity/quality/plans/": page(f"{_AT}plans/", names=True, exports=(f"{_AT}plans/",)),
    "capacity/quality/plans/new/": page(f"{_AT}plans/new/"),
    "capacity/quality/plans/<uuid:uid>/": page(_PLAN, f"{_PLAN}?as=report", exports=(_PLAN,)),
    "api/v1/findings": page("/api/v1/findings?size=200", "/api/v1/findings?standing=bare"),
    "api/v1/findings/<uid>": page("/api/v1/findings/{finding}"),
    "api/v1/quality-plans": page("/api/v1/quality-plans?size=200"),
    "api/v1/quality-plans/<uid>": page("/api/v1/quality-plans/{quality_plan}"),
    "api/v1/controlled-documents": page("/api/v1/controlled-documents?size=200"),
    "api/v1/controlled-documents/<uid>": page("/api/v1/controlled-documents/{controlled_document}"),
    "api/v1/proficiency-tests": page("/api/v1/proficiency-tests?size=200"),
    "api/v1/certified": page("/api/v1/certified?size=200"),
    "capacity/findings/<uuid:uid>/": page("/capacity/findings/{finding}/"),
}
