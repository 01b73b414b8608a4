"""Versions of a draft, and its adoption as a national measure."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from kerege.atlas import queries as atlas
from kerege.files.rules import received
from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.law.actions import measures, texts
from kerege.law.actions.amending import _base_of, amend_measure
from kerege.law.actions.drafting import _check_chair, _check_writable, _keep, _taken, task_of
from kerege.law.models import Adoption, DraftingTask, DraftVersion, Expression, Measure
from kerege.law.rules import drafting as rules
from kerege.law.rules.akn.instructions import as_data
from kerege.law.rules.amending import revised
from kerege.law.rules.drafts import MOST_LETTERS, drafted, key_slug, number_slug
from kerege.law.rules.measures import LANGUAGES
from kerege.law.words import drafting_refused as refused
from kerege.law.words.drafting import StepKind, StepResult, TaskState
from kerege.law.words.measures import MeasureState, SourceKind
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line, clean_text
from kerege.people.rules import Actor, check_may
from kerege.people.words import Deed


def write_version(
    *,
    by: Actor,
    task: str,
    text: str,
    seen: int,
    note: str = "",
    machine: bool = False,
    today: date | None = None,
) -> DraftVersion:
    """Add the next version of a draft; `seen` is the number of the version that the author had open, 0 where there was
    none. Each article, paragraph and point stands on a line of its own. A draft that amends a measure is the text that
    it shall have: the version keeps the instructions that lead there, and the hash of the text on which it rests.

    Refuses records.nothing_there, people.not_yours, law.task_closed, law.version_moved, law.version_same, law.no_base,
    law.amends_ended, law.not_amendable, law.amends_nothing, law.draft_without_text, law.draft_words_lost,
    law.not_marked_up and text.*.
    """
    row, day = task_of(by=by, task=task), today or localdate()
    check_may(by, Deed.RECORD_LAW, row.owner)
    _check_writable(row)
    if not text.strip():
        raise Refusal(refused.DRAFT_WITHOUT_TEXT, field="text")
    cleaned = clean_text(text, field="text", max_length=MOST_LETTERS)
    said = clean_line(note, field="note", max_length=300) if note.strip() else ""
    base: Expression | None = None
    instructions: list[dict[str, Any]] = []
    if row.amends_id is not None:
        base, told = _base_of(row, day)
        built, found = revised(told, cleaned)
        instructions = as_data(found)
    else:
        built = drafted(cleaned, uri=_address(row), language=row.language, on=row.opened_on, title=row.title)
    with act("law.draft.written", by=by, owner=row.owner, about=row.uid, sha256=built.sha256) as done:
        DraftingTask.objects.inside_action().select_for_update(of=("self",)).get(pk=row.pk)
        last = _last(row)
        if seen != (last.number if last else 0):
            raise Refusal(refused.VERSION_MOVED, now=last.number if last else 0, seen=seen)
        if last is not None and last.text == built.text:
            raise Refusal(refused.VERSION_SAME, field="text", version=last.number)
        version = DraftVersion(task=row, owner=row.owner, synthetic=row.synthetic, machine=machine, note=said)
        version.number, version.parent_sha256 = seen + 1, last.sha256 if last else ""
        version.text, version.content, version.sha256 = built.text, built.content, built.sha256
        version.author, version.written_on = known_as(by.uid), day
        version.base, version.base_sha256 = base, base.sha256 if base is not None else ""
        version.instructions = instructions
        version.save()
        done.note(version=version.number)
    return version


def _last(row: DraftingTask) -> DraftVersion | None:
    found: DraftVersion | None = DraftVersion.objects.inside_action().filter(task=row).order_by("-number").first()
    return found


def _address(row: DraftingTask) -> str:
    """Under which address the draft is a document, until it has one as an act."""
    alpha2 = (atlas.territory(row.owner).alpha2 or "").lower()
    return f"/akn/{alpha2}/bill/{row.kind}/{row.opened_on.year}/{key_slug(row.key)}"


def adopt_draft(
    *,
    by: Actor,
    task: str,
    version: int,
    on: date,
    number: str,
    source: str,
    holds_from: date | None = None,
    note: str = "",
    today: date | None = None,
) -> Adoption:
    """Record that a version was adopted: it becomes a measure under its number and day, with its text; the chair does.
    Where it amends a measure, that one has the revised text from `holds_from` on and the amendment as an event by the
    new act; judgements that cite what changed are stale in the same transaction. No gap closes by it.

    Refuses records.nothing_there, people.not_yours, law.not_the_chair, law.task_closed, what amend_measure refuses,
    law.no_such_version, law.machine_draft, law.bad_number, law.number_taken, what rules.drafting.check_step refuses,
    and what recording a measure and adding a text refuse.
    """
    row, day = task_of(by=by, task=task), today or localdate()
    check_may(by, Deed.RECORD_LAW, row.owner)
    _check_chair(by, row)
    _check_writable(row)
    steps = rules.read_steps(row.key, row.steps)
    last = rules.step_of(steps, StepKind.ADOPTED)
    registered = clean_line(number, field="number", max_length=40) if number.strip() else ""
    told = clean_text(note, field="note", max_length=1000) if note.strip() else ""
    with checking():
        step = rules.check_step(steps, _taken(row), last.key if last else "", on=on, today=day)
        chosen = DraftVersion.objects.inside_action().filter(task=row, number=version).first()
        if chosen is None:
            raise Refusal(refused.NO_SUCH_VERSION, field="version", version=version)
        if chosen.machine:
            raise Refusal(refused.MACHINE_DRAFT, field="version", version=version)
        slug = number_slug(registered)
        _check_number(row, registered, slug, on)
    with transaction.atomic():
        measure = _measure(by, row, on=on, number=registered, slug=slug, source=source, today=day)
        text = _text(by, row, chosen, measure, start=holds_from or on, source=source, today=day)
        with act("law.draft.adopted", by=by, owner=row.owner, about=row.uid, version=version, measure=measure.uid):
            done = Adoption(task=row, owner=row.owner, synthetic=row.synthetic, version=chosen, label=row.label)
            done.measure, done.expression, done.number = measure, text, registered
            done.adopted_on, done.recorded_by = on, known_as(by.uid)
            done.save()
            _keep(row, step, by=by, on=on, result=StepResult.PASSED, note=told)
            row.state, row.ended_on = TaskState.ADOPTED, day
            row.save()
    return done


def _text(
    by: Actor, row: DraftingTask, version: DraftVersion, measure: Measure, *, start: date, source: str, today: date
) -> Expression:
    """The text that holds by the adoption: of the new act, or of the one that it amends."""
    if row.amends_id is not None:
        return amend_measure(by=by, row=row, version=version, act=measure, start=start, source=source, today=today)
    return texts.add_text(
        by=by,
        uri=measure.uri,
        file=received("text.txt", [version.text.encode()], kinds=texts.KINDS),
        language=row.language,
        start=start,
        source_kind=SourceKind.OFFICIAL,
        today=today,
    )


def _check_number(row: DraftingTask, number: str, slug: str, on: date) -> None:
    """Refuse law.number_taken: a number of one kind of act and one year belongs to one measure."""
    same = Measure.objects.inside_action().filter(territory_id=row.owner, kind=row.kind, first_day__year=on.year)
    taken = next((each for each in same if each.number and _slug(each.number) == slug), None)
    if taken is not None:
        told = {"year": on.year, "uri": taken.uri}
        raise Refusal(refused.NUMBER_TAKEN, field="number", number=number, **told)


def _slug(number: str) -> str:
    try:
        return number_slug(number)
    except Refusal:
        return ""


def _measure(by: Actor, row: DraftingTask, *, on: date, number: str, slug: str, source: str, today: date) -> Measure:
    alpha2 = (atlas.territory(row.owner).alpha2 or "").lower()
    content: dict[str, Any] = {
        "owner": row.owner,
        "uri": f"/akn/{alpha2}/act/{row.kind}/{on.isoformat()}/{slug}",
        "kind": row.kind,
        "titles": {LANGUAGES[row.language]: row.title},
        "number": number,
        "dates": on.isoformat(),
        "state": MeasureState.ADOPTED,
        "sources": [source] if source.strip() else [],
        "synthetic": row.synthetic,
    }
    return measures.record_measure(by=by, **content, today=today)
