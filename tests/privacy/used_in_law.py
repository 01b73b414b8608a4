"""Judgements about law in which two people had every part: each writes, cites, reviews and lets stand for the other."""

from datetime import date
from typing import Any

from kerege.journal.actions import act
from kerege.law.models import (
    AssessmentRound,
    BroughtCoverage,
    Evidence,
    FormTemplate,
    Judgement,
    Report,
    ReportField,
    ReportSubmission,
    Review,
)
from kerege.lib.canonical import digest
from kerege.people.models import Account
from kerege.people.queries import pseudonyms
from kerege.people.rules import SYSTEM
from tests.law.asked import obligation
from tests.privacy.used_in_drafting import lay_drafting

OWNER = "KAZ"


def lay_law(her: Account, other: Account, *, on: date) -> None:
    with act("tests.law.used", by=SYSTEM, about="law"):
        asked = [obligation(f"USED-{n}") for n in (1, 2)]
        for about, by in ((her, other), (other, her)):
            own, who = (pseudonyms([str(each.uid)])[str(each.uid)] for each in (about, by))
            kept: dict[str, Any] = {"owner": OWNER, "drafted_on": on}
            dated = {"title": "A look at the law", "as_of": on, "opened_on": on}
            of = AssessmentRound.objects.create(owner=OWNER, key=digest([own])[:20], **dated)
            done: dict[str, Any] = {"state": "approved", "reviewer": who, "reviewed_on": on, "seal": "s"}
            row = Judgement.objects.create(**kept, **done, round=of, obligation=asked[0], status="partial", author=own)
            stood = {"author": "a", "overridden_by": own, "status": "full"}
            Judgement.objects.create(**kept, **stood, round=of, obligation=asked[1])
            cited = {"relation": "implements", "work": "https://example.org/act", "title": "An act"}
            Evidence.objects.create(owner=OWNER, judgement=row, **cited, added_by=own, added_on=on)
            said = {"kind": "approve", "text": f"{about.name} looked at it", "done_by": own}
            Review.objects.create(owner=OWNER, judgement=row, **said, on=on)
            brought = {"owner": OWNER, "content": b"-", "brought_on": on, "decided_on": on, "state": "turned"}
            brought |= {"sha256": digest([own]), "reason": f"{about.name} knows why"}
            BroughtCoverage.objects.create(**brought, brought_by=own, decided_by=own)
            lay_drafting(row, own, name=about.name, on=on)
        _reports(her, other, on=on)


def _reports(her: Account, other: Account, *, on: date) -> None:
    """Reports that each opened, prepared, released and sent, and wrote in one of the other."""
    content = {"title": {"en": "A form"}, "provisional": True}
    form = FormTemplate.objects.create(key="used", version="1.0.0", sha256="s", published_on=on, content=content)
    for n, (about, by) in enumerate(((her, other), (other, her))):
        own, who = (pseudonyms([str(each.uid)])[str(each.uid)] for each in (about, by))
        told: dict[str, Any] = {"owner": OWNER, "form": form, "form_key": "used", "as_of": on, "opened_on": on}
        told |= {"filled_on": on, "opened_by": own, "prepared_by": own, "released_by": who, "released_on": on}
        row = Report.objects.create(**told, period=2001 + n, state="released", seal="s", reason=f"{about.name} said so")
        ReportField.objects.create(owner=OWNER, report=row, key="W1", written_by=own, written_on=on)
        ReportSubmission.objects.create(
            owner=OWNER, report=row, sent_on=on, channel="Note", recorded_by=own, recorded_on=on
        )
