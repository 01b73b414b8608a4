"""A country report and a text of the region, for the worlds of the leak tests.

The focal points of the country read both, whatever the label says to others; the author is nobody of these worlds.
"""

from datetime import date
from typing import Any

from kerege.journal.actions import act
from kerege.lib.sensitivity import Sensitivity
from kerege.outreach.models import (
    CountryReport,
    PassageApproval,
    PassageRemark,
    RegionalPassage,
    RegionalText,
    ReportPassage,
)
from kerege.people.rules import SYSTEM

OWNER, DAY = "KAZ", date(2025, 2, 3)
AGREED: dict[str, Any] = {"state": "agreed", "sent_on": DAY, "agreed_on": DAY, "agreed_by": "b"}


def lay_country_reports(level: Sensitivity, laid: Any) -> None:
    """All of one level: an agreed report of which a passage was withdrawn, and a passage that the country refused."""

    def word(what: str) -> str:
        return str(laid.word(what, level))

    kept: dict[str, Any] = {"owner": OWNER, "label": level}
    begun: dict[str, Any] = {"lang": "en", "written_by": "a", "begun_on": DAY}
    with act("tests.reports.laid", by=SYSTEM, about="reports"):
        report = CountryReport.objects.create(**kept, **begun, **AGREED, title=word("ofcountry"))
        gone: dict[str, Any] = {"withdrawn_on": DAY, "why": word("passagegone")}
        passage = ReportPassage.objects.create(
            **kept, **gone, report=report, number=1, text=word("passage"), digest="d"
        )
        said: dict[str, Any] = {"side": "country", "on": DAY, "said_by": "b"}
        PassageRemark.objects.create(**kept, **said, passage=passage, text=word("onpassage"))
        region: dict[str, Any] = {"owner": "REG", "label": level}
        text = RegionalText.objects.create(**region, **begun, state="asked", asked_on=DAY, title=word("ofregion"))
        part = RegionalPassage.objects.create(**region, of=text, number=1, text=word("regionpart"), digest="e")
        decided: dict[str, Any] = {"state": "refused", "decided_on": DAY, "decided_by": "b", "why": word("refusedpart")}
        PassageApproval.objects.create(**kept, **decided, passage=part, digest="e", origin=passage)
    laid.keep("country_report", report)
    laid.keep("regional_text", text)


def designated() -> dict[str, str]:
    """A report about a designated country, and a text that speaks of it, before it is published."""
    begun: dict[str, Any] = {"lang": "en", "written_by": "a", "begun_on": DAY, "synthetic": True}
    with act("tests.reports.laid", by=SYSTEM, about="reports"):
        report = CountryReport.objects.create(owner="XKX", **begun, **AGREED, title="A report")
        text = RegionalText.objects.create(owner="REG", **begun, state="asked", asked_on=DAY, title="A text")
        part = RegionalPassage.objects.create(owner="REG", of=text, number=1, text="A passage", digest="e")
        PassageApproval.objects.create(owner="XKX", passage=part)
    return {"country_report": str(report.uid), "regional_text": str(text.uid)}
