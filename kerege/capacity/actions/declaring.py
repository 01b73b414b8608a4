"""Bringing in scores that were published of countries, out of the file in which they were published."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kerege.atlas import queries as atlas
from kerege.capacity.models import DeclaredScores
from kerege.capacity.rules.declared import Row, read_scores
from kerege.capacity.words import declared as words
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.sheets.grid import Grid
from kerege.lib.text import fold
from kerege.people.rules import Actor, check_about, check_may
from kerege.people.words import Deed


@dataclass
class Imported:
    """What became of a file: rows that are new, the same as before, refused with their reasons, without any score, of
    no country, and those whose country nobody here knows, which are kept under the name of the file.
    """

    new: int = 0
    same: int = 0
    silent: int = 0
    refused: list[tuple[int, Refusal]] = field(default_factory=list)
    no_country: list[tuple[int, str]] = field(default_factory=list)
    unknown: list[tuple[int, str]] = field(default_factory=list)


def import_scores(
    *,
    by: Actor,
    owner: str,
    grids: Sequence[Grid],
    source: str,
    year: int | None = None,
    label: Sensitivity = Sensitivity.PUBLIC,
    synthetic: bool = False,
) -> Imported:
    """Keep the scores of each country in a file, with their source; what is there already stays as it is, and a row
    that is wrong is given back with its reason. A country keeps its own scores, the region those of all.

    Refuses people.not_yours, atlas.unknown_code for a source that is not recorded, capacity.no_frame and
    .no_country_column. Given back by row are capacity.no_day, .score_outside, .row_twice, .scores_differ and
    people.not_about_others.
    """
    check_may(by, Deed.RECORD_CLAIM, owner)
    cited = atlas.source(source).key
    codes = atlas.territory_codes()
    found = read_scores(grids, known=lambda text: codes.get(fold(text), ""), year=year)
    told = Imported(silent=found.silent, refused=list(found.refused), no_country=found.no_country)
    new: list[DeclaredScores] = []
    for row in found.rows:
        try:
            check_about(owner, row.territory or row.called)
            made = _made(row, owner=owner, source=cited)
        except Refusal as refusal:
            told.refused.append((row.number, refusal))
            continue
        if made is None:
            told.same += 1
            continue
        made.label, made.synthetic = label, synthetic
        new.append(made)
        if not row.territory:
            told.unknown.append((row.number, row.called))
    told.new = len(new)
    told.refused.sort(key=lambda pair: pair[0])
    if new:
        with act("capacity.scores.imported", by=by, owner=owner, rows=len(new), source=cited) as done:
            for each in new:
                each.save()
            done.about = new[0].uid
    return told


def _made(row: Row, *, owner: str, source: str) -> DeclaredScores | None:
    """The record of a row; None where it is there. Refuses capacity.scores_differ."""
    key = {"owner": owner, "frame": row.frame, "on": row.on}
    which = {"territory_id": row.territory} if row.territory else {"territory": None, "called": row.called}
    with checking():
        there = DeclaredScores.objects.inside_action().filter(**key, **which).first()
    if there is None:
        told = {"called": row.called, "scores": row.scores, "source": source}
        return DeclaredScores(territory_id=row.territory or None, **key, **told)
    if there.scores != row.scores:
        raise Refusal(words.SCORES_DIFFER, called=row.called, source=there.source)
    return None
