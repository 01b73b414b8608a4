"""Lines that registers make and sources state, who may know them, and what is counted along them."""

from datetime import date

import pytest

from kerege.journal import queries as journal
from kerege.journal.actions import act
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people import actions as people
from kerege.people import queries as read
from kerege.people.rules import SYSTEM
from kerege.records.viewers import PUBLIC, Viewer
from kerege.training import actions
from kerege.training.models import Course, CourseDescent, CourseStaff, Participation
from kerege.training.queries import cascade_tree as tree
from kerege.training.queries.cascade import Chosen, overview, timeline
from kerege.training.queries.cascade_fabric import fabric
from kerege.training.queries.cascade_trainers import trainers
from kerege.training.words.cascade import Agreement, Basis, Standing
from tests import ground
from tests.capacity.laid_case import lay_case
from tests.ground import OFFICER_KAZ, TODAY

ALL = Chosen()
BOTH = Viewer("both", "Both", by_owner=(("KAZ", Sensitivity.NATIONAL), ("KGZ", Sensitivity.NATIONAL)))


def hold(key, month, trainees=(), trainers=(), *, owner="KAZ", kind="other", close=True, unnamed=0, **more):
    actions.record_course(
        by=SYSTEM, owner=owner, key=key, title=key, kind=kind, status="held", sources=["S1"], today=TODAY,
        dates=f"2025-{month:02}-01/2025-{month:02}-05", trainees_from=owner, venue="KAZ", **more,
    )  # fmt: skip
    entries = [actions.Entry(person=p) for p in trainees] + [actions.Entry()] * unnamed
    entries += [actions.Entry(person=p, role="trainer") for p in trainers]
    if entries:
        actions.register_participants(by=SYSTEM, course=key, entries=entries, registered_on=date(2025, month, 1))
    if close:
        actions.close_register(by=SYSTEM, course=key, on=date(2025, month, 5))


def found(viewer=OFFICER_KAZ, on=TODAY, **chosen):
    return overview(viewer, on=on, chosen=Chosen(**chosen))


def reached(viewer=OFFICER_KAZ, **chosen):
    return {
        line.generation: (line.reach.courses, line.reach.low, line.reach.high, line.by_lines)
        for line in found(viewer, **chosen).generations
    }


@pytest.fixture
def three():
    """Ten trained trainers; two of them taught eight people, one of whom taught six, one of the ten among these."""
    keys = ground.persons(26)
    hold("TOT", 1, keys[:10], kind="tot_part1")
    hold("SECOND", 3, keys[10:18], keys[:2])
    hold("THIRD", 5, [keys[10], *keys[20:25], keys[3]], [keys[11]])
    return keys


# -- lines of registers -----------------------------------------------------------------------------------------------


def test_registers_make_the_tree_and_each_person_counts_once(three):
    assert reached() == {1: (1, 10, 10, 1), 2: (1, 8, 8, 1), 3: (1, 7, 7, 1)}
    told = found()
    assert (told.depth, told.onward.low, told.onward.high) == (3, 14, 14)  # one of the second sat in the third too
    assert [(f.generation, f.to_generation, f.courses, f.people) for f in told.flows] == [(1, 2, 1, 2), (2, 3, 1, 1)]
    assert told.agreements[Agreement.ONLY_TREE] == 3


def test_who_may_not_know_who_sat_where_has_no_line_of_a_register(three):
    told = found(PUBLIC)
    assert (told.flows, told.exact) == ((), False)
    assert reached(PUBLIC) == {1: (1, 10, 10, 0)}
    course = tree.outcome(PUBLIC, uid_of("TOT"), on=TODAY)
    assert (course.below.total, course.trainers, course.onward.courses) == (0, (), 0)
    assert course.used.taught is None


def test_a_line_between_two_owners_is_read_by_who_reads_both():
    keys = ground.persons(12)
    hold("TOT", 1, keys[:10], kind="tot_part1")
    hold("ABROAD", 3, keys[10:], keys[:1], owner="KGZ")
    assert 2 not in reached(OFFICER_KAZ)
    assert reached(BOTH)[2] == (1, 2, 2, 1)


