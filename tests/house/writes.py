"""Every address that writes: what is sent there about a record of Kazakhstan, and which roles may do it.

test_matrix.py asks each of them as every role of the record's owner and of a neighbour; docs/reference/writes.md is
made from this. An address that answers POST and is in neither register fails the test.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kerege.atlas.words import CITING_ROLES
from kerege.people.rules import MAY
from kerege.people.words import Deed
from tests.house.outlets_of_bank import WRITES_OF_BANK
from tests.house.outlets_of_elearning import WRITES_OF_ELEARNING
from tests.house.outlets_of_exams import WRITES_OF_EXAMS
from tests.house.outlets_of_law import WRITES_OF_LAW
from tests.house.outlets_of_lti import WRITES_OF_LTI
from tests.house.outlets_of_lti_tool import WRITES_OF_LTI_TOOL
from tests.house.outlets_of_results import WRITES_OF_RESULTS
from tests.house.outlets_of_xapi import WRITTEN_BY_PROGRAMS

OWNER = "KAZ"


@dataclass(frozen=True)
class Write:
    """What is sent to one address. `address` may name the canaries' records as {course}; `anywhere`: for any owner."""

    address: str
    what: str
    may: frozenset[str]
    sent: Mapping[str, str] = field(default_factory=dict)
    anywhere: bool = False
    acts: bool = True
    json: bool = False


def by(deed: Deed) -> frozenset[str]:
    return frozenset(role.value for role in MAY[deed])


FIGURE = {"value": "3", "qualifier": "exact", "source": "S2"}
ACTIVITY = {
    "owner": OWNER,
    "title": "A title",
    "status": "held",
    "dates": "2019-01-02",
    "venue": OWNER,
    "project_key": "P53",
    "source": "S1",
}
CLAIM = {
    "owner": OWNER,
    **{"indicator": "cascade.people", "value": "260", "qualifier": "about"},
    **{"unit": "people", "meaning": "People reached"},
    "source": "S22",
    "territory": OWNER,
    "project_key": "P53",
    "stated_by": "Report",
    "stated_on": "",
    "key": "matrix-claim",
}

FACILITY = {
    "owner": OWNER,
    "territory": OWNER,
    "name_en": "A laboratory of the matrix",
    "kind": "other",
    "sectors": "human",
    "standing": "operational",
    "ownership": "public",
    "proof": "declared",
}

