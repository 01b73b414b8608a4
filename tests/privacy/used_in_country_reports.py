"""Country reports in which two people had every part: each wrote and decided, and is named in what was written."""

from datetime import date
from typing import Any

from kerege.journal.actions import act
from kerege.outreach.models import (
    CountryReport,
    PassageApproval,
    PassageRemark,
    RegionalPassage,
    RegionalText,
    ReportPassage,
)
from kerege.people.models import Account
from kerege.people.queries import pseudonyms
from kerege.people.rules import SYSTEM


def lay_country_reports(her: Account, other: Account, *, on: date) -> None:
    with act("tests.reports.used", by=SYSTEM, about="reports"):
        for about, beside in ((her, other), (other, her)):
            own, their = (pseudonyms([str(one.uid)])[str(one.uid)] for one in (about, beside))
            begun: dict[str, Any] = {"lang": "en", "written_by": own, "begun_on": on}
            agreed: dict[str, Any] = {"state": "agreed", "sent_on": on, "agreed_on": on, "agreed_by": their}
            report = CountryReport.objects.create(owner="KAZ", **begun, **agreed, title=f"What {about.name} found")
            told: dict[str, Any] = {"text": f"{about.name} leads", "withdrawn_on": on, "why": f"{about.name} left"}
            passage = ReportPassage.objects.create(owner="KAZ", **told, report=report, number=1, digest="d")
            said: dict[str, Any] = {"text": f"Ask {about.name}", "side": "country", "on": on, "said_by": own}
            PassageRemark.objects.create(owner="KAZ", **said, passage=passage)
            out: dict[str, Any] = {"state": "published", "published_on": on, "published_by": their}
            text = RegionalText.objects.create(owner="REG", **begun, **out, title=f"As {about.name} wrote")
            part = RegionalPassage.objects.create(owner="REG", of=text, number=1, text=f"{about.name} led", digest="e")
            decided: dict[str, Any] = {"state": "withdrawn", "decided_on": on, "decided_by": own}
            PassageApproval.objects.create(owner="KAZ", **decided, passage=part, why=f"{about.name} left")
