"""Evidence that is kept here: a provision, the words selected in it, and whether it was in force on the round's day."""

from datetime import date
from typing import Any

from django.utils.timezone import localdate

from kerege.journal.rules import checking
from kerege.law.actions.citing import LONGEST_SELECTION, _added, writable
from kerege.law.models import Evidence, Judgement, LifecycleEvent, Provision
from kerege.law.rules import judging as rules
from kerege.law.rules.staling import HOLDS_THEN
from kerege.law.rules.timeline import Event, standings
from kerege.law.words import coverage_refused as refused
from kerege.law.words.coverage import Relation
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import Actor, choice
from kerege.records.recording import NOTHING_THERE
from kerege.sharing.rules import viewer_of


def cite_provision(
    *,
    by: Actor,
    judgement: str,
    relation: str,
    provision: str,
    exact: str = "",
    prefix: str = "",
    suffix: str = "",
    today: date | None = None,
) -> Evidence:
    """Add a provision that is kept here to a draft, with the words selected and the hash of its text; without words it
    is the whole provision. It has to be of the round's country and in force on the round's day.

    Refuses what citing.writable refuses, records.nothing_there, law.not_in_force_then, .no_such_selection,
    .evidence_twice and people.unknown_choice.
    """
    row = writable(by=by, judgement=judgement)
    how = choice(relation, Relation, "relation")
    with checking():
        part = _part(by, row, provision)
        content = _content(part, exact=exact, prefix=prefix, suffix=suffix)
        if not _holds(part, on=row.round.as_of):
            told = f"{content['title']}, {content['place']}"
            raise Refusal(refused.NOT_IN_FORCE_THEN, field="provision", provision=told, as_of=str(row.round.as_of))
    return _added(by=by, row=row, relation=how, content=content, day=today or localdate())


def _part(by: Actor, row: Judgement, provision: str) -> Provision:
    """The provision, if the actor may read it and it is of the country of the round."""
    uid = uid_or_none(provision)
    rows = Provision.objects.inside_action().select_related("expression__measure__rank")
    part: Provision | None = rows.filter(uid=uid, owner=row.owner).first() if uid else None
    reader = viewer_of(uid=by.uid, name=by.name, grants=by.grants)
    if part is None or not (by.is_system or reader.may_see(part.label, part.owner)):
        raise Refusal(NOTHING_THERE, field="provision", what="provision", key=str(provision)[:40])
    return part


def _content(part: Provision, *, exact: str, prefix: str, suffix: str) -> dict[str, Any]:
    text, measure = part.expression, part.expression.measure
    words = " ".join(exact.split())
    rules.check_selection(part.text, exact=words, prefix=prefix, suffix=suffix)
    called = measure.titles.get("en") or next(iter(measure.titles.values()), measure.uri)
    return {
        "work": measure.uri,
        "expression": f"{measure.uri}/{text.language}@{text.start}",
        "eid": part.eid,
        "wid": part.wid,
        "title": called[:300],
        "place": (part.num or part.heading or part.eid)[:200],
        "rank": measure.rank.level if measure.rank is not None else None,
        "exact": words[:LONGEST_SELECTION],
        "prefix": prefix[-200:],
        "suffix": suffix[:200],
        "content_hash": part.content_hash,
    }


def _holds(part: Provision, *, on: date) -> bool:
    """Whether a provision is in force on a day, as far as its text and the events of its measure tell."""
    text = part.expression
    if text.withdrawn_on is not None or on < text.start or (text.until is not None and text.until <= on):
        return False
    return _standing_of(part, on=on) in HOLDS_THEN


def _standing_of(part: Provision, *, on: date, most: int = Sensitivity.RESTRICTED) -> str:
    """How a provision stands on a day by the events of its measure: its own, or those of a part in which it stands.
    Events that are labelled more strictly than `most` are left out.
    """
    rows = LifecycleEvent.objects.inside_action().filter(measure=part.expression.measure, withdrawn_on=None)
    rows = rows.filter(label__lte=most)
    whole, parts = standings([Event(str(e.uid), e.kind, e.counts_from, frozenset(e.wids)) for e in rows], on)
    above = {each.eid: each for each in Provision.objects.inside_action().filter(expression=part.expression)}
    at: Provision | None = part
    while at is not None:
        if at.wid in parts:
            return parts[at.wid].value
        at = above.get(at.parent)
    return whole.value