WRITES: dict[str, Write] = {
    "claims/new/": Write("/claims/new/", "record a claim", by(Deed.RECORD_CLAIM), CLAIM),
    "courses/new/": Write(
        "/courses/new/",
        "record a course",
        by(Deed.RECORD_ACTIVITY),
        {**ACTIVITY, "kind": "seminar", "trainees_from": OWNER, "key": "matrix-course"},
    ),
    "courses/<uuid:uid>/documents/": Write(
        "/courses/{course}/documents/",
        "record which documents a course uses",
        by(Deed.RECORD_ACTIVITY),
        {"do": "use", "document": "{controlled_document}"},
    ),
    "courses/<uuid:uid>/figure/": Write(
        "/courses/{course}/figure/",
        "record a figure of a course",
        by(Deed.RECORD_ACTIVITY),
        {**FIGURE, "measure": "trainees"},
    ),
    "courses/plan/": Write(
        "/courses/plan/",
        "plan a course",
        by(Deed.RECORD_ACTIVITY),
        {
            **{"owner": OWNER, "title": "A title", "kind": "seminar", "venue": OWNER, "venue_place": "Almaty"},
            **{"zone": "Asia/Almaty", "first_day": "2090-01-02", "least": "10", "most": "14", "entry": "nomination"},
            **{"readers": "0", "key": "matrix-plan"},
        },
    ),
    "courses/<uuid:uid>/costs/": Write(
        "/courses/{course}/costs/",
        "record what a course costs",
        by(Deed.RECORD_ACTIVITY),
        {"cost-kind": "meals", "cost-currency": "EUR", "cost-planned": "5"},
    ),
    "courses/<uuid:uid>/materials/": Write(
        "/courses/{course}/materials/",
        "put something on the list of a course",
        by(Deed.RECORD_ACTIVITY),
        {"do": "material", "material-what": "Flip chart", "material-number": "2"},
    ),
    "events/new/": Write(
        "/events/new/",
        "record an event",
        by(Deed.RECORD_ACTIVITY),
        {**ACTIVITY, "kind": "awareness", "level": "national", "key": "matrix-event"},
    ),
    "events/<uuid:uid>/figure/": Write(
        "/events/{event}/figure/",
        "record a figure of an event",
        by(Deed.RECORD_ACTIVITY),
        {**FIGURE, "measure": "participants"},
    ),
    "facilities/new/": Write("/facilities/new/", "record a facility", by(Deed.RECORD_RESOURCE), FACILITY),
    "facilities/<slug:key>/change/": Write(
        "/facilities/{facility}/change/",
        "change the card of a facility",
        by(Deed.RECORD_RESOURCE),
        {**FACILITY, "name_en": "Open facility REGIONAL", "note": "Open on weekdays", "version": "1"},
    ),
    "facilities/<slug:key>/confirm/": Write(
        "/facilities/{facility}/confirm/", "confirm the card of a facility", by(Deed.RECORD_RESOURCE), acts=False
    ),
    "facilities/<slug:key>/details/": Write(
        "/facilities/{facility}/details/",
        "record what belongs to a facility",
        by(Deed.RECORD_RESOURCE),
        {"do": "unit", "unit-name": "A unit"},
    ),
    "equipment/lots/new/": Write(
        "/equipment/lots/new/",
        "record a lot of equipment",
        by(Deed.RECORD_RESOURCE),
        {"owner": OWNER, "key": "matrix-lot", "title": "A lot", "kind": "autoclave", "territory": OWNER, "label": "0"},
    ),
    "equipment/lots/<slug:key>/record/": Write(
        "/equipment/lots/{lot}/record/",
        "record a step of the pieces of a lot",
        by(Deed.RECORD_RESOURCE),
        {"do": "step", "step-step": "outside:ordered", "step-pieces": "1", "step-on": "2024-05-07"},
    ),
    "equipment/items/<uuid:uid>/record/": Write(
        "/equipment/items/{item}/record/",
        "record what happened to an item",
        by(Deed.RECORD_RESOURCE),
        {"do": "happened", "happened-what": "repaired", "happened-on": "2024-05-07"},
    ),
    "equipment/plans/new/": Write(
        "/equipment/plans/new/",
        "propose a distribution plan",
        by(Deed.RECORD_RESOURCE),
        {
            "owner": OWNER,
            "key": "matrix-plan",
            "title": "A plan",
            "lot_1": "{lot}",
            "taker_1": "organisation:CANARY-CENTRE",
            "pieces_1": "1",
        },
    ),
    "equipment/testers/": Write(
        "/equipment/testers/",
        "record who is qualified to test equipment",
        by(Deed.RECORD_RESOURCE),
        {
            "owner": OWNER,
            "organisation": "CANARY-CENTRE",
            "kinds": "autoclave",
            "proof": "A paper",
            "start": "2024-05-07",
        },
    ),
    "capacity/competences/posts/new/": Write(
        "/capacity/competences/posts/new/?facility={facility}",
        "record a post of a laboratory",
        by(Deed.RECORD_POSTS),
        {"role": "regional-biorisk:shipper", "people": "2", "fte": "1"},
    ),
    "capacity/assessments/new/": Write(
        "/capacity/assessments/new/",
        "open an assessment",
        by(Deed.ASSESS),
        {"set_key": "laboratory-safety", "kind": "self", "facility": "{facility}"},
    ),
    "inventory/centres/new/": Write(
        "/inventory/centres/new/",
        "record a training centre",
        by(Deed.KEEP_CENTRE),
        {"owner": OWNER, "teacher": "organisation:CANARY-SCHOOL", "key": "matrix-centre", "zone": "Asia/Almaty"},
    ),
    "inventory/centres/<slug:key>/keep/": Write(
        "/inventory/centres/{centre}/keep/",
        "book a room, keep a training centre",
        by(Deed.KEEP_CENTRE),
        {"do": "room", "room-name": "A room", "room-seats": "12"},
    ),
    "inventory/associations/": Write(
        "/inventory/associations/",
        "record an association",
        by(Deed.RECORD_RESOURCE),
        {"owner": OWNER, "organisation": "CANARY-CLUB", "sources": "S1"},
    ),
    "inventory/reference-functions/": Write(
        "/inventory/reference-functions/",
        "record a reference function",
        by(Deed.RECORD_RESOURCE),
        {
            "owner": OWNER,
            "territory": OWNER,
            "reach": "national",
            "area": "sequencing",
            "holder": "organisation:CANARY-CENTRE",
            "start": "2024-05-07",
            "mandate": "An order",
            "sources": "S1",
        },
    ),
    "sources/new/": Write(
        "/sources/new/",
        "record a source",
        frozenset(CITING_ROLES),
        {"key": "S-MATRIX", "title": "A page", "address": "https://example.org/matrix"},
        anywhere=True,
    ),
    "people/seats/new/": Write(
        "/people/seats/new/",
        "create a seat",
        by(Deed.APPOINT),
        {
            "owner": OWNER,
            "kind": "expert_team",
            "title": "A seat",
            "key": "matrix-seat",
            "mandate": "An order",
            "mandate_on": "2020-01-01",
        },
    ),
    "people/seats/<slug:key>/": Write(
        "/people/seats/{seat}/",
        "appoint to a seat, or end a term",
        by(Deed.APPOINT),
        {"do": "end", "end-capacity": "holder", "end-on": "2026-01-01"},
    ),
    "people/organisations/<slug:key>/": Write(
        "/people/organisations/CANARY-CENTRE/",
        "name an organisation",
        by(Deed.MANAGE_PEOPLE),
        {"do": "name", "name-lang": "ru", "name-text": "Центр"},
    ),
    "people/tasks/new/": Write(
        "/people/tasks/new/",
        "set a task to a seat",
        by(Deed.SET_TASK),
        {"seat": "{seat}", "title": "Something to do", "due": "2090-01-01"},
    ),
    "view-as/": Write(
        "/view-as/",
        "look as somebody else",
        by(Deed.VIEW_AS),
        {"role": "donor", "owner": "REG"},
        anywhere=True,
        acts=False,
    ),
}

