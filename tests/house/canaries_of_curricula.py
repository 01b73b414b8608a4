"""Canaries in curricula, their versions and what is offered back, and in questions. See canaries.py."""

from datetime import UTC, date, datetime
from typing import Any

from kerege.journal.actions import act
from kerege.lib.ids import new_uid
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM
from kerege.training import actions as training
from kerege.training.actions import bank, elearning, lti_tools
from kerege.training.models import CurriculumExam, CurriculumExamItem, CurriculumOffer, ExamOfVersion, ReviewEntry
from tests.training import elearning_made, items_made

OWNER = "KAZ"
DAY = date(2018, 6, 7)
AT = datetime(2018, 6, 7, 12, tzinfo=UTC)


def lay_curricula(level: Sensitivity, laid: Any) -> None:
    """A curriculum for some with a published version, and an offer to it."""
    key = f"canary-{laid.mark}{level.name.lower()}"
    number = laid.word("cv", level)
    lesson = {"id": "m1", "title": _in_english(laid, "module", level), "minutes": 30}
    lesson["body"] = _in_english(laid, "lesson", level, shown=False)
    content = {
        "format": "kerege/curriculum/1",
        "key": key,
        "version": number,
        "kind": "modules",
        "level": "awareness",
        "source": "en",
        "languages": ["en"],
        "licence": "CC-BY-4.0",
        "title": _in_english(laid, "curriculum", level),
        "modules": [lesson | {"scenarios": [_scenario(laid, level)]}],
    }
    row = training.record_curriculum_version(by=SYSTEM, owner=OWNER, content=content, label=level)
    training.publish_curriculum_version(by=SYSTEM, key=key, version=number, today=DAY)
    with act("tests.curriculum.laid", by=SYSTEM, about=key):
        kept: dict[str, Any] = {"owner": OWNER, "label": level, "to": row.of, "origin": row, "node": "m1"}
        CurriculumOffer.objects.create(**kept, change="changed", offered_on=DAY, note=laid.word("offeredback", level))
        said: dict[str, Any] = {"kind": "asked", "digest": row.digest, "said_by": "nobody", "said_at": AT}
        _exam(level, laid, kept["to"], row)
        text = laid.word("reviewed", level, shown=False)
        ReviewEntry.objects.create(owner=OWNER, label=level, version=row, text=text, **said)
    laid.uids.setdefault("curriculum", []).append(key)
    made = training.make_pack(by=SYSTEM, key=key, version=number, node="REG", program="0.1.0", today=DAY)
    laid.uids.setdefault("pack", []).append(str(made.uid))
    title = laid.word("elearning", level)
    told: dict[str, Any] = {"owner": OWNER, "label": level, "file": elearning_made.scorm12(title=title)}
    package = elearning.hand_in_package(by=SYSTEM, **told, rights=laid.word("elearningrights", level), today=DAY)
    elearning.publish_package(by=SYSTEM, uid=str(package.uid), today=DAY)
    laid.uids.setdefault("elearning", []).append(str(package.uid))
    lti_tools.register_tool(
        by=SYSTEM,
        owner=OWNER,
        label=level,
        title=laid.word("ltitool", level),
        about=laid.word("ltiabout", level, shown=False),
        **dict.fromkeys(("login_url", "launch_url", "redirect_uris", "keys_url"), "https://tool.example/lti"),
        today=DAY,
    )
    _lay_bank(level, laid)


def _lay_bank(level: Sensitivity, laid: Any) -> None:
    """A question, whose words are for whoever keeps curricula in OWNER, and its key."""
    key = f"canary-{laid.mark}{level.name.lower()}"
    told: dict[str, Any] = {"title": laid.word("banktitle", level), "about": laid.word("bankabout", level)}
    kept = bank.keep_collection(by=SYSTEM, owner=OWNER, key=key, label=level, **told)
    asked = {"id": "r", "kind": "text", "accepted": [{"value": laid.word("bankkey", level)}]}
    body = items_made.item(asked, text=_in_english(laid, "bankasked", level))
    tags = bank.Tags(topics=(laid.word("banktopic", level),), source=laid.word("banksource", level))
    row = bank.draft_item(
        by=SYSTEM, collection=key, body=body, tags=tags, origin=laid.word("bankorigin", level, shown=False)
    )
    bank.review_item(by=SYSTEM, version=str(row.uid), today=DAY)
    bank.release_item(by=SYSTEM, version=str(row.uid), today=DAY)
    laid.uids.setdefault("bank", []).append(kept.key)
    laid.uids.setdefault("bankitem", []).append(str(row.entry.uid))


def _scenario(laid: Any, level: Sensitivity) -> dict[str, Any]:
    """One with an ending only, that is there to be drawn."""
    scene = {"id": "m1-s1", "title": _in_english(laid, "scene", level, shown=False), "text": {"en": "Here."}}
    return {"id": "m1-s", "title": {"en": "A scenario"}, "scenes": [scene | {"learnt": {"en": "This."}}]}


def banked(owner: str, key: str) -> str:
    """A collection with one draft; the uid of the question."""
    bank.keep_collection(by=SYSTEM, owner=owner, key=key, title="Questions")
    return str(bank.draft_item(by=SYSTEM, collection=key, body=items_made.EVERY["one"]).entry.uid)


def _exam(level: Sensitivity, laid: Any, of: Any, version: Any) -> None:
    """An exam of the curriculum: its version says the title, and nobody but its keeper what it asks."""
    told: dict[str, Any] = {"blueprint": [], "pass_mark": 70, "minutes": 30, "shown": "score", "key": new_uid()}
    told |= {
        "title": {"en": laid.word("examplan", level, shown=False)},
        "reason": laid.word("examgone", level, shown=False),
    }
    made = CurriculumExam.objects.create(owner=OWNER, **told, of=of, version=version, state="released", drafted_by="-")
    data = {"text": {"en": laid.word("examquestion", level, shown=False)}}
    CurriculumExamItem.objects.create(owner=OWNER, exam=made, ref=laid.word("examref", level, shown=False), data=data)
    said: dict[str, Any] = {"title": _in_english(laid, "examtitle", level), "outcomes": ["m1"], "questions": 1}
    ExamOfVersion.objects.create(owner=OWNER, label=level, version=version, exam=made, **said, minutes=30, pass_mark=70)


def _in_english(laid: Any, what: str, level: Sensitivity, *, shown: bool = True) -> dict[str, str]:
    return {"en": laid.word(what, level, shown=shown)}
