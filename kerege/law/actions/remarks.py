"""What is said on provisions of a draft: comments, other wordings, answers; and what becomes of them."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.law.actions.drafting import _check_writable, _taken, task_of
from kerege.law.actions.groups import _belongs
from kerege.law.actions.judging import _reason_of
from kerege.law.actions.own_rows import own_row
from kerege.law.actions.versions import _last, write_version
from kerege.law.models import DraftingTask, DraftVersion, Remark
from kerege.law.rules import blocks as lines
from kerege.law.rules.akn.parts import Part, parts
from kerege.law.rules.akn.reading import read
from kerege.law.rules.drafting import read_steps
from kerege.law.rules.working import check_decides, check_open
from kerege.law.words import drafting_refused as drafting
from kerege.law.words import working_refused as refused
from kerege.law.words.drafting import StepKind
from kerege.law.words.working import RemarkKind, RemarkState
from kerege.lib.canonical import digest
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_text
from kerege.people.rules import Actor, check_may
from kerege.people.words import Deed

DEEDS = (Deed.RECORD_LAW, Deed.REVIEW_LAW, Deed.SPEAK_ON_DRAFTS)
MOST_SAID, MOST_WORDING = 4_000, 40_000


def remark(
    *,
    by: Actor,
    task: str,
    version: int,
    eid: str,
    words: str = "",
    after: str | None = None,
    today: date | None = None,
) -> Remark:
    """Begin a thread on a provision of a version. With `after` it suggests that the lines of the provision, and of all
    below it, read so; an empty text would take the provision out.

    Until a consultation is behind, members of the group, the chair and whoever wrote a version speak; after that all
    who work on the country's law. Refuses records.nothing_there, people.not_yours, law.task_closed, law.not_in_group,
    law.no_such_version, law.no_provision, law.nothing_said, law.nothing_changed and text.*.
    """
    row, day = task_of(by=by, task=task, deeds=DEEDS), today or localdate()
    who = _check_speaks(by, row, day)
    said = clean_text(words, field="words", max_length=MOST_SAID) if words.strip() else ""
    with checking():
        of = DraftVersion.objects.inside_action().filter(task=row, number=version).first()
    if of is None:
        raise Refusal(drafting.NO_SUCH_VERSION, field="version", version=version)
    known = {part.eid: part for part in _parts(of)}
    if eid not in known:
        raise Refusal(refused.NO_PROVISION, field="eid", version=version, eid=eid[:80])
    told: dict[str, Any] = {"version": of, "eid": eid, "part_hash": known[eid].content_hash, "words": said}
    if after is None:
        if not said:
            raise Refusal(refused.NOTHING_SAID, field="words")
        return _keep(row, told, who=who, by=by, on=day)
    found = lines.blocks(of.text, list(known.values())).get(eid)
    if found is None:
        raise Refusal(refused.NO_PROVISION, field="eid", version=version, eid=eid[:80])
    before = lines.lines_of(of.text, found)
    wanted = lines.tidy(clean_text(after, field="after", max_length=MOST_WORDING)) if after.strip() else ""
    if wanted == before:
        raise Refusal(refused.NOTHING_CHANGED, field="after")
    told |= {"kind": RemarkKind.SUGGESTION, "before": before, "after": wanted}
    return _keep(row, told, who=who, by=by, on=day)


def answer_remark(*, by: Actor, remark: str, words: str, today: date | None = None) -> Remark:
    """Answer in an open thread. Refuses what `remark` does, law.nothing_said and law.remark_closed."""
    first, day = remark_of(by=by, remark=remark), today or localdate()
    who = _check_speaks(by, first.task, day)
    check_open(first.state)
    if not words.strip():
        raise Refusal(refused.NOTHING_SAID, field="words")
    told = {"version": first.version, "eid": first.eid, "part_hash": first.part_hash, "answers": first}
    said = clean_text(words, field="words", max_length=MOST_SAID)
    return _keep(first.task, {**told, "words": said}, who=who, by=by, on=day)


def take_suggestion(*, by: Actor, remark: str, seen: int, today: date | None = None) -> DraftVersion:
    """Take another's wording into the next version; a drafter does. `seen` is the newest version that they had open.

    Refuses records.nothing_there, people.not_yours, law.remark_closed, law.not_suggested, law.own_suggestion,
    law.suggestion_other_text where the provision reads otherwise by now, and what versions.write_version refuses.
    """
    found, day = remark_of(by=by, remark=remark), today or localdate()
    check_may(by, Deed.RECORD_LAW, found.owner)
    check_decides(found.kind, found.state, author=found.author, by=known_as(by.uid))
    with checking():
        text = _with(found)
    with transaction.atomic():
        version = write_version(by=by, task=str(found.task.uid), text=text, seen=seen, today=day)
        with act("law.remark.taken", by=by, owner=found.owner, about=found.task.uid, sha256=found.sha256):
            row = Remark.objects.inside_action().select_for_update(of=("self",)).get(pk=found.pk)
            check_decides(row.kind, row.state, author=row.author, by=known_as(by.uid))
            row.state, row.taken_in = RemarkState.ACCEPTED, version
            row.decided_by, row.decided_on = known_as(by.uid), day
            row.save()
    return version


def decline_suggestion(*, by: Actor, remark: str, reason: str, today: date | None = None) -> Remark:
    """Decline another's wording with a reason; a drafter does.

    Refuses records.nothing_there, people.not_yours, law.remark_closed, law.not_suggested, law.own_suggestion,
    law.no_reason and text.*.
    """
    found = remark_of(by=by, remark=remark)
    check_may(by, Deed.RECORD_LAW, found.owner)
    check_decides(found.kind, found.state, author=found.author, by=known_as(by.uid))
    return _ended(found, RemarkState.DECLINED, by=by, on=today, reason=_reason_of(reason))


def settle_comment(*, by: Actor, remark: str, reason: str = "", today: date | None = None) -> Remark:
    """Say that a comment was dealt with; a drafter does, or whoever made it.

    Refuses records.nothing_there, people.not_yours, law.remark_closed, law.not_a_comment and text.*.
    """
    found = remark_of(by=by, remark=remark)
    if known_as(by.uid) != found.author:
        check_may(by, Deed.RECORD_LAW, found.owner)
    check_open(found.state)
    if found.kind != RemarkKind.COMMENT:
        raise Refusal(refused.NOT_A_COMMENT)
    why = clean_text(reason, field="reason", max_length=1000) if reason.strip() else ""
    return _ended(found, RemarkState.SETTLED, by=by, on=today, reason=why)


def withdraw_remark(*, by: Actor, remark: str, today: date | None = None) -> Remark:
    """Take back what one said. It stays to be read as withdrawn.

    Refuses records.nothing_there, law.not_your_remark and law.remark_closed.
    """
    found = remark_of(by=by, remark=remark)
    check_may(by, Deed.SPEAK_ON_DRAFTS, found.owner)
    if known_as(by.uid) != found.author:
        raise Refusal(refused.NOT_YOUR_REMARK)
    check_open(found.state)
    return _ended(found, RemarkState.WITHDRAWN, by=by, on=today)


def remark_of(*, by: Actor, remark: str) -> Remark:
    """The first of a thread, for whoever works on the country's drafts. Refuses records.nothing_there to others."""
    found: Remark = own_row(
        by=by, model=Remark, uid=remark, field="remark", deeds=DEEDS, related=("task", "version", "answers")
    )
    if found.answers is not None:
        return remark_of(by=by, remark=str(found.answers.uid))
    return found


