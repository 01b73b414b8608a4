"""Gaps and drafts in which two people had every part: each keeps a gap, is the chair, takes a step, writes, records."""

from datetime import date, timedelta
from typing import Any

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
    TaskStep,
)
from kerege.law.words.drafting import GapKind
from kerege.lib.canonical import digest


def lay_drafting(judged: Judgement, own: str, *, name: str, on: date) -> None:
    """Inside an act; `own` is the pseudonym of the one who had every part, on an approved judgement."""
    kept: dict[str, Any] = {"owner": judged.owner}
    mark = digest([own])[:20]
    kind = list(GapKind)[Gap.objects.inside_action().count()]
    of: dict[str, Any] = {"obligation": judged.obligation, "kind": kind, "keeper": own, "opened_on": on}
    Gap.objects.create(**kept, **of, judgement=judged, missing=f"{name} asks for a norm")
    asked: dict[str, Any] = {"kind": "law", "language": "eng", "chair": own, "opened_on": on}
    task = DraftingTask.objects.create(**kept, **asked, key=mark, title="A law", ended_why=f"{name} gave it up")
    taken: dict[str, Any] = {"step": "order", "kind": "order", "on": on, "done_by": own}
    TaskStep.objects.create(**kept, **taken, task=task, note=f"{name} signed")
    wrote: dict[str, Any] = {"number": 1, "text": "Words.", "content": b"", "sha256": "s", "author": own}
    version = DraftVersion.objects.create(**kept, **wrote, task=task, written_on=on, note=f"{name} wrote it")
    entered: dict[str, Any] = {"member": own, "entered_by": own, "ordered_on": on, "start": on}
    GroupMember.objects.create(**kept, **entered, task=task, part=f"{name} writes", order=f"Order on {name}")
    said: dict[str, Any] = {"eid": "art_1", "part_hash": "h", "sha256": "s", "author": own, "made_on": on}
    settled: dict[str, Any] = {"state": "settled", "decided_by": own, "decided_on": on, "reason": f"{name} said so"}
    Remark.objects.create(**kept, **said, **settled, task=task, version=version, words=f"{name} asks")
    laid: dict[str, Any] = {"step": "c", "title": f"A law that {name} wrote", "language": "eng", "content": b""}
    days: dict[str, Any] = {"opens": on, "closes": on + timedelta(days=30), "opened_by": own, "sha256": "s"}
    asked = Consultation.objects.create(
        **kept, **laid, **days, task=task, version=version, audience="public", bodies=[f"Bureau of {name}"]
    )
    told: dict[str, Any] = {"words": f"{name} is against it", "body": f"Bureau of {name}", "sent_on": on}
    done: dict[str, Any] = {"answer": "declined", "answered_on": on, "reason": f"{name} is heard"}
    ConsultationResponse.objects.create(**kept, **told, **done, consultation=asked, entered_by=own, answered_by=own)
    measure = Measure.objects.create(**kept, uri=f"/akn/kz/act/law/{mark}", territory_id=judged.owner, kind="law")
    held: dict[str, Any] = {"language": "eng", "start": on, "content": b"", "sha256": "s", "file_kind": "txt"}
    text = Expression.objects.create(**kept, **held, measure=measure, source_kind="official", file_sha256="s")
    became: dict[str, Any] = {"version": version, "measure": measure, "expression": text, "adopted_on": on}
    Adoption.objects.create(**kept, **became, task=task, number="1", recorded_by=own)
