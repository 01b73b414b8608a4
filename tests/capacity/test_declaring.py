"""Published scores on a node: kept with their source, brought again without effect, and beside our own set."""

from datetime import date
from fractions import Fraction

import pytest

from kerege.capacity import actions, queries
from kerege.capacity.models import DeclaredScores
from kerege.journal.models import Act
from kerege.journal.rules import checking
from kerege.people.rules import SYSTEM
from kerege.records.labels import WITHHELD
from kerege.records.viewers import PUBLIC
from tests.capacity.given import DAY, FULL, answers, code_of, published, reader, somebody
from tests.capacity.rules.test_declared import SPAR, grid

NAMED = {"Kazakhstan ": "KAZ ", "Kyrgyzstan": "KGZ"}
ROWS = [[NAMED.get(cell, cell) for cell in row] for row in SPAR]
TOLD = {"source": "S1", "owner": "REG"}


def brought(rows=ROWS, by=SYSTEM, **more):
    return actions.import_scores(by=by, grids=[grid(rows)], **(TOLD | more))


def counts(done):
    return done.new, done.same, [(n, r.code) for n, r in done.refused], done.unknown


def test_scores_are_kept_once_and_a_country_that_nobody_knows_under_its_name():
    assert counts(brought()) == (3, 0, [], [(6, "Elsewhere")])
    acts = Act.objects.count()
    assert counts(brought()) == (0, 3, [], [])
    assert Act.objects.count() == acts
    with checking():
        rows = {r.called: (r.territory_id, r.scores["C.5.2"]) for r in DeclaredScores.objects.inside_action().all()}
    assert rows == {"KAZ": ("KAZ", 60), "KGZ": ("KGZ", 40), "Elsewhere": (None, 20)}


def test_other_scores_for_the_same_day_change_nothing_and_are_told():
    brought()
    rows = [list(row) for row in ROWS]
    rows[3][4] = 80
    rows[3][2] = "kz"
    assert counts(brought(rows)) == (0, 2, [(4, "capacity.scores_differ")], [])
    assert counts(brought(rows, year=2019))[0] == 3


def test_a_country_brings_its_own_scores_and_those_of_no_other():
    focal = somebody("focal", "focal_point")
    new, same, refused, unknown = counts(brought(by=focal, owner="KAZ"))
    assert (new, same, unknown) == (1, 0, [])
    assert refused == [(5, "people.not_about_others"), (6, "people.not_about_others")]
    told = {"grids": [grid(ROWS)]}
    assert code_of(actions.import_scores, by=focal, **told, **TOLD) == "people.not_yours"
    assert (
        code_of(actions.import_scores, by=somebody("head"), **told, **(TOLD | {"owner": "KAZ"})) == "people.not_yours"
    )


def test_a_file_without_a_source_or_a_frame_is_refused_whole():
    told = {"by": SYSTEM, "grids": [grid(ROWS)], "owner": "REG"}
    assert code_of(actions.import_scores, **told, source="S0") == "atlas.unknown_code"
    assert code_of(actions.import_scores, **(told | {"grids": [grid([["a"]])]}), source="S1") == "capacity.no_frame"


@pytest.fixture
def compared():
    """Published scores of two countries, and a closed round of our own set about one of them."""
    published(key=queries.declared.OUR_SET, about="country")
    focal = somebody("focal", "focal_point")
    told = {"set_key": queries.declared.OUR_SET, "kind": "self", "territory": "KAZ"}
    uid = str(actions.open_assessment(by=focal, today=DAY, **told).uid)
    answers(focal, uid, **FULL)
    actions.close_assessment(by=focal, assessment=uid, today=DAY)
    brought()
    return focal, uid


def test_our_own_set_stands_beside_what_was_published(compared):
    focal, uid = compared
    found = queries.compared(reader(focal), me=focal.uid, on=DAY, lang="en")
    assert [(each.country.code, each.declared[0].share) for each in found] == [
        ("KAZ", Fraction(3, 5)),
        ("KGZ", Fraction(2, 5)),
    ]
    assert (found[0].own.uid, found[0].own.share, found[1].own) == (uid, Fraction(1, 2), None)
    assert queries.compared(reader(focal), me=focal.uid, on=date(2018, 1, 1), lang="en") == []


def test_everybody_reads_what_was_published_and_not_what_a_country_keeps(compared):
    assert [each.own for each in queries.compared(PUBLIC, me="", on=DAY, lang="en")] == [None, None]
    stranger = somebody("stranger")
    told = queries.compared(reader(stranger), me=stranger.uid, on=DAY, lang="en")
    assert told[0].own.share is WITHHELD
