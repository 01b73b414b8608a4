"""A question set and a closed assessment with everything that can hang on one, for the worlds of the leak tests."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils import timezone

from kerege.capacity import actions as capacity
from kerege.capacity.models import (
    Agreement,
    Answer,
    Assessment,
    Assessor,
    CorrectiveAction,
    DeclaredScores,
    Evidence,
    Finding,
    OvertakenAnswer,
    Submission,
)
from kerege.journal.actions import act
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM

Word = Callable[[str], str]


def content(word: Word) -> dict[str, Any]:
    """A set of one section: a question whose answer is a finding, and one that stays open."""
    low = {"key": "low", "kind": "yes_no", "text": {"en": word("question")}, "evidence": {"en": word("wantedproof")}}
    other = {"key": "open", "kind": "text", "text": {"en": "Anything else?"}, "needed": False}
    return {
        "title": {"en": word("settitle")},
        "lead": {"en": word("setlead")},
        "languages": {"en": "source"},
        "sections": [{"key": "one", "title": {"en": word("section")}, "questions": [low, other]}],
    }


def assessed(
    *,
    owner: str,
    key: str,
    version: str,
    about: str,
    seat: str,
    level: Sensitivity,
    word: Word,
    hidden: Word,
    **subject: str,
) -> dict[str, str]:
    """Lay them; the names under which the register of outlets asks for them."""
    told = {"owner": owner, "about": about, "rights": word("setrights"), "label": level}
    capacity.record_version(by=SYSTEM, key=key, version=version, content=content(word), **told)
    capacity.publish_version(by=SYSTEM, key=key, version=version, today=date(2025, 1, 1))
    row = capacity.open_assessment(by=SYSTEM, set_key=key, kind="self", label=level, today=date(2025, 2, 1), **subject)
    with act("tests.assessment.laid", by=SYSTEM, about=row.uid):
        _fill(row, level, word, hidden, title=about == "country")
    capacity.close_assessment(by=SYSTEM, assessment=str(row.uid), today=date(2025, 2, 2))
    _came(row, level, hidden)
    finding = _labelled(row, level, word, hidden)
    action = capacity.plan_action(
        by=SYSTEM,
        finding=str(finding.uid),
        what=word("action"),
        seat=seat,
        due=date(2090, 1, 1),
        title="A corrective action",
        today=date(2025, 2, 3),
    )
    with act("tests.action.labelled", by=SYSTEM, about=action.uid):
        found = CorrectiveAction.objects.inside_action().get(uid=action.uid)
        found.label, found.proof = level, word("actionproof")
        found.save()
    return {
        "question_set": key,
        "assessment": str(row.uid),
        "finding": str(finding.uid),
        "corrective_action": str(action.uid),
    }


def _fill(row: Assessment, level: Sensitivity, word: Word, hidden: Word, *, title: bool) -> None:
    kept: dict[str, Any] = {"assessment": row, "owner": row.owner, "label": level}
    if title:
        found = Assessment.objects.inside_action().get(uid=row.uid)
        found.title = word("assessed")
        found.save()
    assessor = Assessor.objects.create(**kept, subject="nobody", named_by="system", part="lead")
    Answer.objects.create(
        **kept, assessor=assessor, question="low", value="no", comment=word("comment"), answered_at=timezone.now()
    )
    declared = {"owner": row.owner, "label": level, "frame": "spar-1", "source": "S1", "scores": {"C.5.2": 60}}
    DeclaredScores.objects.create(**declared, called=hidden("declaredname"), on=row.opened_on)
    day = {"on": row.opened_on}
    Agreement.objects.create(**kept, **day, question="open", settled="left_open", reason=word("reason"))
    told = {"question": "low", "mark": f"{row.uid}", "given_by": "nobody"}
    Evidence.objects.create(**kept, **day, **told, title=word("evidencetitle"), reference=word("evidenceplace"))


def _came(row: Assessment, level: Sensitivity, hidden: Word) -> None:
    """A form that has come from a phone and was not read, and an answer of it that a later one overtook. After the
    closing, which reads what has come: this one is no form.
    """
    kept: dict[str, Any] = {"assessment": row, "owner": row.owner, "label": level}
    with act("tests.form.laid", by=SYSTEM, about=row.uid):
        assessor = Assessor.objects.inside_action().get(assessment=row)
        came = {"filled_at": timezone.now(), "received_at": timezone.now(), "digest": "x"}
        submission = Submission.objects.create(
            **kept, **came, assessor=assessor, instance=f"uuid:{row.uid}", raw=hidden("rawform")
        )
        OvertakenAnswer.objects.create(
            **kept,
            assessor=assessor,
            submission=submission,
            question="low",
            value="yes",
            comment=hidden("overtaken"),
            answered_at=timezone.now(),
        )


def _labelled(row: Assessment, level: Sensitivity, word: Word, hidden: Word) -> Finding:
    with act("tests.finding.labelled", by=SYSTEM, about=row.uid):
        finding: Finding = Finding.objects.inside_action().get(assessment__uid=row.uid)
        finding.label, finding.graded_because = level, word("grade")
        finding.cause_kind, finding.cause, finding.cause_on = "knowledge", word("cause"), row.opened_on
        finding.save()
        kept = Assessment.objects.inside_action().get(uid=row.uid)
        kept.summary_label = level
        kept.summary = kept.summary.replace('"one"', f'"{hidden("summary")}"')
        kept.save()
    return finding