_OWN = "about the account of whoever is signed in, or of nobody"

_NEW_OR_ONE = ("new", "<slug:key>")
_OF_CURRICULA = [
    *"adopted fork begin publish review update offers".split(),
    *"part part/arrange part/write part/bank part/file".split(),
]
ELSEWHERE: dict[str, str] = {
    "courses/<uuid:uid>/evaluation/": "tests/web/evaluation",
    "courses/<uuid:uid>/evaluation/tests/<uuid:test>/": "tests/web/evaluation",
    "say/<str:token>/": "tests/web/evaluation",
    "say/at/<str:code>/": "tests/web/evaluation",
    "indicators/<str:key>/": "it refuses whatever is sent, and keeps that somebody tried",
    "people/": "it only redirects",
    "courses/plan/feed/": "tests/web/delivery",
    "courses/plan/mine/": "tests/web/delivery",
    **{f"training/curricula/<slug:key>/{rest}/": "tests/web/curricula" for rest in _OF_CURRICULA},
    "courses/<uuid:uid>/plan/": "tests/web/delivery",
    "courses/<uuid:uid>/sessions/": "tests/web/delivery",
    "courses/<uuid:uid>/sessions/<uuid:session>/": "tests/web/delivery",
    "courses/<uuid:uid>/staff/": "tests/web/delivery",
    "courses/<uuid:uid>/people/": "tests/web/enrolment",
    "courses/<uuid:uid>/people/nominate/": "tests/web/enrolment",
    "courses/<uuid:uid>/people/close/": "tests/web/enrolment",
    "courses/<uuid:uid>/people/<uuid:enrolment>/": "tests/web/enrolment",
    "attend/<uuid:session>/list/": "tests/web/enrolment",
    **dict.fromkeys(("courses/<uuid:uid>/learning/", "learning/sync/"), "tests/web/learning"),
    "attend/<uuid:session>/": "tests/web/enrolment",
    "equipment/plans/<slug:key>/agree/": "tests/web/equipment",
    **{f"inventory/{what}/{rest}/": "tests/web/helping" for what in ("offers", "requests") for rest in _NEW_OR_ONE},
    "inventory/enquiries/<uuid:uid>/": "tests/web/helping",
    **WRITES_OF_BANK,
    **WRITES_OF_ELEARNING,
    **WRITES_OF_EXAMS,
    **WRITES_OF_LAW,
    **WRITES_OF_LTI,
    **WRITES_OF_LTI_TOOL,
    "training/lessons/<slug:curriculum>/<slug:module>/": "tests/web/lessons",
    "training/lessons/<slug:curriculum>/<slug:module>/<slug:scenario>/": "tests/web/lessons",
    "inventory/searches/": "tests/web/helping",
    "inventory/searches/<uuid:uid>/": "tests/web/helping",
    "people/seats/<slug:key>/hand-over/": "tests/web/people/test_handover_pages.py",
    "people/handovers/<uuid:uid>/withdraw/": "tests/web/people/test_handover_pages.py",
    "people/accounts/<uuid:uid>/": "tests/web/people",
    "capacity/needs/policies/<slug:owner>/": "tests/web/capacity/test_policy_pages.py",
    "capacity/competences/mine/": "tests/web/capacity/test_competence_pages.py",
    "capacity/competences/people/<uuid:uid>/": "tests/web/capacity/test_competence_pages.py",
    "capacity/competences/shown/<uuid:uid>/withdraw/": "tests/web/capacity/test_competence_pages.py",
    "capacity/competences/posts/<uuid:uid>/": "tests/web/capacity/test_competence_pages.py",
    "capacity/competences/frameworks/new/": "tests/web/capacity/test_competence_pages.py",
    "capacity/competences/frameworks/<slug:key>/publish/": "tests/web/capacity/test_competence_pages.py",
    "capacity/certificates/new/": "tests/web/capacity/test_certificate_pages.py",
    "capacity/certificates/cases/<uuid:uid>/": "tests/web/capacity/test_certificate_pages.py",
    "capacity/certificates/cases/<uuid:case>/deliveries/<uuid:uid>/": "tests/web/capacity/test_certificate_pages.py",
    "capacity/certificates/feedback/<str:token>/": "tests/web/capacity/test_certificate_pages.py",
    "capacity/certificates/schemes/<str:owner>/<slug:key>/": "tests/web/capacity/test_scheme_pages.py",
    "training/cascade/courses/<uuid:uid>/line/": "tests/web/cascade/test_line_pages.py",
    "training/cascade/followup/": "tests/web/cascade/test_followup_pages.py",
    "training/cascade/followup/answer/<str:token>/": "tests/web/cascade/test_followup_pages.py",
    "training/cascade/followup/confirm/<str:token>/": "tests/web/cascade/test_followup_pages.py",
    "capacity/sets/new/": "tests/web/capacity/test_set_pages.py",
    "capacity/sets/<slug:key>/publish/": "tests/web/capacity/test_set_pages.py",
    "courses/<uuid:uid>/activities/": "tests/web/practice/test_activity_pages.py",
    "courses/<uuid:uid>/activities/new/": "tests/web/practice/test_activity_pages.py",
    "courses/<uuid:uid>/activities/device/": "tests/web/practice/test_activities_without_line.py",
    "courses/<uuid:uid>/activities/groups/<uuid:session>/": "tests/web/practice/test_activity_pages.py",
    "courses/<uuid:uid>/activities/<uuid:activity>/": "tests/web/practice/test_activity_pages.py",
    "courses/<uuid:uid>/activities/<uuid:activity>/people/<uuid:person>/": "tests/web/practice/test_activity_pages.py",
    "capacity/assessments/<uuid:uid>/": "tests/web/capacity/test_assessment_pages.py",
    "capacity/assessments/<uuid:uid>/answer/<slug:section>/": "tests/web/capacity/test_assessment_pages.py",
    "capacity/assessments/<uuid:uid>/device/": "tests/web/capacity/test_device_pages.py",
    "capacity/assessments/<uuid:uid>/settle/": "tests/web/capacity/test_assessment_pages.py",
    "capacity/assessments/<uuid:uid>/evidence/": "tests/web/capacity/test_assessment_pages.py",
    "capacity/findings/<uuid:uid>/plan/": "tests/web/capacity/test_assessment_pages.py",
    "capacity/actions/<uuid:uid>/": "tests/web/capacity/test_assessment_pages.py",
    "capacity/declared/import/": "tests/web/capacity/test_declared_pages.py",
    "capacity/findings/<uuid:uid>/": "tests/web/capacity/test_quality_pages.py",
    "capacity/quality/documents/new/": "tests/web/capacity/test_document_pages.py",
    "capacity/quality/documents/<uuid:uid>/": "tests/web/capacity/test_document_pages.py",
    "capacity/quality/facilities/<slug:key>/": "tests/web/capacity/test_place_pages.py",
    "capacity/quality/plans/new/": "tests/web/capacity/test_plan_pages.py",
    "capacity/quality/plans/<uuid:uid>/": "tests/web/capacity/test_plan_pages.py",
    **{f"certified/me/{rest}": "tests/web/credentials" for rest in ("", "<str:number>/badge/")},
    **{f"certified/others/{rest}": "tests/web/credentials" for rest in ("new/", "<uuid:uid>/")},
    **WRITES_OF_RESULTS,
    "verify/": "it checks what is sent, and writes nothing",
    "verify/<str:number>/": "it compares a name that is sent, and writes nothing",
    "openrosa/submission": "tests/web/openrosa",
    **WRITTEN_BY_PROGRAMS,
    **dict.fromkeys(("class/", "class/pins/", "courses/<uuid:uid>/class/"), "tests/web/classes"),
    "courses/<uuid:uid>/class/clock/": "tests/web/classes",
    "courses/<uuid:uid>/class/list/": "tests/web/classes",
    **{f"training/packs/{rest}": "tests/web/packs" for rest in ("", "new/", "incoming/<uuid:uid>/")},
    **{
        f"imports/{rest}": "tests/web/inventory/test_import_pages.py"
        for rest in ("", "<uuid:uid>/", "<uuid:uid>/do/", "<uuid:uid>/rows/<int:number>/")
    },
    "people/tasks/<uuid:uid>/": "tests/web/people",
    "inventory/centres/<slug:key>/bookings/<uuid:uid>/call-off/": "tests/web/centres",
    "inventory/reference-functions/<uuid:uid>/end/": "tests/web/references",
    "people/invitations/": "tests/web/people",
    "people/lost-factors/": "tests/web/people",
    "sources/<str:key>/documents/new/": "tests/web/content",
    "sources/<str:key>/documents/<uuid:uid>/withdraw/": "tests/web/content",
    "operator/jobs/<slug:key>/run/": "tests/web/jobs",
    "operator/jobs/mail/<uuid:uid>/send/": "tests/web/jobs",
    "nodes/<str:key>/": "tests/web/sharing",
    "privacy/mine/consents/<slug:key>/": "tests/privacy/test_own_pages.py",
    "privacy/mine/erase/": "tests/privacy/test_own_pages.py",
    "privacy/mine/listing/": "tests/privacy/test_own_pages.py",
    "privacy/requests/": "tests/privacy/test_own_pages.py",
    "shares/new/": "tests/web/sharing",
    "shares/<uuid:uid>/": "tests/web/sharing",
    **{f"shares/of/<str:kind>/<uuid:uid>/{rest}": "tests/web/sharing" for rest in ("", "new/")},
    "choose/": "it writes into the session alone",
    "language/": "it sets a cookie and goes back",
    "account/": _OWN,
}
"""Addresses that write and are proved by tests of their own (a path), or that write no record (a reason)."""