def test_who_teaches_abroad_is_named_to_who_reads_both():
    keys = ground.persons(12)
    hold("TOT", 1, keys[:10], kind="tot_part1")
    hold("HERE", 3, keys[10:], keys[:1])
    hold("ABROAD", 4, keys[10:], keys[:2], owner="KGZ")
    course, both = (tree.outcome(viewer, uid_of("TOT"), on=TODAY) for viewer in (OFFICER_KAZ, BOTH))
    assert [(line.taught, line.last) for line in course.trainers] == [(1, date(2025, 3, 5))]
    assert [(line.taught, line.last) for line in both.trainers] == [(2, date(2025, 4, 5)), (1, date(2025, 4, 5))]
    assert (course.used.taught, both.used.taught) == (1, 2)
    assert (found().used.taught, found(BOTH).used.taught) == (1, 2)


def test_who_paid_is_known_as_soon_as_it_is_recorded(three):
    def outside():
        (facts,) = [each for each in fabric(PUBLIC, on=TODAY).facts.values() if each.title == "TOT"]
        return facts.outside

    told = {"by": SYSTEM, "course": "TOT", "kind": "travel", "currency": "KZT", "spent": "1", "today": TODAY}
    assert outside() is None
    line = actions.record_cost(**told, external="yes")
    assert outside() is True
    actions.record_cost(**told, external="no", cost=str(line.uid))
    assert outside() is False


def test_staff_teaches_unless_it_declined_was_replaced_or_only_interpreted(three):
    hold("FOURTH", 7, three[25:])
    staff = [
        {"part": "interpreter", "answer": "confirmed"},
        {"part": "lead", "answer": "declined"},
        {"part": "lead", "answer": "confirmed", "until": date(2025, 7, 1), "reason": "ill"},
    ]
    for each in staff:
        engage("FOURTH", three[20], **each)
        assert 4 not in reached()
    engage("FOURTH", three[20], part="co_trainer", answer="invited")
    assert reached()[4] == (1, 1, 1, 1)


def engage(course, person, **more):
    with act("training.staff.invited", by=SYSTEM) as done:
        about = Course.objects.inside_action().get(key=course)
        who = CourseStaff._meta.get_field("person").related_model.objects.inside_action().get(key=person)
        kept = {"owner": "KAZ", "since": date(2025, 6, 1), "noted_by": "nobody"}
        done.about = CourseStaff.objects.create(course=about, person=who, **kept, **more).uid


def uid_of(key):
    return str(dict(Course.objects.seen_by(BOTH).values_list("key", "uid"))[key])


def test_an_open_register_makes_no_line():
    keys = ground.persons(12)
    hold("TOT", 1, keys[:10], kind="tot_part1", close=False)
    hold("SECOND", 3, keys[10:], keys[:1])
    assert reached() == {1: (1, 0, 0, 0)}


def test_an_erased_person_stays_a_node_without_a_name(three):
    with act("tests.person.emptied", by=SYSTEM, about="person"):
        person = Participation._meta.get_field("person").related_model
        row = person.objects.inside_action().get(key=three[0])
        row.key, row.name = "ERASED", ""
        row.save()
    assert reached()[2] == (1, 8, 8, 1)
    assert len(tree.outcome(OFFICER_KAZ, uid_of("TOT"), on=TODAY).trainers) == 2


def test_as_on_a_day(three):
    assert {g: n for g, (n, *_) in reached().items()} == {1: 1, 2: 1, 3: 1}
    early = overview(OFFICER_KAZ, on=date(2025, 4, 1), chosen=ALL)
    assert [line.generation for line in early.generations] == [1, 2]
    assert overview(OFFICER_KAZ, on=date(2024, 1, 1), chosen=ALL).generations == ()


# -- what came of a course --------------------------------------------------------------------------------------------


