"""Mutual aid in which two people had every part: each says something, and is named in what the other says."""

from datetime import date
from typing import Any

from django.utils.timezone import localdate

from kerege.inventory.models import HelpRequest
from kerege.journal.actions import act
from kerege.people.models import Account
from kerege.people.queries import pseudonyms
from kerege.people.rules import SYSTEM
from kerege.response.models import AidCase, AidEntry


def lay_aid(her: Account, other: Account, *, on: date) -> None:
    with act("tests.aid.used", by=SYSTEM, about="aid"):
        for about in (her, other):
            own = pseudonyms([str(about.uid)])[str(about.uid)]
            asked: dict[str, Any] = {"kind": "expert", "needed_by": localdate(), "asked_on": on, "changed_on": on}
            request = HelpRequest.objects.create(
                **asked, owner="KAZ", key=f"aid-{about.id}", title="Help", territory_id="KAZ"
            )
            told = {"what": f"{about.name} comes", "cost_note": f"{about.name} pays", "customs": f"{about.name} knows"}
            case = AidCase.objects.create(
                **told,
                owner="KAZ",
                request=request,
                giver="KGZ",
                status="actual",
                start=on,
                until=date(2099, 1, 1),
                state="returned",
                bearer="giver",
                begun_on=on,
                changed_on=on,
                returned_on=on,
            )
            said = {"number": 1, "side": "asker", "step": "ask", "day": on, "note": f"{about.name} asked"}
            AidEntry.objects.create(**said, owner="KAZ", case=case, said_by=own)
