"""What a page of indicators was asked for: a project, a country, and what makes a record a country's."""

from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpRequest, QueryDict
from django.utils.translation import get_language

from kerege.atlas import queries as atlas
from kerege.indicators.rules import BY_TRAINEES, BY_VENUE, Scope
from kerege.web.shell.asof import country_code, on_date, up_to_today

COUNTED_BY_COURSE = frozenset({"trainers", "cascade", "reach", "sustainability"})
"""Groups whose records are courses: these have a country of their trainees and another of their venue."""


@dataclass(frozen=True)
class Asked:
    """`on` is never a day to come. `project` is empty for everything that is recorded here, whatever project it
    belongs to.
    """

    on: date
    lang: str
    scope: Scope
    projects: tuple[str, ...]
    query: QueryDict

    def address(self, **changes: str) -> str:
        """The query with these values in place of its own; leaves the page and the order."""
        query = self.query.copy()
        for name in ("page", "format", *changes):
            query.pop(name, None)
        query.update(changes)
        return f"?{query.urlencode()}"


def asked(request: HttpRequest) -> Asked:
    """The project is the node's first one where the address names none; an unknown country is refused by the atlas."""
    projects = tuple(atlas.project_keys())
    project = request.GET.get("project", projects[0] if projects else "")
    code = country_code(request)
    territories = (atlas.territory(code).code,) if code else ()
    by = BY_VENUE if request.GET.get("by") == BY_VENUE else BY_TRAINEES
    scope = Scope(project if project in projects else "", territories, by)
    return Asked(up_to_today(on_date(request)), get_language() or "en", scope, projects, request.GET)


def everything(question: Asked) -> Asked:
    """The same of all that is recorded here; its address says so."""
    query = question.query.copy()
    query["project"] = ""
    return replace(question, scope=replace(question.scope, project=""), query=query)


def project_tabs(question: Asked) -> list[tuple[str, str, bool]]:
    """(project key or empty, address, current), for the row of tabs; the page words them."""
    return [(key, question.address(project=key), key == question.scope.project) for key in (*question.projects, "")]