def test_what_came_of_one_course_step_by_step(three):
    course = tree.outcome(OFFICER_KAZ, uid_of("TOT"), on=TODAY)
    assert [(n, r.courses, r.low) for n, r in course.steps] == [(0, 1, 10), (1, 1, 8), (2, 1, 7)]
    assert (course.onward.courses, course.onward.low) == (2, 14)
    assert [leaf.title for leaf in course.below.rows] == ["SECOND"]
    assert (course.used.trained, course.used.taught, course.used.active) == (10, 2, 0)
    assert [(t.taught, t.standing, t.last) for t in course.trainers] == [(1, Standing.DORMANT, date(2025, 3, 5))] * 2
    third = tree.outcome(OFFICER_KAZ, uid_of("THIRD"), on=TODAY)
    assert ([leaf.title for leaf in third.above], third.below.total) == (["SECOND"], 0)
    assert tree.outcome(OFFICER_KAZ, uid_of("THIRD"), on=date(2025, 4, 1)) is None
    assert tree.outcome(PUBLIC, "00000000-0000-0000-0000-000000000000", on=TODAY) is None


def test_of_rows_without_a_person_nobody_can_say_whether_they_teach():
    keys = ground.persons(8)
    hold("TOT", 1, keys[:6], kind="tot_part1", unnamed=4)
    hold("SECOND", 3, keys[6:], keys[:3])
    told = found().used
    assert (told.trained, told.nameless, told.taught, told.share) == (10, 4, 3, (30, 70))


def test_what_is_taught_for_a_certificate_is_teaching_and_counts_once_with_its_course(three):
    case = lay_case(three[5])["delivery"]
    deliver(case, date(2024, 12, 1))  # before having been trained
    assert (found().used.taught, found().used.active) == (2, 0)
    deliver(case, date(2026, 2, 1))
    assert (found().used.taught, found().used.active) == (3, 1)
    line = next(x for x in tree.outcome(OFFICER_KAZ, uid_of("TOT"), on=TODAY).trainers if x.standing == "active")
    assert (line.taught, line.last) == (1, date(2026, 2, 1))
    assert found(on=date(2026, 1, 31)).used.taught == 2
    engage("THIRD", three[5], part="lead", answer="confirmed")
    deliver(case, date(2025, 5, 3))  # during a course that they taught
    line = next(x for x in tree.outcome(OFFICER_KAZ, uid_of("TOT"), on=TODAY).trainers if x.last.month == 5)
    assert (found().used.taught, line.taught, line.last) == (3, 1, date(2025, 5, 5))


def deliver(row, on):
    with act("capacity.case.delivery_recorded", by=SYSTEM, about=row.case.uid):
        row.on = on
        row.save()


def test_whose_case_it_is_decides_who_may_know_that_somebody_taught(three):
    case = lay_case(three[5], owner="KGZ")["delivery"]
    deliver(case, date(2026, 2, 1))
    assert (found().used.taught, found(BOTH).used.taught) == (2, 3)


def test_the_tree_begins_with_the_widest_and_says_how_many_more(three, monkeypatch):
    monkeypatch.setattr(tree, "MOST_BELOW", 1)
    hold("ALSO", 4, three[24:], three[:1])
    branches = tree.branches(OFFICER_KAZ, on=TODAY, chosen=ALL)
    assert [(b.leaf.title, [x.leaf.title for x in b.below], b.more) for b in branches.rows] == [("TOT", ["SECOND"], 1)]
    assert [b.leaf.title for b in branches.rows[0].below[0].below] == ["THIRD"]
    assert tree.alone(OFFICER_KAZ, on=TODAY, chosen=ALL).total == 0
    assert tree.table(OFFICER_KAZ, on=TODAY, chosen=Chosen(generation=2), size=1).total == 2


def test_who_taught_finds_what_came_of_the_own_courses(three):
    account = people.open_account(by=SYSTEM, email="t@example.org", name="T", password="long-enough-2026")
    people.link_person(by=SYSTEM, account=account, person=three[0])
    me = read.actor_for(account, on=TODAY, strong=True)
    assert tree.mine(OFFICER_KAZ, by=me, on=TODAY) == []
    engage("SECOND", three[0], part="lead", answer="confirmed")
    assert [(leaf.title, leaf.below) for leaf in tree.mine(OFFICER_KAZ, by=me, on=TODAY)] == [("SECOND", 1)]
    assert tree.mine(OFFICER_KAZ, by=me, on=date(2025, 2, 1)) == []


