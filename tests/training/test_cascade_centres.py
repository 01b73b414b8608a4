"""Training centres by who leads and who could follow, for who may list people, for others, and by who paid."""

from datetime import date

import pytest

from kerege.capacity.models import CertificateCase
from kerege.journal.actions import act
from kerege.people.models import Person
from kerege.people.rules import SYSTEM
from kerege.records.viewers import PUBLIC, Viewer
from kerege.training import actions
from kerege.training.queries import cascade_centres, cascade_lasting
from kerege.training.queries.cascade_centres import Group
from kerege.training.words.cascade import Alone, Ending
from tests import ground
from tests.capacity.laid_case import UNTIL, lay_case, published
from tests.ground import FOCAL_KAZ, OFFICER_KAZ, REGISTRAR_KAZ, TODAY
from tests.training.planned import lay_centre
from tests.training.test_cascade_lines import engage

INSIDE_AS_DONOR = Viewer("donor", by_owner=REGISTRAR_KAZ.by_owner, within=PUBLIC)


def hold(key, dates, host="CENTRE-ALA"):
    actions.record_course(
        by=SYSTEM, owner="KAZ", key=key, title=key, kind="cascade_workshop", status="held", sources=["S1"],
        dates=dates, today=TODAY, venue="KAZ", trainees_from="KAZ", project_key="P53", host=host,
    )  # fmt: skip
    return key


def ahead(person, state, scheme, passed=date(2026, 2, 2)):
    with act("tests.case.laid", by=SYSTEM, about="case"):
        whom = Person.objects.inside_action().get(key=person)
        case = CertificateCase(owner="KAZ", person=whom, scheme=scheme, level="L1", state=state, territory_id="KAZ")
        case.curriculum, case.languages, case.commitment = "p53", "ru", "promised"
        case.nominated_on, case.passed_on = date(2026, 1, 1), passed
        case.save()


def told(viewer=REGISTRAR_KAZ, on=TODAY, **more):
    register = cascade_lasting.register(viewer, by=FOCAL_KAZ, on=on, lang="en")
    return cascade_centres.centres(viewer, register, on=on, lang="en", **more)


@pytest.fixture
def people():
    """A centre where P0 led in May, P1 was named without a certificate; P2 is certified and led nowhere; P3 to P6 are
    on the way, and of the others nothing is known.
    """
    lay_centre()
    keys, scheme = ground.persons(12), published()
    hold("WS", "2026-05-18/2026-05-20")
    engage("WS", keys[0], part="lead", answer="confirmed")
    engage("WS", keys[1], part="lead", answer="invited")
    for key in keys[3:5]:
        engage("WS", key, part="co_trainer", answer="confirmed")
    for key in (keys[0], keys[2]):
        lay_case(key, scheme=scheme)
    for key, state in ((keys[3], "part_two"), (keys[4], "part_one_passed"), (keys[5], "part_two")):
        ahead(key, state, scheme)
    ahead(keys[6], "part_one", scheme, passed=None)
    return keys


def names(*keys):
    return tuple(f"Person {key}" for key in keys)


def test_who_may_list_people_reads_who_leads_and_who_could_follow(people):
    (line,) = told()
    assert (line.key, line.territory, line.told, line.held) == ("almaty", "KAZ", None, 1)
    assert line.plan.leads == Group(2, names(*people[:2]))
    assert line.plan.certified == line.plan.active == Group(1, names(people[0]))
    assert line.plan.elsewhere == Group(1, names(people[2]))
    assert line.plan.beside == Group(1, names(people[3]))
    assert line.plan.part_one == Group(2, names(people[4], people[5]))
    ends = [(e.curriculum, e.language, len(e.people), e.until, e.why) for e in line.plan.last]
    assert ends == [("p53", lang, 1, UNTIL, Ending.CERTIFICATE) for lang in ("ky", "ru")]
    assert told(territory="KGZ") == []


def test_a_year_after_the_last_course_the_last_one_is_dormant(people):
    (line,) = told(on=date(2027, 6, 1))
    assert (line.plan.certified.people, line.plan.active.people, line.held) == (1, 0, 0)
    assert {(e.until, e.why) for e in line.plan.last} == {(date(2027, 5, 20), Ending.DORMANT)}


@pytest.mark.parametrize("viewer", [PUBLIC, OFFICER_KAZ, INSIDE_AS_DONOR])
def test_all_others_get_steps_and_nothing_of_few(people, viewer):
    (few,) = told(viewer)
    assert (few.plan, few.told) == (None, None)
    scheme = published(key="another")
    for key in people[7:]:
        engage("WS", key, part="lead", answer="confirmed")
        lay_case(key, scheme=scheme)
    (six,) = told(viewer)
    assert (six.plan, six.told) == (None, (5, 9))


def test_a_course_elsewhere_and_an_old_one_say_nothing_of_the_centre(people):
    ground.centre("CENTRE-AST")
    hold("ELSEWHERE", "2026-06-01/2026-06-02", host="CENTRE-AST")
    hold("OLD", "2024-10-01/2024-10-02")
    for key in ("ELSEWHERE", "OLD"):
        engage(key, people[2], part="lead", answer="confirmed")
    (line,) = told()
    assert (line.plan.leads.people, line.plan.elsewhere.people, line.held) == (2, 1, 1)


def test_who_paid_is_said_by_costs_and_unknown_without_any(people):
    def alone(viewer=REGISTRAR_KAZ):
        (line,) = told(viewer)
        return line.alone

    cost = {"by": SYSTEM, "course": "WS", "kind": "travel", "currency": "KZT", "spent": "9", "today": TODAY}
    assert alone() == Alone.NOT_RECORDED
    own = actions.record_cost(**cost, external="no")
    assert (alone(), alone(PUBLIC)) == (Alone.YES, Alone.NOT_RECORDED)
    actions.record_cost(**cost, what="Flights", external="yes")
    assert alone() == Alone.PARTLY
    actions.drop_cost(by=SYSTEM, course="WS", cost=str(own.uid), today=TODAY)
    assert alone() == Alone.NO
    hold("SECOND", "2026-07-01/2026-07-02")
    assert alone() == Alone.UNSAID
