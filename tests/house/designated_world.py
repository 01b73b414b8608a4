"""Both designated names of the example world, in every kind of record that can have a territory."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate, now

from kerege.atlas import actions as atlas
from kerege.capacity import actions as capacity
from kerege.capacity.models import RegisterEntry
from kerege.files.rules import received
from kerege.indicators import actions as indicators
from kerege.inventory import actions as inventory
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.zones import zones_of
from kerege.outreach import actions as outreach
from kerege.people import actions as people
from kerege.people import queries as accounts
from kerege.people.models import Person
from kerege.people.rules import SYSTEM
from kerege.privacy import actions as privacy
from kerege.privacy.words import CERTIFIED_REGISTER
from kerege.sharing import actions as sharing
from kerege.training import actions as training
from kerege.training.actions import elearning
from kerege.training.models import Course, CourseSession, CourseTest, Enrolment
from tests.capacity.laid_case import lay_case, published
from tests.house import (
    canaries_of_aid,
    canaries_of_alerts,
    canaries_of_clocks,
    canaries_of_competence,
    canaries_of_conduct,
    canaries_of_exercises,
    canaries_of_gatherings,
    canaries_of_health_events,
    canaries_of_incidents,
    canaries_of_planning,
    laid_quality,
)
from tests.house.assessed import assessed
from tests.house.canaries_of_certificates import badged
from tests.house.canaries_of_curricula import banked
from tests.house.canaries_of_exams import examined
from tests.house.designated_law import lay_law
from tests.training import elearning_made

SEAT, FOLLOWER = "DEMO-NFP-KAZ", people.Follower(person="DEMO-KAZ-S3")
BOTH: dict[str, Any] = {"by": SYSTEM, "sources": ["S1"], "project_key": "P53"}
HELD: dict[str, Any] = {**BOTH, "status": "held"}


def lay() -> dict[str, str]:
    """Record them; the uids by which the register of outlets asks for their pages."""
    _relations()
    made = {
        "handover": inventory.record_handover(
            **HELD, owner="REG", key="OUT-H", title="Equipment", territory="PSE", dates="2018"
        ),
        "adoption": training.record_adoption(
            **BOTH, owner="REG", key="OUT-A", territory="XKX", programme="A programme", dates="2019"
        ),
        "claim": _claim(),
        "event": outreach.record_event(
            **HELD,
            owner="KAZ",
            key="OUT-E",
            title="A meeting",
            kind="regional_meeting",
            level="regional",
            dates="2018-02-03",
            venue="XKX",
        ),
        "group": training.record_group(**HELD, **_teaching("OUT-G", "Courses"), dates="2018"),
        "task": people.set_task(by=SYSTEM, seat=SEAT, title="A task", due=date(2030, 1, 1)),
        "seat_handover": people.hand_over(by=SYSTEM, seat=SEAT, follower=FOLLOWER, on=localdate() + timedelta(days=9)),
        "account": accounts.account("trainer@example.org"),
        "course": training.record_course(**HELD, **_teaching("OUT-T", "A course"), group="OUT-G", dates="2018-03-04"),
    }
    uids = {name: str(record.uid) for name, record in made.items()}
    canaries_of_gatherings.designated(uids["event"])
    facility = _facility()
    return lay_law() | {
        **uids | {"facility": facility, "seat": "DEMO-NTE-KGZ-HEALTH"},
        "document": str(_document()),
        "import": _import(),
        **_assessed(facility),
        **_posted(facility),
        "quality_plan": _plan(facility),
        **_case(),
        **_shown(),
        "controlled_document": _controlled(facility),
        **_equipment(facility),
        **_help(facility),
        "centre": _teaching_and_reference(),
        **(_certificates() | canaries_of_clocks.designated()),
        **(canaries_of_conduct.designated() | canaries_of_alerts.designated() | canaries_of_incidents.designated()),
        **(canaries_of_aid.designated() | canaries_of_health_events.designated() | canaries_of_exercises.designated()),
        **_cohort(),
        **_practised(uids["course"]),
        "curriculum": _curriculum(),
        "pack": _pack(),
        "elearning": _elearning(),
        **{"bank": "out-bank", "bankitem": banked("XKX", "out-bank")},
        **_evaluated(uids["course"]),
        **(examined(uids["course"]) | canaries_of_planning.designated()),
        **badged(uids["course"]),
    }


def _curriculum() -> str:
    """A published curriculum of a designated country."""
    told: dict[str, Any] = {"key": "out-curriculum", "version": "1", "title": {"en": "A curriculum"}, "source": "en"}
    told |= {"format": "kerege/curriculum/1", "kind": "modules", "level": "awareness", "languages": ["en"]}
    choices = [{"id": "a", "text": {"en": "Yes"}, "right": True}, {"id": "b", "text": {"en": "No"}}]
    item: dict[str, Any] = {
        "id": "i1",
        "kind": "one",
        "outcome": "o1",
        "stem": {"en": "A question"},
        "choices": choices,
    }
    quiz = {
        "id": "q1",
        "kind": "quiz",
        "title": {"en": "A quiz"},
        "outcomes": ["o1"],
        "bloom": "remember",
        "items": [item],
    }
    module = {"id": "m1", "title": {"en": "A module"}, "minutes": 30, "body": {"en": "A text."}, "assessments": [quiz]}
    module["outcomes"] = [{"id": "o1", "text": {"en": "Names a thing."}, "bloom": "remember"}]
    content = told | {"licence": "CC-BY-4.0", "modules": [module]}
    training.record_curriculum_version(by=SYSTEM, owner="XKX", content=content)
    training.publish_curriculum_version(by=SYSTEM, key="out-curriculum", version="1")
    return "out-curriculum"


def _pack() -> str:
    """A toolkit package of that curriculum."""
    told: dict[str, Any] = {"key": "out-curriculum", "version": "1", "node": "REG", "program": "0.1.0"}
    return str(training.make_pack(by=SYSTEM, **told, today=localdate()).uid)


def _elearning() -> str:
    """A package of a designated country that learners may play."""
    made = elearning.hand_in_package(by=SYSTEM, owner="XKX", file=elearning_made.scorm12(title="A package"))
    return str(elearning.publish_package(by=SYSTEM, uid=str(made.uid)).uid)


def _evaluated(course: str) -> dict[str, str]:
    """A test of the course, whose trainees come from a designated country."""
    with act("tests.designated.laid", by=SYSTEM, about="evaluation"):
        told: dict[str, Any] = {"owner": "KAZ", "course": Course.objects.inside_action().get(uid=course)}
        told |= {"kind": "pre", "on": date(2018, 3, 4), "title": "A test", "most": 10, "noted_by": "nobody"}
        test = CourseTest.objects.create(**told)
    return {"taught": course, "evaluated": course, "course_test": str(test.uid)}


def _practised(course: str) -> dict[str, str]:
    """An activity of the course, in a session, with somebody who has a place."""
    with act("tests.designated.laid", by=SYSTEM, about="practice"):
        kept: dict[str, Any] = {"owner": "KAZ", "course": Course.objects.inside_action().get(uid=course)}
        at = now()
        session = CourseSession.objects.create(**kept, title="Stations", starts=at, ends=at + timedelta(hours=1))
        person = Person.objects.inside_action().get(key="OUT-P")
        Enrolment.objects.create(**kept, person=person, state="enrolled", nominated_on=at.date(), noted_by="nobody")
    told: dict[str, Any] = {"kind": "drill", "title": "Gloves", "checklist": "!Washes hands", "session": session.uid}
    made = training.set_up_activity(by=SYSTEM, course=course, **told)
    return {"activity": str(made.uid), "practice_session": str(session.uid), "participant": str(person.uid)}


def _certificates() -> dict[str, str]:
    """A certificate of somebody who stands in the register, and one of another body, both of a designated country."""
    people.record_person(by=SYSTEM, owner="XKX", key="OUT-HOLDER", name="Somebody")
    people.link_person(by=SYSTEM, account=accounts.account("trainer@example.org"), person="OUT-HOLDER")
    found = accounts.account("trainer@example.org")
    actor = accounts.actor_for(found, on=localdate(), strong=True)
    consent: dict[str, Any] = {"by": actor, "account": found, "key": CERTIFIED_REGISTER, "version": 1, "lang": "en"}
    privacy.give_consent(**consent, at=now())
    held = lay_case("OUT-HOLDER")["certificate"]
    told: dict[str, Any] = {"body": "A body", "title": "A title", "number": "1", "valid_from": date(2024, 1, 1)}
    proof = received("letter.txt", [b"A letter."])
    other = capacity.record_external(by=SYSTEM, person="OUT-HOLDER", received=proof, **told)
    with act("tests.designated.laid", by=SYSTEM, about="certificates"):
        held.territory_id = "XKX"
        held.save()
        RegisterEntry.objects.create(owner="XKX", person=found.person, since=date(2024, 1, 1))
    return {"certificate": held.number, "external": str(other.uid)}


def _cohort() -> dict[str, str]:
    """A course held there, in which somebody of there has a place: one of whom the demo account "trainer" is."""
    with act("tests.designated.laid", by=SYSTEM, about="cohort"):
        told: dict[str, Any] = {"owner": "KAZ", "venue_id": "XKX", "trainees_from_id": "XKX", "status": "planned"}
        course = Course.objects.create(**told, key="OUT-COHORT", title="A course", kind="other", most=14)
        times = {"starts": now() - timedelta(hours=2), "ends": now() - timedelta(hours=1)}
        session = CourseSession.objects.create(owner="KAZ", course=course, title="A session", **times)
        person = Person.objects.inside_action().get(key="OUT-HOLDER")
        kept: dict[str, Any] = {"owner": "KAZ", "course": course, "person": person, "noted_by": "nobody"}
        row = Enrolment.objects.create(**kept, state="enrolled", nominated_on=date(2024, 1, 1))
    return {"cohort": str(course.uid), "session": str(session.uid), "enrolment": str(row.uid)}


def _case() -> dict[str, str]:
    """A case of a trainer's certificate that everybody may read."""
    people.record_person(by=SYSTEM, owner="REG", key="OUT-P", name="Somebody", synthetic=True)
    row = lay_case("OUT-P", scheme=published(key="out-scheme"), owner="REG", label=Sensitivity.PUBLIC, territory="XKX")
    return {"case": str(row["case"].uid), "delivery": str(row["delivery"].uid)}


