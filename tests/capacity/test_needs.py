"""Needs from records: each factor from where it stands, who reads them, and what those are told who may not."""

from datetime import timedelta
from fractions import Fraction

import pytest

from kerege.capacity import actions, queries
from kerege.capacity.models import NeedPolicy
from kerege.capacity.queries import Demand, NeedChoice
from kerege.capacity.rules.demand import Cell
from kerege.capacity.words.needs import Priority
from kerege.capacity.words.quality import Cause
from kerege.journal.actions import act
from kerege.lib.sensitivity import Sensitivity
from kerege.records.viewers import Viewer
from tests.capacity import needed, skilled
from tests.capacity.given import NATIONAL, NEIGHBOUR, code_of, reader, somebody
from tests.capacity.needed import B1, B2, DAY, by_competence, told
from tests.capacity.rules.needing import CONTENT

FOCAL = Viewer("f", "F", everywhere=Sensitivity.REGIONAL, by_owner=(("KAZ", Sensitivity.RESTRICTED),))


@pytest.fixture
def laid(db):
    needed.lay()
    return needed.laboratory()


@pytest.fixture
def officer(laid):
    return skilled.officer()


def named(by, post, *levels):
    """People on a post, each with a level that was observed."""
    for number, level in enumerate(levels):
        person = f"KAZ-W{number}"
        skilled.people.record_person(by=skilled.SYSTEM, owner="KAZ", key=person, name=f"W{number}", synthetic=True)
        actions.name_holder(by=skilled.SYSTEM, post=post, person=person, today=DAY)
        skilled.shown(skilled.SYSTEM, person, level=level)


def test_every_factor_comes_from_its_record(laid, officer):
    post = skilled.posted(officer, laid, people=3)
    named(officer, post, 1, 3)
    uid = needed.assessed(officer, laid)
    line = by_competence(told(FOCAL))[B1]
    need = line.need
    assert (need.wanted.level, need.wanted.criticality, need.staff.people, need.staff.containment) == (3, 5, 3, 3)
    assert need.levels == (1, 3)
    items = {item.question: (item.assessment, item.weight, item.lost) for item in need.system.items}
    assert items == {"plan": (uid, 2, 1), "people": (uid, 1, Fraction(1, 2))}, (
        "a question, and a section without 'staff'"
    )
    assert need.system.value == Fraction(5, 6)
    factor = Fraction(6, 10) + Fraction(4, 10) * Fraction(5, 6)
    assert need.points == (Fraction(500, 7) * Fraction(5, 4) * Fraction(1, 2) * factor, 0)
    assert need.presumed_points == Fraction(500, 7) * Fraction(5, 4) * Fraction(5, 6) * factor
    assert (need.in_need, need.presumed, need.unknown, need.priority) == (2, 1, 0, Priority.A)
    assert (line.policy.called, line.role, line.containment.level) == ("REG 1", "Bench worker", 3)
    other = by_competence(told(FOCAL))[B2].need
    assert (other.system, other.unknown, other.in_need, other.priority) == (None, 3, 0, Priority.UNKNOWN)


def test_what_training_does_not_mend_leaves_the_gap(laid, officer):
    skilled.posted(officer, laid)
    uid = needed.assessed(officer, laid)
    page = queries.result_page(FOCAL, uid, me="", on=DAY, lang="en")
    finding = next(f for f in page.findings if f.question == "plan")
    before = by_competence(told(FOCAL))[B1].need
    assert (before.system.unmarked, before.system.critical, before.priority) == (1, True, Priority.A)
    actions.name_cause(
        by=officer, finding=finding.uid, kind=Cause.EQUIPMENT, cause="The form is out of print", today=DAY
    )
    after = by_competence(told(FOCAL))[B1].need
    assert (after.system.value, after.system.other, after.system.critical) == (Fraction(1, 6), 1, False)
    assert after.total < before.total


