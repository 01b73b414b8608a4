"""Trainers as indicators: hours, certificates, who teaches, who stayed, and from which laboratories people came."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kerege.capacity.models import CertificateCase
from kerege.capacity.rules.told import steps
from kerege.indicators import queries
from kerege.indicators.rules import Scope
from kerege.indicators.words import State
from kerege.journal.actions import act
from kerege.people import actions as people
from kerege.people.rules import SYSTEM
from kerege.records.viewers import PUBLIC, Viewer
from kerege.training import actions
from kerege.training.models import Course, CourseSession, FollowUp
from tests import ground
from tests.capacity.laid_case import DAY as CERTIFIED
from tests.capacity.laid_case import lay_case, published
from tests.ground import OFFICER_KAZ, REGISTRAR_KAZ, TODAY
from tests.inventory.facts import recorded as card

OVER, ON = date(2024, 4, 12), date(2026, 10, 20)
INSIDE_AS_DONOR = Viewer("donor", by_owner=REGISTRAR_KAZ.by_owner, within=PUBLIC)


def read(indicator, viewer=REGISTRAR_KAZ, on=ON, **scope):
    return queries.reading(viewer, indicator, on=on, scope=Scope(**{"project": "", **scope}))


def told(indicator, viewer=REGISTRAR_KAZ, on=ON, **scope):
    found = read(indicator, viewer, on, **scope)
    return found.evidence.low, found.evidence.high


def course(key="TOT", kind="tot_part1", dates="2024-04-08/2024-04-12", close=OVER, entries=(), **more):
    told = {"owner": "KAZ", "venue": "KAZ", "trainees_from": "KAZ", "project_key": "P53"} | more
    actions.record_course(
        by=SYSTEM, key=key, title=key, kind=kind, status="held", sources=["S1"], dates=dates, today=TODAY, **told
    )
    if entries:
        actions.register_participants(by=SYSTEM, course=key, entries=list(entries), registered_on=close)
        actions.close_register(by=SYSTEM, course=key, on=close)
    return key


def trained(n=12, **more):
    keys = ground.persons(n)
    course(entries=[actions.Entry(person=key) for key in keys], **more)
    return keys


def session(key, day, hours, start=9, called_off=None):
    begins = datetime(2024, 4, day, start, tzinfo=UTC)
    with act("tests.session.laid", by=SYSTEM, about=key):
        CourseSession.objects.create(
            owner="KAZ", course=Course.objects.inside_action().get(key=key), title="S", starts=begins,
            ends=begins + timedelta(hours=hours), called_off=called_off,
        )  # fmt: skip


# -- contact hours -----------------------------------------------------------------------------------------------------


def test_hours_are_those_of_the_shortest_and_of_the_longest_course():
    for key in ("A", "B", "C"):
        course(key)
    course("WS", kind="cascade_workshop")
    for key, day, hours in (("A", 8, 6), ("A", 9, 1.5), ("B", 8, 4), ("WS", 8, 1)):
        session(key, day, hours)
    session("A", 8, 3, start=10)  # in another room at the same time
    session("B", 9, 5, called_off=date(2024, 4, 9))
    found = read("trainers.contact_hours", PUBLIC)
    assert (found.evidence.low, found.evidence.high, found.unknown_records) == (4, 7.5, 1)
    assert {(r.key, r.kind, r.low, r.basis) for r in found.records} == {
        ("A", "course", 7.5, "sessions"),
        ("B", "course", 4, "sessions"),
    }
    assert found.by_territory == (("KAZ", 4, 7.5),)
    assert told("trainers.contact_hours", on=date(2024, 4, 11)) == (None, None), "the course is not over"


def test_a_course_without_sessions_has_no_hours_and_is_not_of_none():
    course()
    found = read("trainers.contact_hours", PUBLIC)
    assert (found.evidence.state, found.evidence.low, found.unknown_records) == (State.NO_RECORDS, None, 1)


# -- part 2 ------------------------------------------------------------------------------------------------------------


def certified(*keys, owner="KAZ"):
    scheme = published()
    cases = [lay_case(key, scheme=scheme, owner=owner)["case"] for key in keys]
    with act("capacity.case.certified", by=SYSTEM, owner=owner, about="case"):
        return cases


def test_who_may_list_certificates_counts_them_and_opens_their_cases():
    cases = certified(*ground.persons(2))
    found = read("trainers.part2")
    assert (found.evidence.low, found.evidence.high, bool(found.protected)) == (2, 2, True), "of others in steps"
    assert {(r.kind, r.uid, r.low, r.territory) for r in found.records} == {
        ("case", str(case.uid), 1, "KAZ") for case in cases
    }
    assert read("trainers.part2", territories=("KAZ",)).protected == ""
    assert told("trainers.part2", on=CERTIFIED - timedelta(days=1), territories=("KAZ",)) == (None, None)
    assert told("trainers.part2", on=CERTIFIED, territories=("KAZ",)) == (2, 2)


@pytest.mark.parametrize("viewer", [PUBLIC, OFFICER_KAZ, INSIDE_AS_DONOR])
def test_everybody_else_gets_steps_and_nothing_of_few(viewer):
    people_here = ground.persons(7)
    certified(*people_here[:4])
    few = read("trainers.part2", viewer)
    assert (few.evidence.state, few.evidence.low, few.records, few.by_territory) == (State.WITHHELD, None, (), ())
    assert few.protected
    certified(*people_here[4:])
    seven = read("trainers.part2", viewer)
    assert (seven.evidence.low, seven.evidence.high, seven.by_territory) == (5, 9, (("KAZ", 5, 9),))
    assert (seven.records, seven.records_total, bool(seven.protected)) == ((), 0, True)


def test_of_a_country_without_any_certificate_a_neighbour_is_told_the_same_as_of_few():
    certified(*ground.persons(4))
    few, none = (read("trainers.part2", PUBLIC, territories=(code,)) for code in ("KAZ", "MNG"))
    assert (few.evidence, few.protected, few.records) == (none.evidence, none.protected, none.records)
    assert read("trainers.part2", REGISTRAR_KAZ, territories=("MNG",)).evidence == none.evidence


def test_of_a_project_those_count_whom_its_registers_name():
    keys = trained(6)
    other = ground.persons(1, owner="KGZ")
    certified(keys[0], *other)
    assert told("trainers.part2", project="P53", territories=("KAZ",)) == (1, 1)
    assert told("trainers.part2", territories=("KAZ",)) == (2, 2)


def test_of_a_project_without_a_register_nothing_is_recorded():
    certified(*ground.persons(6))
    assert read("trainers.part2", PUBLIC, project="P53").evidence.state == State.NO_RECORDS


def test_another_certificate_changes_what_was_kept():
    first, second = ground.persons(2)
    certified(first)
    assert told("trainers.part2", territories=("KAZ",)) == (1, 1)
    certified(second)
    assert told("trainers.part2", territories=("KAZ",)) == (2, 2)


def moved(case, **columns):
    with act("tests.case.moved", by=SYSTEM, about=case.uid):
        row = CertificateCase.objects.inside_action().get(id=case.id)
        for name, value in columns.items():
            setattr(row, name, value)
        row.save()


@pytest.mark.parametrize(
    ("columns", "counted"),
    [
        ({"submitted_on": None, "decided_on": None}, 1),
        ({"submitted_on": ON, "decided_on": None}, 0),
        ({"submitted_on": ON + timedelta(days=1), "decided_on": None}, 1),
        ({"submitted_on": None, "decided_on": ON}, 0),  # withdrawn
        ({"submitted_on": None, "decided_on": None, "deadline": ON}, 0),  # the last day is not over
        ({"submitted_on": None, "decided_on": None, "deadline": None}, 0),  # part 2 was not begun
    ],
)
def test_part_two_is_overdue_once_its_last_day_is_over_and_nothing_was_handed_in(columns, counted):
    (case,) = certified(*ground.persons(1))
    moved(case, **{"deadline": ON - timedelta(days=1), **columns})
    found = read("trainers.part2_overdue", territories=("KAZ",))
    assert (found.evidence.low or 0, [r.uid for r in found.records]) == (counted, [str(case.uid)] * counted)


@pytest.mark.nodb
@pytest.mark.parametrize(
    ("n", "open_owners", "told"),
    [(4, (), None), (5, (), (5, 9)), (9, (), (5, 9)), (10, (), (10, 14)), (4, ("A",), (4, 4))],
)
def test_steps(n, open_owners, told):
    assert dict(steps({"A": n}, open_owners, k=5).by_owner) == ({"A": told} if told else {})


# -- who teaches -------------------------------------------------------------------------------------------------------


def taught(*keys, dates="2026-05-04/2026-05-05", over=date(2026, 5, 5), course_key="WS"):
    entries = [actions.Entry(person=key, role="trainer") for key in keys]
    course(course_key, "cascade_workshop", dates, over, [*entries, actions.Entry()])


def test_trainers_who_taught_lately_count_out_of_all_that_registers_name():
    keys = trained(12)
    taught(*keys[:3])
    found = read("trainers.active", OFFICER_KAZ)
    assert (found.evidence.low, found.evidence.high, found.evidence.of_low, found.protected) == (3, 3, 12, "")
    assert [(r.kind, r.key, r.low, r.basis) for r in found.records] == [("course", "TOT", None, "register")]
    assert told("trainers.active", OFFICER_KAZ, on=date(2026, 5, 4)) == (0, 0)
    assert told("trainers.active", OFFICER_KAZ, on=date(2027, 6, 1)) == (0, 0), "that is more than a year ago"


def test_below_clearance_who_teaches_is_told_in_steps_or_withheld():
    keys = trained(14)
    taught(*keys[:3])
    few = read("trainers.active", PUBLIC)
    assert (few.evidence.state, bool(few.protected), [r.key for r in few.records]) == (State.WITHHELD, True, ["TOT"])
    taught(*keys[3:7], course_key="WS2")
    assert told("trainers.active", PUBLIC) == (5, 9)


def test_without_a_closed_register_nobody_knows_who_teaches():
    course()
    assert read("trainers.active", OFFICER_KAZ).evidence.state == State.NO_RECORDS


# -- who stayed --------------------------------------------------------------------------------------------------------


def followed(outcomes, months=12, due=date(2025, 4, 12), late=False):
    """Follow-ups of the course: an outcome each, an empty text for silence."""
    keys = trained(len(outcomes))
    with act("tests.followup.laid", by=SYSTEM, about="followup"):
        row = Course.objects.inside_action().get(key="TOT")
        for key, outcome in zip(keys, outcomes, strict=True):
            person = FollowUp._meta.get_field("person").related_model.objects.inside_action().get(key=key)
            FollowUp.objects.create(
                owner="KAZ", course=row, person=person, months=months, due_on=due, asked_on=due,
                answered_on=due if outcome else None, outcome=outcome, late=late,
            )  # fmt: skip


def test_who_stayed_is_told_with_both_ends_of_what_the_silent_may_mean():
    followed(["teaches"] * 4 + ["stopped"] * 2 + ["moved", "left"] + [""] * 3)
    found = read("sustainability.in_post_12", REGISTRAR_KAZ)
    assert (found.evidence.low, found.evidence.high, found.evidence.of_low) == (6, 9, 11)
    assert [(r.key, r.low, r.basis) for r in found.records] == [("TOT", None, "followed")]
    assert read("sustainability.in_post_24", REGISTRAR_KAZ).evidence.state == State.NO_RECORDS
    assert told("sustainability.in_post_12", REGISTRAR_KAZ, on=date(2025, 4, 11)) == (None, None)
    assert told("sustainability.in_post_12", REGISTRAR_KAZ, territories=("KAZ", "MNG")) == (6, 9)


def test_below_clearance_few_count_only_in_what_it_may_be_at_most_and_once_the_time_is_over():
    followed(["teaches"] * 6 + ["stopped"] * 2 + ["moved"] * 3)
    found = read("sustainability.in_post_12", PUBLIC)
    assert (found.evidence.low, found.evidence.high, found.evidence.of_low) == (6, 11, 11)
    assert found.protected
    assert read("sustainability.in_post_12", PUBLIC, on=date(2025, 6, 1)).evidence.state == State.NO_RECORDS


def test_of_a_course_too_small_to_be_told_of_it_is_withheld():
    followed(["teaches"] * 4)
    assert read("sustainability.in_post_12", PUBLIC).evidence.state == State.WITHHELD
    assert told("sustainability.in_post_12", REGISTRAR_KAZ) == (4, 4)


# -- laboratories ------------------------------------------------------------------------------------------------------


def sent(laboratories):
    """People from laboratories by key of their organisation, in one closed register; the organisations have cards."""
    entries = []
    for body, (n, cards) in laboratories.items():
        if body:
            ground.centre(body, kind="laboratory")
        for number in range(cards):
            card(names={"en": f"{body} {number}"}, organisation=body)
        for number in range(n):
            key = f"{body}-P{number}"
            people.record_person(by=SYSTEM, owner="KAZ", key=key, name=f"Person {key}", organisation_key=body)
            entries.append(actions.Entry(person=key))
    course("WS", "cascade_workshop", "2026-05-04/2026-05-05", date(2026, 5, 5), entries)


def test_a_laboratory_is_reached_once_however_many_came():
    sent({"LAB-A": (6, 1), "LAB-B": (1, 2), "LAB-C": (1, 0)})
    found = read("reach.facilities", OFFICER_KAZ)
    assert (found.evidence.low, found.evidence.high, found.protected) == (2, 3, "")
    assert sorted((r.title, r.low, r.high) for r in found.records) == [
        ("LAB-A 0", 1, 1),
        ("LAB-B 0", 0, 1),
        ("LAB-B 1", 0, 1),
    ]
    assert read("reach.facilities", OFFICER_KAZ, on=date(2026, 5, 4)).evidence.state == State.NO_RECORDS


def test_below_clearance_a_laboratory_of_few_people_counts_only_at_most():
    sent({"LAB-A": (6, 1), "LAB-B": (5, 1), "LAB-C": (3, 1), "LAB-D": (2, 1)})
    found = read("reach.facilities", PUBLIC)
    assert {r.title for r in found.records} == {"LAB-A 0", "LAB-B 0"}
    assert (found.evidence.low, found.evidence.high, bool(found.protected)) == (2, 7, True)


def test_people_of_whom_nobody_knows_where_they_work_count_at_most():
    """Each of the five may have come from a laboratory of their own."""
    sent({"LAB-A": (6, 1), "": (5, 0)})
    for reader in (OFFICER_KAZ, PUBLIC):
        found = read("reach.facilities", reader)
        assert (found.evidence.low, found.evidence.high, found.unknown_records) == (1, 6, 0)


def test_where_only_few_came_from_each_laboratory_it_is_withheld_and_not_nothing():
    sent({"LAB-A": (3, 1), "LAB-B": (2, 1)})
    assert read("reach.facilities", OFFICER_KAZ).evidence.low == 2
    found = read("reach.facilities", PUBLIC)
    assert (found.evidence.state, found.records, bool(found.protected)) == (State.WITHHELD, (), True)


def test_of_registers_that_name_no_employer_nothing_is_known():
    trained(6)
    found = read("reach.facilities", OFFICER_KAZ)
    assert (found.evidence.state, found.unknown_records) == (State.NO_RECORDS, 1)
