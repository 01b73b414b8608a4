"""A round with a judgement, its grounds, its evidence and its review, for the worlds of the leak tests.

Pages show a judgement in a round that is published; a round and all in it are labelled alike here.
"""

from datetime import date
from typing import Any

from kerege.journal.actions import act
from kerege.law.models import AssessmentRound, BroughtCoverage, Evidence, Judgement, Review
from kerege.law.rules.grounds import Grounds
from kerege.law.rules.interchange.layout import Carried, written
from kerege.law.words.coverage import JudgementState, RoundState
from kerege.law.words.interchange import BroughtState
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM
from tests.law.asked import obligation

OWNER, DAY, OBLIGATION = "KAZ", date(2025, 1, 6), "CANARY-1"


def lay_coverage(level: Sensitivity, laid: Any) -> None:
    """All of one level: a published round, an approved judgement in it, what it cites, and what its reviewer said."""
    kept: dict[str, Any] = {"owner": OWNER, "label": level}
    with act("tests.coverage.laid", by=SYSTEM, about="coverage"):
        about = obligation(OBLIGATION)
        of = AssessmentRound.objects.create(
            **kept,
            key=f"round-{laid.mark}{level.name.lower()}",
            title=laid.word("lawround", level),
            as_of=DAY,
            opened_on=DAY,
            state=RoundState.PUBLISHED,
            frozen={about.key: "applies"},
        )
        row = Judgement(**kept, round=of, obligation=about, status="partial", author="a", drafted_on=DAY)
        row.state, row.reviewer, row.reviewed_on, row.seal = JudgementState.APPROVED, "b", DAY, "s"
        row.grounds, row.grounds_label = Grounds(rationale=laid.word("lawgrounds", level)).written(), level
        row.save()
        Evidence.objects.create(
            **kept,
            judgement=row,
            relation="implements",
            work="https://example.org/act",
            title=laid.word("lawevidence", level),
            added_by="a",
            added_on=DAY,
        )
        Review.objects.create(
            **kept, judgement=row, kind="approve", text=laid.word("lawreview", level), done_by="b", on=DAY
        )
        carried = {"owner": OWNER, "read_up_to": level, "rounds": []}
        brought = BroughtCoverage(**kept, content=written(Carried(**carried)), brought_by="a", brought_on=DAY)
        brought.state, brought.reason = BroughtState.TURNED, laid.word("lawbrought", level)
        brought.sha256, brought.decided_by, brought.decided_on = f"{laid.mark}{level}", "b", DAY
        brought.save()
    laid.keep("law_brought", brought)
    laid.keep("law_round", of)
    laid.uids.setdefault("law_obligation", []).append(OBLIGATION)
