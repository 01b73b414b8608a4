"""Stating the needs of a country in figures, for those with whom it shares them."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from kerege.atlas.rules import language_tag
from kerege.capacity.queries import known_competences
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line
from kerege.people.rules import Actor, check_may
from kerege.people.words import Deed
from kerege.planning import words
from kerege.planning.models import StatedNeeds
from kerege.planning.rules.rows import MOST_ROWS, STATED, Row, values_of
from kerege.sharing.queries import viewer_of_actor


def state_needs(
    *,
    by: Actor,
    owner: str,
    rows: Iterable[Mapping[str, Any]],
    source: str,
    on: date | None = None,
    synthetic: bool = False,
) -> StatedNeeds:
    """State what a country needs: people by competence and language, and from where that is known (`source`). It takes
    the place of what was stated before, and reaches nobody else until its owner shares it. The same again changes
    nothing.

    Refuses people.not_yours, planning.nothing_stated, planning.need_twice, .not_a_choice for a competence that is not
    known, what rules.rows.values_of refuses, atlas.bad_language and text.*; with the number of the row.
    """
    day = on or localdate()
    check_may(by, Deed.LABEL, owner)
    said = clean_line(source, field="source", max_length=300)
    known = known_competences(viewer_of_actor(by, on=day), on=day, lang="en")
    found: list[Row] = []
    for number, told in enumerate(rows, start=1):
        try:
            found.append(_checked(told, known, found))
        except Refusal as refusal:
            refusal.data = {**refusal.data, "row": number}
            raise
    if not found or len(found) > MOST_ROWS:
        raise Refusal(words.NOTHING_STATED, field="rows", most=MOST_ROWS)
    with checking():
        newest = StatedNeeds.objects.inside_action().filter(owner=owner).order_by("-id").first()
    if newest is not None and (newest.rows, newest.source) == (found, said):
        return newest  # type: ignore[no-any-return]
    with act("planning.needs.stated", by=by, owner=owner, rows=len(found)) as done:
        made = StatedNeeds(owner=owner, stated_on=day, source=said, rows=found, synthetic=synthetic)
        made.save()
        done.about = made.uid
    return made


def _checked(told: Mapping[str, Any], known: Mapping[str, str], before: Iterable[Row]) -> Row:
    row = values_of(STATED, told)
    row["language"] = language_tag(row["language"], field="language")
    if row["competence"] not in known:
        raise Refusal(words.NOT_A_CHOICE, field="competence", value=row["competence"][:40])
    if any((each["competence"], each["language"]) == (row["competence"], row["language"]) for each in before):
        raise Refusal(words.NEED_TWICE, field="competence", competence=row["competence"], language=row["language"])
    return row
