"""What a tool asks for by itself in a course: who is in it, and columns of results that it makes."""

import json
from urllib.parse import urlsplit

import pytest

from kerege.journal import queries as journal
from kerege.journal.actions import act
from kerege.lib.sensitivity import Sensitivity
from kerege.people import actions as people
from kerege.people.queries import account
from kerege.people.rules import SYSTEM
from kerege.training.models import Course, CourseStaff, Enrolment, ToolColumn, ToolScore
from tests import ground
from tests.training.test_lessons import DAY, reader
from tests.web.lti.given import browser, code, launched, linked, opened
from tests.web.lti.tool import AGS, HERE, LIST, SCOPES, assertion, fetched, form_of, read, tells

MEMBERSHIP = "http://purl.imsglobal.org/vocab/lis/v2/membership#"
ITEM = f"{AGS}lineitem"


@pytest.fixture
def course(node):
    """A public course with two learners, one who withdrew, one without an account, and a trainer."""
    for name in ("withdrew", "trainer"):
        reader(name)
    persons = ground.persons(5)
    for name, person in zip(("learner", "other", "withdrew", "trainer"), persons, strict=False):
        people.link_person(by=SYSTEM, account=account(f"{name}@example.org"), person=person)
    with act("tests.laid", by=SYSTEM, about="course"):
        told = {"owner": "KAZ", "title": "Handling of waste", "kind": "other", "status": "planned"}
        row = Course.objects.create(**told, key="RUN-1", label=Sensitivity.PUBLIC)
        kept = {"owner": "KAZ", "course": row, "nominated_on": DAY, "noted_by": "-"}
        for person, state in zip(persons, ("enrolled", "enrolled", "withdrawn", None, "enrolled"), strict=True):
            if state:
                Enrolment.objects.create(**kept, person_id=_number(person), state=state)
        staff = {"owner": "KAZ", "course": row, "since": DAY, "noted_by": "-"}
        CourseStaff.objects.create(**staff, person_id=_number(persons[3]), part="lead", answer="accepted")
    return row


def _number(person):
    from kerege.people.models import Person

    return Person.objects.inside_action().get(key=person).id if isinstance(person, str) else person


def lister(**more):
    return opened(with_list="on", why="It makes groups.", **more)


def token_of(row, scope):
    return fetched(browser(), assertion(row.client), scope=scope).json()["access_token"]


def asks(path, token, method="get", body=None):
    shown = {"Authorization": f"Bearer {token}"}
    if body is None:
        return getattr(browser(), method)(path, headers=shown)
    kind = "application/vnd.ims.lis.v2.lineitem+json"
    body = body if isinstance(body, bytes) else json.dumps(body)
    return getattr(browser(), method)(path, body, content_type=kind, headers=shown)


