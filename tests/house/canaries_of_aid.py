"""A case of mutual aid, for the worlds of the leak tests.

It is read by the people of its two countries whose clearance there is national at least and reaches its label, and by
nobody else. The other country is one that no reader of these worlds works for.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from kerege.inventory.models import HelpRequest
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM
from kerege.response.models import AidCase, AidEntry

OWNER, GIVER, DAY = "KAZ", "ALB", date(2025, 1, 6)


def lay_aid(level: Sensitivity, laid: Any) -> None:
    """All of one level: a promised case, and what was said."""

    def word(what: str) -> str:
        return str(laid.word(what, level))

    with checking():
        request = HelpRequest.objects.inside_action().filter(owner=OWNER).order_by("-id").first()
    kept: dict[str, Any] = {"owner": OWNER, "label": level}
    with act("tests.aid.laid", by=SYSTEM, about="aid"):
        case = AidCase.objects.create(
            **kept,
            request=request,
            giver=GIVER,
            status="actual",
            what=word("aidwhat"),
            start=DAY,
            until=date(2099, 1, 1),
            state="committed",
            bearer="shared",
            cost=Decimal("1000"),
            currency="USD",
            cost_note=word("aidcost"),
            customs=word("aidcustoms"),
            begun_on=DAY,
            changed_on=DAY,
        )
        said = {"number": 1, "side": "asker", "step": "ask", "day": DAY, "said_by": "a"}
        AidEntry.objects.create(**kept, **said, case=case, note=word("aidnote"))
    laid.keep("aid_case", case)


def designated() -> dict[str, str]:
    """A case of a designated country."""
    with checking():
        request = HelpRequest.objects.inside_action().get(key="out-request")
    told = {"status": "actual", "what": "Help", "state": "asked", "start": DAY, "until": date(2099, 1, 1)}
    with act("tests.aid.laid", by=SYSTEM, about="aid"):
        case = AidCase.objects.create(
            **told, owner="XKX", giver="KAZ", request=request, begun_on=DAY, changed_on=DAY, synthetic=True
        )
    return {"aid_case": str(case.uid)}
