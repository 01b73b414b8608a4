"""Evidence of judgements: acts that are kept elsewhere."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.law.actions.judging import judgement_of
from kerege.law.models import Evidence, Judgement
from kerege.law.rules import judging as rules
from kerege.law.words import coverage_refused as refused
from kerege.law.words.coverage import Relation
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line, clean_text
from kerege.people.rules import Actor, check_may, choice
from kerege.people.words import Deed

LONGEST_SELECTION = 4000


def cite_elsewhere(
    *,
    by: Actor,
    judgement: str,
    relation: str,
    title: str,
    address: str,
    place: str = "",
    exact: str = "",
    today: date | None = None,
) -> Evidence:
    """Add to a draft an act whose text is not kept here: its title, its address and the article.

    Refuses what `writable` refuses, law.no_place, .evidence_twice, people.unknown_choice and text.*.
    """
    row = writable(by=by, judgement=judgement)
    how = choice(relation, Relation, "relation")
    if not title.strip() or not address.strip():
        raise Refusal(refused.NO_PLACE, field="title" if not title.strip() else "address")
    content = {
        "work": clean_line(address, field="address", max_length=300),
        "title": clean_line(title, field="title", max_length=300),
        "place": clean_line(place, field="place", max_length=200) if place.strip() else "",
        "exact": clean_text(exact, field="exact", max_length=LONGEST_SELECTION) if exact.strip() else "",
    }
    return _added(by=by, row=row, relation=how, content=content, day=today or localdate())


def writable(*, by: Actor, judgement: str) -> Judgement:
    """The draft, for whoever may add evidence to it.

    Refuses what judging.judgement_of refuses, people.not_yours, law.judgement_not_now and law.judgement_stands.
    """
    row = judgement_of(by=by, judgement=judgement)
    check_may(by, Deed.RECORD_LAW, row.owner)
    rules.check_writable(row.state)
    return row


def _added(*, by: Actor, row: Judgement, relation: str, content: Mapping[str, Any], day: date) -> Evidence:
    """Keep a piece of evidence that was checked, with one act. Refuses law.evidence_twice."""
    same = {name: content.get(name, "") for name in ("work", "expression", "eid", "place")}
    with checking():
        if Evidence.objects.inside_action().filter(judgement=row, relation=relation, **same).exists():
            raise Refusal(refused.EVIDENCE_TWICE, field="relation")
    with act("law.evidence.cited", by=by, owner=row.owner, about=row.uid):
        found = Evidence(judgement=row, owner=row.owner, synthetic=row.synthetic, relation=relation, **content)
        found.added_by, found.added_on = known_as(by.uid), day
        found.save()
        _moved(row)
    return found


def _moved(row: Judgement) -> None:
    row.number += 1
    row.save()
