"""Why a finding arose, and how it is graded: by whoever leads, with words that others can follow."""

from datetime import timedelta

import pytest

from kerege.capacity import actions
from kerege.journal.models import Act
from tests.capacity.given import DAY, closed, code_of, published, result, somebody


@pytest.fixture
def found():
    """Who acts, the closed assessment, and its one finding."""
    published()
    who = {name: somebody(name, role) for name, role in ROLES.items()}
    uid = closed(who["lead"])
    return who, uid, result(who["lead"], uid).findings[0].uid


ROLES = {"lead": "laboratory_head", "officer": "biosafety_officer", "focal": "focal_point"}
WHY = {"kind": "knowledge", "cause": "Nobody was shown how a plan is written"}
GRADE = {"severity": "opportunity", "because": "The plan exists and only its form differs"}


def caused(found, name="lead", **changes):
    return actions.name_cause(by=found[0][name], finding=found[2], **(WHY | {"today": DAY} | changes))


def graded(found, name="lead", **changes):
    return actions.grade_finding(by=found[0][name], finding=found[2], **(GRADE | changes))


def shown(found):
    return result(found[0]["lead"], found[1]).findings[0]


def test_a_finding_has_no_cause_until_somebody_says_it(found):
    assert (shown(found).cause_kind, shown(found).cause, shown(found).cause_on) == ("", "", None)
    caused(found)
    assert (shown(found).cause_kind, shown(found).cause, shown(found).cause_on) == ("knowledge", WHY["cause"], DAY)
    acts = Act.objects.count()
    caused(found)
    assert Act.objects.count() == acts, "the same again changes nothing"
    caused(found, name="focal", kind="procedure", cause="The procedure is in a language that nobody reads")
    assert shown(found).cause_kind == "procedure", "the last word stands"


def test_a_cause_is_not_known_before_it_was_named(found):
    caused(found, today=DAY + timedelta(days=1))
    assert shown(found).cause_kind == ""


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"kind": "fate"}, "people.unknown_choice"),
        ({"cause": " "}, "capacity.no_cause"),
        ({"cause": "x\x00y"}, "text.control_characters"),
        ({"cause": "The freezer with 40 vials of anthrax strains stands in room 12"}, "inventory.not_for_sharing"),
        ({"finding": "no uid"}, "records.nothing_there"),
        ({"name": "officer"}, "capacity.not_in_team"),
    ],
)
def test_a_cause_that_nobody_can_follow_is_refused(found, changes, code):
    told = {"by": found[0][changes.pop("name", "lead")], "finding": found[2], **WHY} | changes
    assert code_of(actions.name_cause, **told) == code
    assert shown(found).cause == ""


def test_a_grade_is_changed_with_its_reason(found):
    assert (shown(found).severity, shown(found).graded_because) == ("major", "")
    graded(found)
    assert (shown(found).severity, shown(found).graded_because) == ("opportunity", GRADE["because"])
    acts = Act.objects.count()
    graded(found, because="Another reason for the same")
    assert Act.objects.count() == acts
    assert shown(found).graded_because == GRADE["because"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"severity": "grave"}, "people.unknown_choice"),
        ({"because": ""}, "capacity.grade_without_reason"),
        ({"name": "officer"}, "capacity.not_in_team"),
    ],
)
def test_a_grade_without_reason_or_right_is_refused(found, changes, code):
    told = {"by": found[0][changes.pop("name", "lead")], "finding": found[2], **GRADE} | changes
    assert code_of(actions.grade_finding, **told) == code
    assert shown(found).severity == "major"
