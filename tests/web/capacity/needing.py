"""Posts in laboratories of the example world, by a framework whose competences its question set asks about."""

from datetime import date

from kerege.capacity import actions
from kerege.people.rules import SYSTEM
from tests.capacity import skilled

FACILITY = "KG-F-6647120-L"
B1, B2 = "needed:B1", "needed:B2"
SINCE = date(2026, 6, 1)


def lay() -> str:
    """Nine people at the bench of a laboratory that was assessed, and one of whom nothing is known; the first post."""
    maps = [{"kind": "questions", "of": "laboratory-safety", "clause": section} for section in ("risk", "incidents")]
    domains = skilled.content()["domains"]
    domains[0]["competences"][0]["maps"] = maps
    skilled.published(key="needed", domains=domains)
    told = {"by": SYSTEM, "framework": "needed", "today": SINCE}
    post = actions.record_post(facility=FACILITY, role="bench", people=9, fte="8.5", **told)
    actions.record_post(facility="KZ-F-1204711-8", role="bench", people=2, fte="2", **told)
    return str(post.uid)