def test_a_tool_is_told_drawn_names_and_roles_and_real_names_only_after_two_decisions(course):
    row, place = lister(with_name="on"), f"/training/tools/courses/{course.uid}/"
    link = linked(row, place)
    said = read(browser(), form_of(launched(link))[1]["id_token"], row.client)
    service = said["https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice"]
    path, token = urlsplit(service["context_memberships_url"]).path, token_of(row, LIST)
    answer = asks(path, token)
    assert answer["Content-Type"] == "application/vnd.ims.lti-nrps.v2.membershipcontainer+json"
    told = answer.json()
    assert told["context"] == {"id": str(link.place.uid), "title": "Handling of waste"}
    assert {frozenset(each) for each in told["members"]} == {frozenset({"status", "user_id", "roles"})}
    roles = sorted(each["roles"][0].rpartition("#")[2] for each in told["members"])
    assert roles == ["Instructor", "Learner", "Learner"], "who withdrew or has no account is not in it"
    assert said["sub"] in {each["user_id"] for each in told["members"]}
    leaks = ("learner@", "trainer@", "other@", '"learner"', '"other"', '"trainer"', "withdrew", "name")
    assert [each for each in leaks if each in answer.content.decode()] == []
    assert "drawn names and roles" in code(browser("learner").get(f"/training/tools/links/{link.uid}/"), 200)
    assert [each["user_id"] for each in asks(path, token).json()["members"]] == [e["user_id"] for e in told["members"]]
    # staff of the course decides, beside whoever opened the tool for names
    named = {"do": "name", "tool": str(row.uid)}
    assert "training.tool_not_your_place" in code(browser("learner").post(place, named), 403)
    assert browser("trainer").post(place, named).status_code == 302
    names = [each.get("name") for each in asks(path, token).json()["members"]]
    assert sorted(names, key=str) == [None, "learner", "other"], "staff reads no names of colleagues, and tells none"
    code(launched(link, "trainer"), 200)
    assert {each["name"] for each in asks(path, token).json()["members"]} == {"learner", "other", "trainer"}
    assert "email" not in asks(path, token).content.decode()
    shown = code(browser("other").get(f"/training/tools/links/{link.uid}/"), 200)
    assert "is told the same of everybody there" in shown
    change = {"do": "change", "with_list": "on", "with_name": "on", "with_mail": "on", "why": "It writes."}
    assert browser("manager").post(f"/training/tools/{row.uid}/", change).status_code == 302
    assert browser("focal").post(f"/training/tools/{row.uid}/", {"do": "open"}).status_code == 302
    assert [each for each in ("name", "email") if each in asks(path, token).content.decode()] == [], (
        "staff decides anew"
    )
    assert browser("trainer").post(place, named).status_code == 302
    assert "email" in asks(path, token).content.decode()
    assert browser("trainer").post(place, named | {"do": "unname"}).status_code == 302
    assert "name" not in asks(path, token).content.decode()
    assert [each.facts["named"] for each in journal.acts(owners=None, word_prefix="training.tool.names_let")] != []
    # pages, roles, and links
    first = asks(f"{path}?limit=2", token)
    assert len(first.json()["members"]) == 2
    after = first["Link"].removeprefix("<").removesuffix('>; rel="next"').removeprefix(HERE)
    second = asks(after, token)
    assert "Link" not in second
    assert [*first.json()["members"], *second.json()["members"]] == told["members"]
    teachers = asks(f"{path}?role=Instructor&rlid={link.uid}", token).json()["members"]
    assert [each["roles"] for each in teachers] == [[f"{MEMBERSHIP}Instructor"]]
    assert "training.tool_bad_body" in code(asks(f"{path}?limit=no", token), 400)
    assert "training.no_such_tool_link" in code(asks(f"{path}?rlid={row.uid}", token), 404)
    # a course that ended is read by who had a place in it, and opens nothing
    with act("tests.over", by=SYSTEM, about="course"):
        Enrolment.objects.inside_action().filter(state="enrolled").update(state="completed")
    page, learner = f"/training/tools/links/{link.uid}/", browser("learner")
    assert "Your place in this course has ended" in code(learner.get(page), 200)
    assert learner.get(place).status_code == 200
    assert "training.tool_not_your_place" in code(learner.post(page), 403)
    assert "training.tool_not_your_place" in code(browser("withdrew").get(page), 403)


def test_a_list_is_told_to_its_tool_in_its_course_alone(course):
    row, plain = lister(), opened(title="Plain tool", with_name="on", why="It greets.")
    place = f"/training/tools/courses/{course.uid}/"
    link, theirs = linked(row, place), linked(plain, place)
    lesson = linked(row)
    paths = [f"/lti/places/{each.place.uid}/members" for each in (link, theirs, lesson)]
    token = token_of(row, f"{LIST} {ITEM}")
    code(asks(paths[0], token), 200)
    assert "training.no_such_tool_link" in code(asks(paths[1], token), 404)
    assert "training.no_such_tool_link" in code(asks(paths[2], token), 404), "a lesson has no list"
    assert fetched(browser(), assertion(plain.client), scope=LIST).json()["error"] == "invalid_scope"
    other = token_of(plain, SCOPES)
    assert "training.tool_scope" in code(asks(paths[1], other), 403)
    assert "training.no_such_tool_link" in code(asks(paths[0], other), 404)
    assert "training.tool_scope" in code(asks(paths[0], token_of(row, SCOPES)), 403)
    assert "training.tool_not_let_in" in code(asks(paths[0], "x" * 43), 401)
    plain_page = browser("manager").post(place, {"do": "name", "tool": str(plain.uid)})
    assert "training.no_such_tool" in code(plain_page, 404)
    said = read(browser(), form_of(launched(theirs))[1]["id_token"], plain.client)
    assert not [name for name in said if "lti-nrps" in name]
    with act("tests.hidden", by=SYSTEM, about="course"):
        Course.objects.inside_action().update(label=Sensitivity.NATIONAL)
    hidden = asks(paths[0], token).json()
    assert hidden["context"] == {"id": str(link.place.uid)}, "the title of a course that not everybody may see"
    suspended = {"do": "suspend", "reason": "It shows what it should not."}
    assert browser("manager").post(f"/training/tools/{row.uid}/", suspended).status_code == 302
    assert "training.tool_not_let_in" in code(asks(paths[0], token), 401)


