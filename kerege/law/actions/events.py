"""What happens to measures: recorded with its day or its condition, and withdrawn when it was wrong."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from kerege.atlas import queries as atlas
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.law.actions.measures import own_measure
from kerege.law.actions.staling import _see_to_judgements
from kerege.law.models import LifecycleEvent, Measure, Provision
from kerege.law.rules import measures as rules
from kerege.law.words import measures_refused as words
from kerege.law.words.measures import EventKind
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.stated import read_stated
from kerege.lib.text import clean_line
from kerege.people.rules import Actor, check_may, choice
from kerege.people.words import Deed


def record_event(
    *,
    by: Actor,
    uri: str,
    kind: str,
    on: str = "",
    condition: str = "",
    parts: Iterable[str] = (),
    by_measure: str = "",
    source: str = "",
    note: str = "",
    label: int | None = None,
) -> LifecycleEvent:
    """Record what happens to a measure, or to the parts with these names (wId, or eId where a text has no other): on a
    day, in a month or a year, or when a condition is met. It may still be to come. The same again changes nothing.

    Refuses people.not_yours, people.unknown_choice, law.no_measure, law.no_part, law.event_no_day, law.before_act,
    law.by_itself, dates.*, text.* and atlas.unknown_code.
    """
    measure = own_measure(by=by, uri=uri)
    stated = read_stated(on, field="on")
    if stated.last is None and not condition.strip():
        raise Refusal(words.EVENT_NO_DAY, field="on")
    rules.check_after(measure.stated, stated.last, field="on")
    changing = own_measure(by=by, uri=by_measure, field="by_measure") if by_measure else None
    if changing == measure:
        raise Refusal(words.BY_ITSELF, field="by_measure")
    content = {
        "kind": choice(kind, EventKind, "kind"),
        "wids": _wids(measure, parts),
        "first_day": stated.first,
        "counts_from": stated.last,
        "precision": stated.precision.value,
        "condition": clean_line(condition, field="condition", max_length=300) if condition.strip() else "",
        "by_measure": changing,
        "source": atlas.source(source) if source else None,
        "note": clean_line(note, field="note", max_length=300) if note.strip() else "",
    }
    with checking():
        rows = LifecycleEvent.objects.inside_action().filter(measure=measure, withdrawn_on__isnull=True)
        same: LifecycleEvent | None = rows.filter(**content).first()
    if same is not None:
        return same
    others = [measure.label, changing.label if changing else Sensitivity.PUBLIC]
    with act("law.event.recorded", by=by, owner=measure.owner, about=measure.uid, kind=content["kind"]):
        made: LifecycleEvent = LifecycleEvent.objects.create(
            measure=measure,
            owner=measure.owner,
            label=rules.label_for("", label, *others),
            synthetic=measure.synthetic,
            **content,
        )
        _see_to_judgements(measure, today=timezone.localdate())
    return made


def withdraw_event(*, by: Actor, uid: str, reason: str, today: date | None = None) -> LifecycleEvent:
    """Withdraw an event that did not happen so. Refuses law.no_event, law.no_why and people.not_yours."""
    with checking():
        rows = LifecycleEvent.objects.inside_action().filter(uid=uid_or_none(uid), withdrawn_on__isnull=True)
        found: LifecycleEvent | None = rows.select_related("measure").first()
    if found is None:
        raise Refusal(words.NO_EVENT)
    check_may(by, Deed.RECORD_LAW, found.owner)
    if not reason.strip():
        raise Refusal(words.NO_WHY, field="reason")
    why = clean_line(reason, field="reason")
    with act("law.event.withdrawn", by=by, owner=found.owner, about=found.measure.uid, event=found.uid):
        found.withdrawn_on, found.withdrawn_why = today or timezone.localdate(), why
        found.save()
        _see_to_judgements(found.measure, today=found.withdrawn_on)
    return found


def _wids(measure: Measure, parts: Iterable[str]) -> list[str]:
    """The lasting names of parts, each of which some text of the measure has. Refuses law.no_part."""
    asked = list(dict.fromkeys(each.strip() for each in parts if each.strip()))
    with checking():
        rows = Provision.objects.inside_action().filter(expression__measure=measure)
        known = {name: wid for eid, wid in rows.values_list("eid", "wid") for name in (eid, wid)} if asked else {}
    for each in asked:
        if each not in known:
            raise Refusal(words.NO_PART, field="parts", part=each[:60])
    return sorted({known[each] for each in asked})
