"""Drafts that amend a measure: on which text they rest, and what becomes of that measure when they are adopted."""

from datetime import date

from kerege.files.rules import received
from kerege.journal.rules import checking
from kerege.law.actions import events, texts
from kerege.law.actions.measures import own_measure
from kerege.law.models import DraftingTask, DraftVersion, Expression, LifecycleEvent, Measure
from kerege.law.rules import amending as rules
from kerege.law.rules.akn.instructions import from_data
from kerege.law.rules.amending import Base
from kerege.law.rules.timeline import Event, Text
from kerege.law.words import drafting_refused as refused
from kerege.law.words.measures import EventKind, SourceKind
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import Actor


def to_be_amended(*, by: Actor, uri: str, synthetic: bool) -> Measure | None:
    """The measure that a draft shall amend; None for the draft of a new act. For opening a task.

    Refuses law.no_measure, people.not_yours and law.amends_example.
    """
    if not uri:
        return None
    found = own_measure(by=by, uri=uri, field="amends")
    if found.synthetic != synthetic:
        raise Refusal(refused.AMENDS_EXAMPLE, field="amends")
    return found


def _base_of(row: DraftingTask, on: date) -> tuple[Expression, Base]:
    """The text that the draft amends, in the language of the draft: the newest that has not ended by a day, among those
    that everybody may read who reads the draft. For actions.

    Refuses law.amends_ended and law.no_base.
    """
    with checking():
        measure = Measure.objects.inside_action().get(pk=row.amends_id)
        happened = _events(row)
        rows = Expression.objects.inside_action().filter(measure=measure, language=row.language, withdrawn_on=None)
        known = {_told(each): each for each in rows.filter(label__lte=row.label)}
    rules.check_stands(measure.stated_state, happened, on)
    newest = rules.to_amend(known, row.language, on)
    if newest is None:
        raise Refusal(refused.NO_BASE, language=row.language)
    found = known[newest]
    title = next(iter(measure.titles.values()), row.title)
    return found, Base(bytes(found.content), measure.uri, row.language, found.start, title)


def _told(row: Expression) -> Text:
    return Text(str(row.uid), row.language, row.start, row.until, row.source_kind)


def _events(row: DraftingTask) -> list[Event]:
    """What happened to the measure, as far as everybody may know who reads the draft."""
    rows = LifecycleEvent.objects.inside_action().filter(measure_id=row.amends_id, withdrawn_on=None)
    rows = rows.filter(label__lte=row.label)
    return [Event(str(each.uid), each.kind, each.counts_from, frozenset(each.wids)) for each in rows]


def _check_may_be_public(version: DraftVersion) -> None:
    """Refuse law.base_not_public for a version with words of a text that the public may not read."""
    rows = Expression.objects.inside_action().filter(pk=version.base_id, label__gt=Sensitivity.PUBLIC)
    if version.base_id is not None and rows.exists():
        raise Refusal(refused.BASE_NOT_PUBLIC, field="audience")


def amend_measure(
    *, by: Actor, row: DraftingTask, version: DraftVersion, act: Measure, start: date, source: str, today: date
) -> Expression:
    """What becomes of the measure: its text as amended from a day on, and the amendment as its event. Judgements that
    cite what changed are stale with it. For adopting a draft, inside its transaction.

    Refuses law.no_base, law.amends_ended, law.base_moved, law.base_behind, law.amends_before, law.amend_*, and what
    adding a text and recording an event refuse.
    """
    with checking():  # of two adoptions at once the second finds the text of the first
        Measure.objects.inside_action().select_for_update(of=("self",)).get(pk=row.amends_id)
    base, told = _base_of(row, start)
    if base.sha256 != version.base_sha256:
        raise Refusal(refused.BASE_MOVED, field="version")
    rules.check_begins(base.start, start)
    with checking():
        happened = _events(row)
    rules.check_holds_all(_told(base), happened, start)
    before, after = bytes(base.content), bytes(version.content)
    rules.check_fits(before, from_data(version.instructions), after)
    text = texts.add_text(
        by=by,
        uri=told.uri,
        file=received("text.txt", [version.text.encode()], kinds=texts.KINDS),
        language=row.language,
        start=start,
        until=base.until,
        source_kind=SourceKind.CONSOLIDATION,
        label=base.label,
        today=today,
    )
    rules.check_same(after, bytes(text.content))
    events.record_event(
        by=by,
        uri=told.uri,
        kind=EventKind.AMEND,
        on=start.isoformat(),
        parts=rules.touched(before, after),
        by_measure=act.uri,
        source=source,
        label=base.label,
    )
    return text
