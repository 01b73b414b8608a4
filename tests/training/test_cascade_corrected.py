"""Lines that sources state, corrected with a source; and whose courses may be named."""

import pytest

from kerege.journal import queries as journal
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM
from kerege.records.viewers import PUBLIC
from kerege.training import actions
from kerege.training.queries import cascade_tree as tree
from kerege.training.words.cascade import Basis
from tests import ground
from tests.ground import TODAY
from tests.training.test_cascade_lines import BOTH, LINE, found, hold, uid_of


@pytest.fixture
def two():
    hold("TOT", 1, kind="tot_part1", close=False, generation=1)
    hold("LATER", 3, close=False, generation=2)


@pytest.fixture
def line(two):
    hold("FIRST", 2, kind="tot_part1", close=False)
    return actions.record_descent(**LINE)


def corrected(row, **changes):
    told = {"by": SYSTEM, "line": str(row.uid), "taught_by": "FIRST", "basis": "inferred", "sources": ["S2"]}
    return actions.correct_descent(**(told | {"note": "Its trainers are named there"} | changes))


def test_a_line_is_corrected_with_a_source_and_what_stood_before_is_in_the_journal(line):
    corrected(line)
    note = tree.outcome(PUBLIC, uid_of("LATER"), on=TODAY).notes[0]
    assert (note.above_title, note.basis, [s.key for s in note.sources]) == ("FIRST", Basis.INFERRED, ["S1", "S2"])
    assert [f.bases for f in found(PUBLIC).flows] == [{Basis.INFERRED}]
    told = journal.acts(owners=None, word_prefix="training.descent.corrected", limit=1)[0]
    assert (told.facts["old"]["basis"], told.facts["new"]["basis"]) == ("stated", "inferred")
    assert tree.outcome(PUBLIC, uid_of("TOT"), on=TODAY).below.total == 0


def test_a_line_that_is_wrong_leads_to_no_course_any_more(line):
    corrected(line, taught_by="", basis="stated", note="By trainers from abroad")
    assert (found(PUBLIC).flows, found(PUBLIC).unknown_above) == ((), 1)


def test_a_correction_that_says_what_is_there_writes_nothing(line):
    corrected(line)
    before = journal.acts(owners=None, limit=1)[0].seq
    corrected(line)
    assert journal.acts(owners=None, limit=1)[0].seq == before


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"taught_by": "LATER"}, "training.descent_of_itself"),
        ({"taught_by": "LAST"}, "training.descent_too_early"),
        ({"taught_by": "SECRET"}, "records.nothing_there"),
        ({"taught_by": "TWIN"}, "records.key_taken"),
        ({"note": ""}, "training.descent_needs_a_reason"),
        ({"sources": []}, "figures.no_source"),
        ({"basis": "register"}, "training.descent_needs_a_reason"),
        ({"line": "nothing"}, "records.nothing_there"),
        ({"by": ground.FOCAL_KGZ}, "people.not_yours"),
    ],
)
def test_a_correction_that_cannot_be_is_refused_and_the_line_stays(line, changes, code):
    hold("LAST", 9, close=False)
    hold("SECRET", 1, owner="KGZ", kind="tot_part1", close=False, label=Sensitivity.NATIONAL)
    hold("TWIN", 2, kind="tot_part1", close=False)
    actions.record_descent(**(LINE | {"taught_by": "TWIN"}))
    with pytest.raises(Refusal) as refused:
        corrected(line, **({"by": ground.FOCAL_KAZ} | changes))
    assert refused.value.code == code
    assert {leaf.title for leaf in tree.outcome(BOTH, uid_of("LATER"), on=TODAY).above} == {"TOT", "TWIN"}


def test_a_course_of_a_neighbour_may_be_named_by_whoever_may_read_it(two):
    hold("ABROAD", 1, owner="KGZ", kind="tot_part1", close=False, label=Sensitivity.REGIONAL)
    actions.record_descent(**(LINE | {"by": ground.FOCAL_KAZ, "taught_by": "ABROAD"}))
    assert [leaf.title for leaf in tree.outcome(BOTH, uid_of("LATER"), on=TODAY).above] == ["ABROAD"]
    assert tree.outcome(PUBLIC, uid_of("LATER"), on=TODAY).notes == ()