def _shown() -> dict[str, str]:
    """A post of a facility there and what somebody on it showed, which everybody may read."""
    told: dict[str, Any] = {"owner": "REG", "territory": "XKX", "key": "out-frame", "person": "OUT-P"}
    return canaries_of_competence.shown(**told, level=Sensitivity.PUBLIC, word=lambda what: f"open-{what}")


def _facility() -> str:
    """The key of a facility of the region."""
    made = inventory.record_facility(
        by=SYSTEM, owner="REG", names={"en": "A station"}, kind="other", sectors="human", territory="XKX"
    )
    return made.key


def _posted(facility: str) -> dict[str, str]:
    """Two people on a post of the facility, so that it has a need of training."""
    content = canaries_of_competence.content(lambda what: f"An open {what}")
    capacity.record_framework(by=SYSTEM, owner="REG", key="out-frame", version="1", content=content)
    capacity.publish_framework(by=SYSTEM, key="out-frame", version="1", today=date(2025, 1, 1))
    told: dict[str, Any] = {"framework": "out-frame", "role": "R1", "people": 2, "fte": "2", "today": date(2025, 1, 2)}
    post = capacity.record_post(by=SYSTEM, facility=facility, **told)
    with checking():
        person = Person.objects.inside_action().get(key="DEMO-KAZ-S3")
    return {"framework": "out-frame", "post": str(post.uid), "posts_of": facility, "shown_by": str(person.uid)}