def test_an_assessment_that_is_too_old_is_not_believed(laid, officer):
    skilled.posted(officer, laid)
    needed.assessed(officer, laid)
    assert by_competence(told(FOCAL))[B1].need.system is not None
    later = by_competence(told(FOCAL, on=DAY + timedelta(4 * 366)))[B1].need
    assert (later.system, later.unknown) == (None, 3)


def test_a_policy_of_the_country_is_computed_with_and_named(laid, officer):
    skilled.posted(officer, laid)
    needed.assessed(officer, laid)
    focal = somebody("focal", role="focal_point")
    before = by_competence(told(FOCAL))[B1]
    content = CONTENT | {"weights": {B1: "0.5"}}
    actions.set_policy(by=focal, owner="KAZ", content=content, reason="Less here", source="S1", start=DAY, today=DAY)
    after = by_competence(told(FOCAL))[B1]
    assert (before.policy.called, after.policy.called) == ("REG 1", "KAZ 1")
    assert after.need.total == before.need.total / 2
    unheard = CONTENT | {"weights": {"frame:UNHEARD": "2"}}
    more = {"by": focal, "owner": "KAZ", "reason": "More", "source": "S1", "start": DAY + timedelta(1), "today": DAY}
    assert code_of(actions.set_policy, content=unheard, **more) == "capacity.unknown_competence"


def test_without_a_policy_there_is_no_need_and_it_is_told(laid, officer):
    skilled.posted(officer, laid)
    assert (len(told(FOCAL).lines), told(FOCAL).without_policy) == (2, ())
    with act("capacity.policy.gone", by=skilled.SYSTEM, about="policy"):
        NeedPolicy.objects.all().delete()
    assert (told(FOCAL).lines, told(FOCAL).without_policy) == ((), ("KAZ",))


def test_a_gap_without_a_post_asks_for_one(laid, officer):
    needed.assessed(officer, laid)
    (gap,) = told(FOCAL).gaps
    assert (gap.facility, gap.competence, gap.gap.value) == (laid, B1, Fraction(5, 6))
    skilled.posted(officer, laid)
    assert told(FOCAL).gaps == ()


def test_demand_is_people_by_competence_place_language_and_period(laid, officer):
    skilled.posted(officer, laid)
    needed.assessed(officer, laid)
    whole = queries.demand(FOCAL, on=DAY, today=DAY)
    found = {line.cell: line.wish for line in whole.cells}
    language = told(FOCAL).lines[0].need.place.language
    cell = Cell(B1, laid, language, "2027-1")
    assert (found[cell].people, found[cell].presumed, found[cell].priority) == (3, 3, Priority.A)
    assert found[Cell(B2, laid, language, "2027-1")].unknown == 3
    assert (whole.cells[0].owner, whole.cells[0].territory, whole.policies) == ("KAZ", "KAZ", ("REG 1",))
    assert queries.demand(FOCAL, on=DAY, today=DAY, choice=NeedChoice(competence=B2)).cells == whole.cells[1:]
    assert queries.demand(Viewer(), on=DAY, today=DAY) == Demand((), (), (), ())


@pytest.mark.parametrize(
    ("choice", "count"),
    [
        ({}, 2),
        ({"competence": B1}, 1),
        ({"priority": "unknown"}, 1),
        ({"territory": "KGZ"}, 0),
        ({"period": "2027-1"}, 2),
        ({"period": "2031-1"}, 0),
        ({"language": "xx"}, 0),
        ({"unit": "elsewhere"}, 0),
        ({"facility": "KZ-F-0000000-0"}, 0),
    ],
)
def test_needs_are_chosen_by_what_they_are(laid, officer, choice, count):
    skilled.posted(officer, laid)
    needed.assessed(officer, laid)
    assert len(told(FOCAL, **choice).lines) == count


# -- who reads ---------------------------------------------------------------------------------------------------------