def test_year_by_year(three):
    years = timeline(OFFICER_KAZ, on=TODAY, chosen=ALL)
    assert [(y.year, dict(y.by_generation), y.so_far.courses) for y in years] == [(2025, {1: 1, 2: 1, 3: 1}, 3)]
    assert timeline(PUBLIC, on=date(2020, 1, 1), chosen=ALL) == ()


# -- lines that sources state -----------------------------------------------------------------------------------------

LINE = {"by": SYSTEM, "course": "LATER", "taught_by": "TOT", "basis": "stated", "sources": ["S1"]}


@pytest.fixture
def two():
    hold("TOT", 1, kind="tot_part1", close=False, generation=1)
    hold("LATER", 3, close=False, generation=2)


def test_a_source_states_a_line_that_everybody_reads(two):
    actions.record_descent(**LINE)
    told = found(PUBLIC)
    assert [(f.generation, f.to_generation, f.bases) for f in told.flows] == [(1, 2, {Basis.STATED})]
    assert told.agreements[Agreement.AGREES] == 2
    note = tree.outcome(PUBLIC, uid_of("LATER"), on=TODAY).notes[0]
    assert (note.above_title, note.basis, [s.key for s in note.sources]) == ("TOT", Basis.STATED, ["S1"])


def test_the_same_line_again_writes_nothing(two):
    first = actions.record_descent(**LINE)
    before = journal.acts(owners=None, limit=1)[0].seq
    assert actions.record_descent(**LINE).pk == first.pk
    assert journal.acts(owners=None, limit=1)[0].seq == before


def test_a_register_says_it_better_than_a_source():
    keys = ground.persons(12)
    hold("TOT", 1, keys[:10], kind="tot_part1")
    hold("LATER", 3, keys[10:], keys[:1])
    actions.record_descent(**LINE)
    assert [f.bases for f in found(OFFICER_KAZ).flows] == [{Basis.REGISTER}]
    assert [f.bases for f in found(PUBLIC).flows] == [{Basis.STATED}]


def test_the_course_of_the_trainers_may_not_be_on_record(two):
    actions.record_descent(**(LINE | {"taught_by": "", "note": "Trained in June"}))
    told = found(PUBLIC)
    assert (told.flows, told.unknown_above) == ((), 1)
    assert told.agreements[Agreement.ONLY_RECORDED] == 1
    note = tree.outcome(PUBLIC, uid_of("LATER"), on=TODAY).notes[0]
    assert (note.above, note.note) == ("", "Trained in June")


def test_where_tree_and_record_disagree_it_is_told(two):
    hold("LAST", 5, close=False, generation=2)
    actions.record_descent(**LINE)
    actions.record_descent(**(LINE | {"course": "LAST", "taught_by": "LATER"}))
    doubt = found(PUBLIC).doubts[0]
    assert (doubt.title, doubt.recorded, doubt.shown, doubt.agreement) == ("LAST", 2, 3, Agreement.DIFFERS)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"taught_by": "LATER"}, "training.descent_of_itself"),
        ({"course": "TOT", "taught_by": "LATER"}, "training.descent_too_early"),
        ({"basis": "inferred"}, "training.descent_needs_a_reason"),
        ({"taught_by": ""}, "training.descent_needs_a_reason"),
        ({"basis": "register", "note": "why"}, "training.descent_needs_a_reason"),
        ({"basis": "guessed"}, "people.unknown_choice"),
        ({"sources": []}, "figures.no_source"),
        ({"sources": ["S999"]}, "atlas.unknown_code"),
        ({"course": "NONE"}, "records.nothing_there"),
        ({"taught_by": "NONE"}, "records.nothing_there"),
        ({"by": ground.FOCAL_KGZ}, "people.not_yours"),
        ({"note": "a\u202eb"}, "text.bidi_override"),
    ],
)
def test_a_line_that_cannot_be_is_refused_and_nothing_kept(two, changes, code):
    with pytest.raises(Refusal) as refused:
        actions.record_descent(**(LINE | changes))
    assert refused.value.code == code
    assert CourseDescent.objects.seen_by(BOTH).count() == 0


