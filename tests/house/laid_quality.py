"""A quality plan with everything that can hang on one, for the worlds of the leak tests."""

from collections.abc import Callable
from datetime import date
from typing import Any

from kerege.capacity.models import (
    ActivityProof,
    ControlledDocument,
    DocumentVersion,
    MentorVisit,
    QualityPlan,
    RoundEvaluation,
    StagedChecklist,
)
from kerege.inventory import actions as inventory
from kerege.journal.actions import act
from kerege.lib.sensitivity import Sensitivity
from kerege.people.queries import seats
from kerege.people.rules import SYSTEM
from kerege.records.viewers import PUBLIC
from kerege.training.models import Course, CourseDocument

START = date(2025, 1, 6)


def checklist(word: Callable[[str], str]) -> dict[str, Any]:
    """A checklist of one stage with one activity."""
    texts = {name: {"en": word(f"activity{name}")} for name in ("what", "why", "how", "role", "proof")}
    stage = {"key": "one", "title": {"en": word("stage")}, "aim": {"en": word("aim")}}
    return {
        "title": {"en": word("checklist")},
        "languages": {"en": "source"},
        "stages": [stage | {"activities": [{"key": "do", **texts}]}],
    }


def plan(
    *,
    owner: str,
    facility: str,
    level: Sensitivity,
    word: Callable[[str], str],
    hidden: Callable[[str], str],
    mentor: str,
    host: str,
    key: str,
) -> str:
    """Lay one; its uid. `hidden` are words of columns that repeat what its content says, and that no page shows."""
    numbers = {seat.key: seat.number for seat in seats(PUBLIC, on=START)}
    kept: dict[str, Any] = {"owner": owner, "label": level}
    with act("tests.plan.laid", by=SYSTEM, about=facility):
        of = StagedChecklist.objects.create(
            **kept,
            key=key,
            version="1",
            title=hidden("checklisttitle"),
            content=checklist(word),
            digest=key,
            published_on=START,
        )
        row = QualityPlan.objects.create(
            **kept,
            facility=facility,
            unit=word("planunit"),
            checklist=of,
            mentor_id=numbers[mentor],
            host_id=numbers[host],
            set_key="laboratory-safety",
            start=START,
            until=date(2026, 12, 31),
            days={"one": "2026-12-31"},
            independence=word("independence"),
        )
        day: dict[str, Any] = {"reported_on": START, "reported_by": "nobody", "looked_on": START, "looked_by": "other"}
        told = {"proof": word("givenproof"), "note": word("looknote"), "state": "verified", "mark": key}
        ActivityProof.objects.create(**kept, **day, **told, plan=row, activity="do")
        seen = {"seen": word("visitseen"), "agreed": word("visitagreed"), "logged_by": "nobody"}
        MentorVisit.objects.create(**kept, **seen, plan=row, on=START)
    return str(row.uid)


def document(
    *,
    owner: str,
    facility: str,
    level: Sensitivity,
    word: Callable[[str], str],
    hidden: Callable[[str], str],
    seat: str,
) -> str:
    """Lay a document with a version in force; its uid. `hidden` as of a plan."""
    numbers = {each.key: each.number for each in seats(PUBLIC, on=START)}
    kept: dict[str, Any] = {"owner": owner, "label": level}
    with act("tests.document.laid", by=SYSTEM, about=facility):
        titles = {"titles": {"en": word("doctitle")}, "title": hidden("docmain")}
        row = ControlledDocument.objects.create(
            **kept, **titles, facility=facility, code=word("doccode")[:40], seat_id=numbers[seat]
        )
        days = {"written_on": START, "approved_on": START, "effective_from": START, "review_by": date(2026, 6, 30)}
        people_of = {"written_by": "nobody", "approved_by": "other", "step": "approved"}
        told = {"kept_at": word("dockept"), "note": word("docnote"), "version": "1"}
        DocumentVersion.objects.create(**kept, **days, **people_of, **told, document=row)
    return str(row.uid)


def evaluation(*, owner: str, facility: str, level: Sensitivity, word: Callable[[str], str]) -> None:
    """Lay a round on the card of the facility, and its result."""
    held = inventory.record_proficiency(
        by=SYSTEM, facility=facility, provider=f"Provider {level.name}", subject="Serology", on=START, label=level
    )
    with act("tests.evaluation.laid", by=SYSTEM, about=facility):
        told = {"subject": word("roundsubject"), "told": word("roundtold"), "told_by": "nobody"}
        kept: dict[str, Any] = {"owner": owner, "label": level, "facility": facility, "on": START}
        RoundEvaluation.objects.create(**kept, **told, round=held.uid, measure="score", verdict="warning")


def lay_quality(level: Sensitivity, laid: Any) -> None:
    """A quality plan of a facility of Kazakhstan, of which those below may not even know that it exists."""

    def word(what: str) -> str:
        return str(laid.word(what, level))

    def hidden(what: str) -> str:
        return str(laid.word(what, level, shown=False))

    uid = plan(
        owner="KAZ",
        facility=laid.uids["facility"][0],
        level=level,
        word=word,
        hidden=hidden,
        mentor="DEMO-NTE-KAZ-ANIMAL",
        host=f"SEAT-{level.name}",
        key=f"stages-{level.name.lower()}",
    )
    laid.uids.setdefault("quality_plan", []).append(uid)
    made = document(
        owner="KAZ",
        facility=laid.uids["facility"][0],
        level=level,
        word=word,
        hidden=hidden,
        seat=f"SEAT-{level.name}",
    )
    laid.uids.setdefault("controlled_document", []).append(made)
    evaluation(owner="KAZ", facility=laid.uids["facility"][0], level=level, word=word)
    if level > Sensitivity.REGIONAL:
        _cited(laid.uids["course"][1], made)


def _cited(course: str, document: str) -> None:
    """A public course uses the document, so that its pages could tell of one that their reader may not know."""
    with act("tests.course.cites", by=SYSTEM, about=course):
        row = Course.objects.inside_action().get(uid=course)
        kept: dict[str, Any] = {"owner": row.owner, "label": row.label, "since": START}
        CourseDocument.objects.create(**kept, course=row, document=document)
