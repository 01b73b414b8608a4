"""A gap with a drafting task, a version, a step and an adoption, for the worlds of the leak tests."""

from datetime import date, timedelta
from typing import Any

from kerege.journal.actions import act
from kerege.law.models import (
    Adoption,
    Consultation,
    ConsultationResponse,
    DraftingTask,
    DraftVersion,
    Expression,
    Gap,
    GroupMember,
    Judgement,
    Measure,
    Remark,
    TaskGap,
    TaskStep,
)
from kerege.law.rules.drafting import DEFAULT, written
from kerege.law.rules.drafts import drafted
from kerege.law.words.drafting import GapKind
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM

OWNER, DAY, AFTER = "KAZ", date(2025, 1, 6), timedelta(days=30)


def lay_drafting(level: Sensitivity, laid: Any) -> None:
    """All of one level, on the judgement that `lay_coverage` laid at that level."""
    kept: dict[str, Any] = {"owner": OWNER, "label": level}
    mark = f"{laid.mark}{level.name.lower()}"
    with act("tests.drafting.laid", by=SYSTEM, about="drafting"):
        judged = Judgement.objects.inside_action().filter(owner=OWNER, label=level).order_by("-id").first()
        kind = list(GapKind)[list(Sensitivity).index(level) + (4 if laid.mark else 0)]
        told: dict[str, Any] = {"kind": kind, "obligation": judged.obligation, "opened_on": DAY, "keeper": "k"}
        gap = Gap.objects.create(**kept, **told, judgement=judged, missing=laid.word("lawgap", level))
        title, language = laid.word("lawdraft", level), {"kind": "law", "language": "eng"}
        task = DraftingTask.objects.create(
            **kept, **language, key=f"task-{mark}", title=title, steps=written(DEFAULT), chair="c", opened_on=DAY
        )
        TaskGap.objects.create(**kept, task=task, gap=gap)
        note = laid.word("lawstep", level)
        TaskStep.objects.create(**kept, task=task, step="order", kind="order", on=DAY, note=note, done_by="c")
        built = drafted(
            f"Article 1. Matter\n{laid.word('lawversion', level)}",
            uri="/akn/kz/bill/law/2025/canary",
            language="eng",
            on=DAY,
            title="A draft",
        )
        version = DraftVersion(**kept, task=task, number=1, text=built.text, content=built.content)
        version.sha256, version.author, version.written_on = built.sha256, "a", DAY
        version.save()
        entered: dict[str, Any] = {"order": laid.word("laworder", level), "ordered_on": DAY, "start": DAY}
        GroupMember.objects.create(**kept, **entered, task=task, member="m", entered_by="c")
        said: dict[str, Any] = {"eid": "art_1", "part_hash": "h", "sha256": "s", "author": "a", "made_on": DAY}
        remark = Remark.objects.create(**kept, **said, task=task, version=version, words=laid.word("lawremark", level))
        laid_out: dict[str, Any] = {"step": "consultation", "audience": "public", "opens": DAY, "closes": DAY + AFTER}
        asked = Consultation.objects.create(
            **kept,
            **laid_out,
            task=task,
            version=version,
            title=laid.word("lawconsultation", level),
            content=built.content,
            sha256="s",
            language="eng",
            ended_on=DAY + AFTER,
            opened_by="c",
        )
        answered = {"answer": "accepted", "answered_by": "c", "answered_on": DAY}
        told = {"words": laid.word("lawresponse", level), "sent_on": DAY}
        response = ConsultationResponse.objects.create(**kept, **told, **answered, consultation=asked)
        measure = Measure.objects.inside_action().filter(owner=OWNER, label=level).order_by("-id").first()
        text = Expression.objects.inside_action().filter(measure=measure).first()
        became = {"version": version, "measure": measure, "expression": text, "adopted_on": DAY, "recorded_by": "c"}
        Adoption.objects.create(**kept, **became, task=task, number=laid.word("lawnumber", level, shown=False))
    laid.keep("law_gap", gap)
    laid.keep("law_task", task)
    laid.keep("law_judgement", judged)
    laid.keep("law_remark", remark)
    laid.keep("law_consultation", asked)
    laid.keep("law_response", response)