def _assessed(facility: str) -> dict[str, str]:
    """A closed assessment of the facility, which everybody may read."""
    people.create_seat(
        by=SYSTEM,
        owner="REG",
        key="OUT-SEAT",
        kind="other",
        title="A seat",
        mandate="An order",
        mandate_on=date(2020, 1, 1),
    )

    def word(what: str) -> str:
        return f"An open {what}"

    return assessed(
        owner="REG",
        key="out-set",
        version="1",
        about="facility",
        seat="OUT-SEAT",
        level=Sensitivity.PUBLIC,
        word=word,
        hidden=word,
        facility=facility,
    )


def _plan(facility: str) -> str:
    """A quality plan of the facility, which everybody may read."""
    return laid_quality.plan(
        owner="REG",
        facility=facility,
        level=Sensitivity.PUBLIC,
        word=lambda what: f"An open {what}",
        hidden=lambda what: f"An open {what}",
        mentor="DEMO-NTE-KGZ-HEALTH",
        host="OUT-SEAT",
        key="out-stages",
    )


def _controlled(facility: str) -> str:
    """A document of the facility, which everybody may read."""
    told = {"owner": "REG", "facility": facility, "level": Sensitivity.PUBLIC, "seat": "OUT-SEAT"}
    return laid_quality.document(**told, word=lambda what: f"An open {what}", hidden=lambda what: f"An open {what}")