def _check_speaks(by: Actor, row: DraftingTask, day: date) -> str:
    """Who speaks, by pseudonym. Refuses people.not_yours, law.task_closed and law.not_in_group."""
    check_may(by, Deed.SPEAK_ON_DRAFTS, row.owner)
    _check_writable(row)
    who = known_as(by.uid)
    if not (_belongs(row, who, day) or _wrote(row, who) or _is_out(row)):
        raise Refusal(refused.NOT_IN_GROUP)
    return who


def _wrote(row: DraftingTask, who: str) -> bool:
    with checking():
        return bool(DraftVersion.objects.inside_action().filter(task=row, author=who).exists())


def _is_out(row: DraftingTask) -> bool:
    """Whether a consultation on the draft is behind."""
    with checking():
        taken = {each.key for each in _taken(row)}
    return any(step.kind == StepKind.CONSULTATION and step.key in taken for step in read_steps(row.key, row.steps))


def _parts(version: DraftVersion) -> list[Part]:
    return parts(read(bytes(version.content)).root)


def _keep(row: DraftingTask, told: dict[str, Any], *, who: str, by: Actor, on: date) -> Remark:
    with act("law.remark.made", by=by, owner=row.owner, about=row.uid, kind=told.get("kind", RemarkKind.COMMENT)):
        made = Remark(**told, task=row, owner=row.owner, synthetic=row.synthetic, label=row.label, author=who)
        said = [made.kind, told["version"].sha256, made.eid, made.part_hash, made.words, made.before, made.after, who]
        made.made_on, made.sha256 = on, digest([*said, str(made.answers.uid) if made.answers else ""])
        made.save()
    return made


def _ended(found: Remark, state: RemarkState, *, by: Actor, on: date | None, reason: str = "") -> Remark:
    with act("law.remark.ended", by=by, owner=found.owner, about=found.task.uid, state=state):
        row: Remark = Remark.objects.inside_action().select_for_update(of=("self",)).get(pk=found.pk)
        check_open(row.state)
        row.state, row.decided_by, row.decided_on, row.reason = state, known_as(by.uid), on or localdate(), reason
        row.save()
    return row


def _with(found: Remark) -> str:
    """The text of the newest version with the wording in it. Refuses law.suggestion_other_text."""
    newest = _last(found.task)
    if newest is None:  # a remark stands on a version
        raise Refusal(drafting.NO_VERSION)
    now = _parts(newest)
    _fate, eid = lines.since(found.eid, _parts(found.version), now)
    block = lines.blocks(newest.text, now).get(eid)
    if block is None or lines.lines_of(newest.text, block) != found.before:
        raise Refusal(refused.OTHER_WORDING, now=newest.number, then=found.version.number)
    return lines.exchanged(newest.text, block, found.after)