def test_lines_in_a_circle_are_refused_also_between_courses_without_days():
    for key in ("A", "B", "C"):
        actions.record_course(
            by=SYSTEM, owner="KAZ", key=key, title=key, kind="other", status="unknown", sources=["S1"], today=TODAY
        )
    actions.record_descent(**(LINE | {"course": "B", "taught_by": "A"}))
    actions.record_descent(**(LINE | {"course": "C", "taught_by": "B"}))
    with pytest.raises(Refusal) as refused:
        actions.record_descent(**(LINE | {"course": "A", "taught_by": "C"}))
    assert refused.value.code == "training.descent_in_a_circle"


def test_another_reason_for_the_same_line_is_refused(two):
    actions.record_descent(**LINE)
    with pytest.raises(Refusal) as refused:
        actions.record_descent(**(LINE | {"note": "Another reason"}))
    assert refused.value.code == "records.key_taken"


def test_a_group_counts_where_all_its_courses_are_asked_for(two):
    actions.record_group(
        by=SYSTEM, owner="KAZ", key="G", title="G", kind="seminar", status="held", dates="2025-06", sources=["S1"],
        today=TODAY,
    )  # fmt: skip
    hold("G1", 6, close=False, generation=2, group="G")
    hold("G2", 7, close=False, generation=2, group="G")
    actions.record_count(by=SYSTEM, group="G", measure="trainees", value=22, qualifier="exact", source="S1")
    both = {line.generation: line.reach for line in found(PUBLIC).generations}[2]
    assert (both.courses, both.low, both.high, both.unknown) == (3, 22, 22, 1)
    leaves = [leaf for leaf in tree.alone(PUBLIC, on=TODAY, chosen=ALL).rows if leaf.with_group]
    assert [(leaf.reach.low, leaf.reach.high) for leaf in leaves] == [(0, 22), (0, 22)]


def test_trained_trainers_are_listed_once_each_for_whoever_may_list_their_register(three):
    """Those who taught and not for a year first; nothing for whoever may not know who sat there."""
    hold("AGAIN", 6, [three[0], three[19]], kind="tot_part1")
    known = Viewer("focal", "Focal", by_owner=(("KAZ", Sensitivity.RESTRICTED),))
    later = date(2026, 4, 1)
    found = trainers(known, on=later, chosen=ALL, size=3)
    assert (found.listed, found.page.total) == (True, 11)
    assert found.counts == {Standing.ACTIVE: 0, Standing.DORMANT: 2, Standing.NEVER: 9}
    first, second, third = found.page.rows
    assert [(line.standing, line.last, line.taught) for line in (first, second)] == [
        (Standing.DORMANT, date(2025, 3, 5), 1)
    ] * 2
    assert {(line.course, line.generation, line.country) for line in (first, second)} == {("TOT", 1, "KAZ")}
    assert (third.standing, third.last, third.taught, third.asked) == (Standing.NEVER, None, 0, "")
    assert all(line.name for line in found.page.rows)
    only = trainers(known, on=later, chosen=ALL, only=Standing.DORMANT, page=2, size=1)
    assert (only.page.total, [line.name for line in only.page.rows]) == (2, [second.name])
    assert trainers(known, on=TODAY, chosen=Chosen(country="KGZ")).page.total == 0
    national = Viewer("officer", "Officer", by_owner=(("KGZ", Sensitivity.RESTRICTED), ("KAZ", Sensitivity.PUBLIC)))
    for other in (PUBLIC, national):
        hidden = trainers(other, on=later, chosen=ALL)
        assert (hidden.listed, hidden.page.rows) == (False, ())