def test_whoever_answers_for_a_laboratory_reads_its_needs_and_no_other(laid, officer):
    skilled.posted(officer, laid)
    needed.assessed(officer, laid)
    other = needed.laboratory("LAB-OTHER", names={"en": "Another laboratory"})
    skilled.posted(skilled.officer("LAB-OTHER", "second"), other)
    assert {line.need.place.key for line in told(FOCAL).lines} == {laid, other}
    own = told(reader(officer), officer)
    assert {line.need.place.key for line in own.lines} == {laid}
    assert by_competence(own)[B1].need.system is not None, "she is in the team"
    for viewer in (NATIONAL, NEIGHBOUR, Viewer()):
        assert told(viewer).lines == ()
        assert told(viewer).gaps == ()
    assert told(reader(officer)).lines == (), "with other eyes nobody acts"


def test_an_assessment_whose_answers_may_not_be_read_is_unknown_and_said(laid, officer):
    skilled.posted(officer, laid)
    needed.assessed(somebody("head", organisation=skilled.LAB), laid)
    own = told(reader(officer), officer)
    assert (by_competence(own)[B1].need.system, own.partly) == (None, (laid,))
    assert by_competence(told(FOCAL))[B1].need.system is not None


def test_one_need_opens_for_those_who_read_it_alone(laid, officer):
    post = skilled.posted(officer, laid)
    needed.assessed(officer, laid)
    line, rounds = queries.need(FOCAL, post, B1, on=DAY, lang="en")
    assert (line.need.staff.post, len(rounds)) == (post, 1)
    assert queries.need(FOCAL, post, "frame:T1", on=DAY, lang="en") is None
    assert queries.need(NATIONAL, post, B1, on=DAY, lang="en") is None


# -- what others are told ----------------------------------------------------------------------------------------------


def others(viewer, on=DAY, today=DAY):
    lines = queries.needs_of_others(viewer, on=on, today=today)
    return {line.territory: line.cells for line in lines}


def test_partners_are_told_in_how_many_facilities_and_others_nothing(laid, officer, settings):
    """Two laboratories have posts; in one of them somebody needs it, and with steps of one that can be told."""
    settings.KEREGE_MIN_CELL = 1
    skilled.posted(officer, laid)
    needed.assessed(officer, laid)
    second = needed.laboratory("LAB-OTHER", names={"en": "Another laboratory"})
    post = skilled.posted(skilled.officer("LAB-OTHER", "second"), second, people=1, fte="1")
    named(officer, post, 4)
    assert others(NEIGHBOUR) == {"KAZ": {B1: 1}}
    assert queries.needs_of_region(queries.needs_of_others(NEIGHBOUR, on=DAY, today=DAY)) == {B1: 1}
    assert others(NATIONAL) == {"KAZ": {B1: 1}}, "whoever may not read which facility is told in steps too"
    assert others(FOCAL) == {}, "she reads the facilities themselves"
    for viewer in (Viewer(), Viewer("donor", "Donor")):
        assert others(viewer) == {}, "nobody without a working role"
    assert others(NEIGHBOUR, on=DAY - timedelta(1)) == {}, "no other day: two days tell what changed"
    seen_within = Viewer("imagined", "I", everywhere=Sensitivity.REGIONAL, within=Viewer())
    assert others(seen_within) == {}, "nor who looks with a partner's eyes and is none"
    settings.KEREGE_MIN_CELL = 5
    assert others(NEIGHBOUR) == {}


def test_a_facility_that_partners_may_not_see_counts_in_no_figure(laid, officer, settings):
    settings.KEREGE_MIN_CELL = 1
    skilled.posted(officer, laid)
    needed.assessed(officer, laid)
    hidden = needed.laboratory("LAB-OTHER", names={"en": "A hidden one"}, label=Sensitivity.NATIONAL)
    post = skilled.posted(skilled.officer("LAB-OTHER", "second"), hidden, people=1, fte="1")
    named(officer, post, 4)
    assert others(NEIGHBOUR) == {}, "only one facility is counted, and all of it needs it"
