"""Who taught a course, recorded and corrected on a page."""

import pytest
from django.test import Client

from kerege.people.rules import SYSTEM
from kerege.training import actions
from tests.web.signing import signed_in

pytestmark = pytest.mark.usefixtures("demo_world")
SENT = {"basis": "stated", "source": "S1", "note": ""}


@pytest.fixture
def lines():
    """The addresses of two courses of Kazakhstan, the second later."""
    made = [
        actions.record_course(
            by=SYSTEM, owner="KAZ", key=key, title=f"Pipettes {key}", kind=kind, status="held", sources=["S1"],
            dates=day, venue="KAZ", trainees_from="KAZ", project_key="P53",
        )
        for key, kind, day in (("LT1", "tot_part1", "2024-03-04"), ("LT2", "cascade_workshop", "2024-06-04"))
    ]  # fmt: skip
    return [f"/training/cascade/courses/{course.uid}/" for course in made]


def above(address):
    return [each["leaf"].title for each in Client().get(address).context["above"]]


def test_from_the_course_somebody_looks_for_the_trainers_course_and_corrects_the_line_later(lines):
    client, second = signed_in("focal.point.kaz"), lines[1]
    assert client.get(second).context["may_record"] is True
    page = client.get(f"{second}line/?text=pipettes")
    assert [value for value, _ in page.context["form"].fields["other"].choices] == ["LT1", "-"]
    assert client.post(f"{second}line/?text=pipettes", {**SENT, "other": "LT1"}).status_code == 302
    assert above(second) == ["Pipettes LT1"]
    note = client.get(second).context["notes"][0][0]
    correcting = client.get(f"{second}line/?line={note.uid}")
    assert correcting.context["form"].initial == {"other": "LT1", "basis": "stated", "note": ""}
    sent = {**SENT, "other": "-", "note": "By trainers from abroad"}
    assert client.post(f"{second}line/?line={note.uid}", sent).status_code == 302
    assert above(second) == []
    assert "By trainers from abroad" in Client().get(second).content.decode()


def test_from_the_course_of_the_trainers_somebody_names_what_they_taught(lines):
    first, second = lines
    client = signed_in("centre.manager")
    assert client.post(f"{first}line/?way=below", {**SENT, "other": "LT2"}).status_code == 302
    assert above(second) == ["Pipettes LT1"]


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"other": ""}, "other"),
        ({"other": "LT2"}, "other"),
        ({"other": "NOWHERE"}, "other"),
        ({"other": "-"}, "note"),
        ({"other": "LT1", "source": "S999"}, "source"),
        ({"other": "LT1", "source": ""}, "source"),
        ({"other": "LT1", "basis": "guessed"}, "basis"),
        ({"other": "LT1", "basis": "inferred"}, "note"),
        ({"other": "LT1", "note": "x" * 301}, "note"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(lines, sent, field):
    page = signed_in("focal.point.kaz").post(f"{lines[1]}line/", SENT | sent)
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])


def test_nobody_else_finds_the_form(lines):
    assert Client().get(lines[1]).context["may_record"] is False
    assert signed_in("trainer").get(f"{lines[1]}line/").status_code == 403
    unknown = "/training/cascade/courses/00000000-0000-0000-0000-000000000000/line/"
    assert signed_in("focal.point.kaz").get(unknown).status_code == 404
    assert signed_in("focal.point.kaz").get(f"{lines[1]}line/?line=x").status_code == 404