def test_a_tool_makes_columns_of_its_own_changes_and_removes_them(course):
    row, other = opened(), opened(title="Another tool")
    place = f"/training/tools/courses/{course.uid}/"
    link, theirs = linked(row, place, maximum="10"), linked(other, place, maximum="5")
    base = f"/lti/places/{link.place.uid}/lineitems"
    token, reads = token_of(row, f"{ITEM} {AGS}score {AGS}result.readonly"), token_of(row, SCOPES)
    said = {"label": "Final task", "scoreMaximum": 60, "tag": "final", "resourceId": "r-1"}
    assert "training.tool_scope" in code(asks(base, reads, "post", said), 403)
    made = asks(base, token, "post", said)
    assert (made.status_code, made["Content-Type"]) == (201, "application/vnd.ims.lis.v2.lineitem+json")
    column = urlsplit(made.json()["id"]).path
    assert made.json() == said | {"id": made.json()["id"]}
    of_link = asks(base, token, "post", said | {"resourceLinkId": str(link.uid), "tag": "part"}).json()
    assert of_link["resourceLinkId"] == str(link.uid)
    assert "training.no_such_tool_link" in code(
        asks(base, token, "post", said | {"resourceLinkId": str(theirs.uid)}), 404
    )
    for wrong in ({"label": ""}, {"scoreMaximum": "60"}, {"tag": 7}):
        assert "training.tool_bad_body" in code(asks(base, token, "post", said | wrong), 400)
    assert "training.tool_bad_body" in code(asks(base, token, "post", b"{"), 400)
    assert "training.tool_bad_body" in code(asks(base, token, "post", said | {"x": "y" * 30_000}), 400)
    foreign = f"/lti/places/{theirs.place.uid}/lineitems"
    for method in ("get", "put", "delete"):
        body = said if method == "put" else None
        assert "training.no_such_tool_link" in code(asks(f"{foreign}/{theirs.uid}", token, method, body), 404)
        assert "training.no_such_tool_link" in code(asks(f"{base}/{theirs.uid}", token, method, body), 404)
    assert "training.tool_not_its_column" in code(asks(f"{base}/{link.uid}", token, "put", said), 403)
    assert "training.tool_not_its_column" in code(asks(f"{base}/{link.uid}", token, "delete"), 403)
    listed = [each["tag"] for each in asks(f"{base}?resource_id=r-1", token).json()]
    assert listed == ["final", "part"]
    assert len(asks(f"{base}?resource_link_id={link.uid}", token).json()) == 2
    assert len(asks(base, token).json()) == 3
    sub = read(browser(), form_of(launched(link))[1]["id_token"], row.client)["sub"]
    assert tells(browser(), column, token, userId=sub, scoreGiven=30, scoreMaximum=60).status_code == 200
    assert tells(browser(), f"{base}/{link.uid}", token, userId=sub).status_code == 200
    assert "30 of 60 points" in code(browser("learner").get(place), 200)
    assert "30 of 60 points" not in code(browser("other").get(place), 200)
    seen = code(browser("trainer").get(place), 200)
    assert ("30 of 60 points" in seen, "Person KAZ-P0" in seen) == (True, True), "staff reads the names of its cohort"
    mine = read(browser(), form_of(launched(link, "trainer"))[1]["id_token"], row.client)["sub"]
    assert tells(browser(), column, token, userId=mine, scoreGiven=7, scoreMaximum=60).status_code == 200
    with act("tests.staff", by=SYSTEM, about="course"):
        told = {"owner": "KAZ", "course": course, "since": DAY, "noted_by": "-", "part": "support"}
        CourseStaff.objects.create(**told, person_id=_number("KAZ-P2"), answer="accepted")
    seen = code(browser("withdrew").get(place), 200)
    assert ("7 of 60 points" in seen, "Person KAZ-P0" in seen, "Person KAZ-P3" in seen) == (True, True, False), (
        "a colleague's name is withheld"
    )
    assert asks(column, token, "put", said | {"scoreMaximum": 100, "label": "Last task"}).json()["scoreMaximum"] == 100
    (result,) = asks(f"{column}/results?user_id={sub}", token).json()
    assert (result["userId"], result["resultScore"], result["resultMaximum"]) == (sub, 50, 100)
    gone = asks(column, token, "delete")
    assert (gone.status_code, gone.content) == (204, b"")
    code(asks(column, token), 404)
    head = asks(f"{base}/{link.uid}", reads, "head")
    assert (head.status_code, head.content) == (200, b""), "what is only read is asked about, too"
    assert "50 of 100 points" not in code(browser("learner").get(place), 200)
    assert ToolScore.objects.count() == 3, "what was told stays with its learner"
    with act("tests.filled", by=SYSTEM, about="columns"):
        told = {"place": link.place, "title": "One of many", "maximum": 1}
        ToolColumn.objects.bulk_create([ToolColumn(**told) for _ in range(99)])
    assert "training.tool_too_many" in code(asks(base, token, "post", said), 422)