def _import() -> str:
    """A sheet that somebody sent to the region."""
    content = [b"Name,Country\nA station,XKX\n"]
    batch = inventory.hand_in(
        by=SYSTEM, owner="REG", sender="A sender", received=received("list.csv", content), label=Sensitivity.PUBLIC
    )
    return str(batch.uid)


def _equipment(facility: str) -> dict[str, str]:
    """A lot of the region with one item that stands at the facility."""
    day = date(2024, 5, 6)
    lot: dict[str, Any] = {"by": SYSTEM, "lot": "out-lot", "on": day}
    inventory.record_lot(
        by=SYSTEM,
        owner="REG",
        key="out-lot",
        title="A lot",
        kind="autoclave",
        territory="XKX",
        label=Sensitivity.PUBLIC,
    )
    for source, target in (("outside", "ordered"), ("ordered", "received"), ("received", "inspected")):
        inventory.move_pieces(**lot, source=source, target=target, pieces=1)
    inventory.make_plan(
        by=SYSTEM,
        owner="REG",
        key="out-plan",
        title="A plan",
        shares=[("out-lot", facility, "", 1)],
        label=Sensitivity.PUBLIC,
    )
    handed: dict[str, Any] = {"facility": facility, "document": "A letter", "without_plan": "A test"}
    inventory.move_pieces(**lot, **handed, source="inspected", target="held", pieces=1)
    (item,) = inventory.accept_items(**lot, facility=facility, serials=["OUT-1"], condition="new")
    return {"lot": "out-lot", "plan": "out-plan", "item": str(item.uid)}


def _help(facility: str) -> dict[str, str]:
    """An offer of the facility, a request in the same country, and the enquiry between them."""
    told: dict[str, Any] = {"by": SYSTEM, "kind": "training", "title": "Help", "audience": "everybody"}
    day = localdate()
    inventory.offer_help(**told, facility=facility, key="out-offer", start=day, until=day + timedelta(days=99))
    other = inventory.record_facility(
        by=SYSTEM, owner="REG", names={"en": "Another station"}, kind="other", sectors="human", territory="XKX"
    )
    needed = {"owner": "REG", "needed_by": day + timedelta(days=60), "facility": other.key}
    inventory.ask_for_help(**told, **needed, key="out-request")
    sent = inventory.enquire(by=SYSTEM, request="out-request", facility=facility, offer="out-offer")
    return {"offer": "out-offer", "request": "out-request", "enquiry": str(sent.uid)}


def _teaching_and_reference() -> str:
    """The key of a training centre; an association and a reference function beside it."""
    for key, kind in (("OUT-SCHOOL", "training_centre"), ("OUT-CLUB", "association")):
        people.record_organisation(by=SYSTEM, key=key, kind=kind, names=[("en", "A body")], territory="XKX")
    told: dict[str, Any] = {"by": SYSTEM, "owner": "REG"}
    inventory.record_association(**told, organisation="OUT-CLUB", sources=["S1"])
    inventory.record_reference_function(
        **told,
        territory="XKX",
        area="serology",
        organisation="OUT-SCHOOL",
        start=date(2020, 1, 1),
        mandate="An order",
        sources=["S1"],
    )
    zone = zones_of("XK")[0]
    return inventory.record_centre(**told, key="out-school", organisation="OUT-SCHOOL", zone=zone).key


def _document() -> UUID:
    """A file that the region keeps with a page."""
    label = Sensitivity.PUBLIC
    return atlas.attach_document(
        by=SYSTEM, source_key="S1", owner="REG", label=label, name="page.txt", chunks=[b"A page."]
    )


def _teaching(key: str, title: str) -> dict[str, str]:
    return {
        "owner": "KAZ",
        "key": key,
        "title": title,
        "kind": "tot_part1",
        "venue": "PSE",
        "trainees_from": "XKX",
    }


def _relations() -> None:
    for code in ("XKX", "PSE"):
        sharing.record_node(by=SYSTEM, key=code, territory=code)
    people.record_organisation(by=SYSTEM, key="OUT-O", kind="agency", names=[("en", "An agency")], territory="PSE")
    atlas.add_membership(by=SYSTEM, territory="XKX", region="SEEE", start="2016", source="S68")
    atlas.add_participation(by=SYSTEM, territory="PSE", project="P53", start="2016", source="S1")


def _claim() -> Any:
    return indicators.record_claim(
        by=SYSTEM,
        owner="REG",
        key="OUT-C",
        indicator="trainers.part1",
        value=3,
        qualifier="exact",
        unit="people",
        meaning="Trainers",
        source="S1",
        project_key="P53",
        territory="XKX",
    )
