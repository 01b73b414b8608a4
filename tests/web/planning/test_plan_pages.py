"""A plan on pages: for those who plan and nobody else, from the form to the accepted courses."""

from html import unescape
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from kerege.people.queries import account
from kerege.people.rules import SYSTEM
from kerege.planning.actions.searching import search
from kerege.planning.actions.trying import try_waiting
from kerege.planning.models import Scenario
from kerege.records.viewers import Viewer
from kerege.sharing.queries import viewer_of_actor
from kerege.training.actions.moving import cancel_course
from kerege.training.queries.delivery import plan
from tests.planning.laid_plans import COURSE, FOCAL, ROWS, TODAY

BEGUN = {"owner": "KAZ", "title": "Spring", "first": "2027-03-01", "last": "2027-04-30", "curricula": COURSE,
         "currency": "EUR", "seconds": "10"}  # fmt: skip


def signed_in(email):
    client = Client()
    client.force_login(account(email))
    return client


def told(answer):
    return " ".join(answer.content.decode().split())


def begun(client, **other):
    answer = client.post("/planning/new/", {**BEGUN, **other})
    assert answer.status_code == 302, told(answer)
    return answer["Location"].removesuffix("settings/")


def test_whoever_plans_for_nobody_finds_no_page(demo_world):
    client = signed_in("focal.point.kaz@example.org")
    page = begun(client)
    for email in ("learner@example.org", "administrator@example.org"):
        other = signed_in(email)
        assert [other.get(a).status_code for a in ("/planning/", "/planning/new/", page)] == [403, 403, 404]
        sent = [other.post(f"{page}{rest}", {"do": "search"}).status_code for rest in ("do/", "settings/")]
        assert sent == [404, 404]
    for email in ("focal.point.kgz@example.org", "secretariat@example.org", "centre.manager@example.org"):
        other = signed_in(email)
        assert other.get("/planning/").status_code == 200
        assert other.get(page).status_code == 404, "another owner's, or restricted"
        assert other.post(f"{page}do/", {"do": "search"}).status_code == 404
    manager = signed_in("centre.manager@example.org")
    assert manager.post("/planning/new/", BEGUN).status_code == 422
    assert "shymkent" in told(manager.get(begun(manager, centre="shymkent"))).lower()


def sheet_comes_back(client, page):
    """Of an edited sheet everything is told before anything is decided, and what can be kept is."""
    book = load_workbook(BytesIO(client.get(f"{page}plan.xlsx").content))
    sheet = book.worksheets[0]
    top = next(row for row in range(1, 20) if sheet.cell(row, 1).value == "Course")
    sheet.cell(top + 1, 10).value = "Nobody Known"
    sheet.delete_rows(top + 2)
    sheet.cell(top + 3, 5).value = "a note of mine"
    edited = BytesIO()
    book.save(edited)
    looked = client.post(f"{page}sheet/", {"file": SimpleUploadedFile("plan.xlsx", edited.getvalue())})
    shown = told(looked)
    assert f"Row {top + 1}: nobody called “Nobody Known” may teach in this plan." in shown
    assert ("taken out" in shown, "what can be kept breaks none" in shown) == (True, True)
    for name, content in (("plan.xlsx", b"PK"), ("plan.csv", b"a;b\n1;2\n"), ("plan.exe", b"MZ")):
        wrong = client.post(f"{page}sheet/", {"file": SimpleUploadedFile(name, content)})
        assert (wrong.status_code, 'id="id_file_error"' in told(wrong)) == (422, True), name
    hidden = {name: unescape(looked.content.decode().split(f'name="{name}" value="')[1].split('"')[0])
              for name in ("code", "rows")}  # fmt: skip
    endless = unescape(hidden["rows"]).replace('"line": ', '"line": 1e999, "was": ', 1)
    for forged in ({"rows": "[{}]"}, {"rows": "{"}, {"rows": endless}, {"code": "0"}):
        refused = client.post(f"{page}sheet/", {**hidden, **forged}, follow=True)
        assert "The codes of the sheet are of another plan" in told(refused)
    assert "1 change is decided." in told(client.post(f"{page}sheet/", hidden, follow=True))


def test_a_plan_is_made_on_pages(demo_world):
    client = signed_in("focal.point.kaz@example.org")
    assert client.post("/planning/new/", {**BEGUN, "last": "2027-02-01"}).status_code == 422
    assert client.post("/planning/new/", {**BEGUN, "owner": ""}).status_code == 422
    page = begun(client)
    empty = told(client.get(page))
    assert "To be corrected before anything is planned" in empty
    assert "Code of this refusal" not in empty, "nothing that was sent was refused"
    assert "The plan knows no room" not in empty, "the rooms of the own country are known"
    known = told(client.get(f"{page}sources/"))
    assert (known.count("holds a certificate that you may read") > 0, "Trainer ew" in known) == (True, False)
    found = told(client.get(f"{page}settings/?who=karabalina"))
    assert "DEMO-KAZ-01" in found
    for person, languages in (("DEMO-KAZ-E2", ["ru", "kk"]), ("DEMO-KAZ-E1", ["ru"]), ("DEMO-KAZ-01", ["ru"])):
        sent = {"do": "trainer", "trainer-person": person, "trainer-languages": languages}
        assert client.post(f"{page}settings/", sent).status_code == 302
    for family, row in ROWS:
        sent = {"do": f"add {family}"} | {f"{family}-{name}": value for name, value in row.items()}
        assert client.post(f"{page}settings/", sent).status_code == 302, row
    wrong = client.post(
        f"{page}settings/", {"do": "add funds", "funds-funder": "X", "funds-countries": "*", "funds-amount": "-1"}
    )
    assert (wrong.status_code, "is not a number that is possible here" in told(wrong)) == (422, True)
    assert client.post(f"{page}do/", {"do": "search"}).status_code == 302
    waiting = told(client.get(page))
    assert "Waiting for the node" in waiting
    part = client.get(page, headers={"HX-Request": "true"})
    assert "<html" not in told(part)
    uid = page.split("/")[2]
    search(by=SYSTEM, scenario=uid, at=timezone.now())
    assert client.get(page, headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    found = told(client.get(page))
    assert found.count("proved: no plan is better") == 3
    assert "Practice laboratory" in found
    why = told(client.get(f"{page}courses/1/"))
    assert "Why not in another room?" in why
    assert "with the same people and trainers at the same cost: the plan would be as good" in why
    calendar = told(client.get(f"{page}calendar/"))
    assert (calendar.count("March 2027</h3>"), calendar.count("/courses/1/")) == (1, 5), "on each of its days"
    assert client.get(f"{page}courses/9/").status_code == 404
    assert "10 people from Kazakhstan" in told(client.get(f"{page}need/"))
    assert "22 people are trained in their country" in told(client.get(f"{page}travel/"))
    _tried(client, page, uid)
    assert [client.get(f"{page}need/?of={wrong}").status_code for wrong in ("ZZZ", "x" * 50)] == [422, 422]
    assert client.get(f"{page}left/?country=KAZ&topic={COURSE}").status_code == 200
    assert client.get(f"{page}left/?country=XXX").status_code == 404
    assert "BEGIN:VEVENT" in told(client.get(f"{page}plan.ics"))
    assert [client.get(f"{page}plan.{key}").status_code for key in ("csv", "xlsx", "nothing")] == [200, 200, 404]
    paper = client.get(f"{page}report.pdf")
    assert (paper.status_code, paper.content[:5]) == (200, b"%PDF-")
    sheet_comes_back(client, page)
    assert client.post(f"{page}courses/1/", {"do": "pin_staff"}).status_code == 302
    stale = told(client.get(page))
    assert "cannot be accepted as it is: plan again" in stale
    assert "What is decided to be: " in stale.partition("What changed")[2], "and what changed is named"
    refused = client.post(f"{page}do/", {"do": "accept"}, follow=True)
    assert "Plan again, and accept the plan that you see then." in told(refused)
    client.post(f"{page}do/", {"do": "search"})
    search(by=SYSTEM, scenario=uid, at=timezone.now())
    accepted = told(client.post(f"{page}do/", {"do": "accept"}, follow=True))
    assert "Accepted: 2 courses are planned now." in accepted
    course = accepted.split('/plan/">the course')[0].rpartition('"')[2]
    assert "It comes from the plan" in told(client.get(f"{course}/plan/"))
    other = _what_is_left_is_planned(client, page, uid, course)
    both = told(client.get(f"/planning/compare/?first={uid}&second={other}"))
    assert "These plans rest on different things" in both, "what was accepted is taught already"
    assert "Courses that only one of them has" in both
    assert Scenario.objects.seen_by(Viewer("x", by_owner=(("KAZ", 3),))).filter(title="Again").one() is not None


def _what_is_left_is_planned(client, page, uid, course):
    """A course is cancelled: the plan says what to do, and another one seats its people as it was; its uid."""
    assert "When something is cancelled" in told(client.get(page))
    everything = client.post(f"{page}do/", {"do": "left", "title": "Nothing is left"})["Location"]
    assert "Nobody is known who needs a course" in told(client.get(everything)), "all have a seat"
    cancelled = plan(viewer_of_actor(FOCAL, on=TODAY), course.split("/")[2], acting=FOCAL, on=TODAY, lang="en")
    cancel_course(by=FOCAL, course=cancelled.key, reason="No money")
    assert "Cancelled since it was accepted" in told(client.get(page))
    left = client.post(f"{page}do/", {"do": "left", "title": "Again"})["Location"]
    other = left.split("/")[2]
    asked = told(client.get(left))
    assert "Courses accepted before that stand: 1; people with a seat in them:" in asked
    assert "First say what is different now" in asked
    assert client.get(f"/planning/compare/?first={uid}&second={other}").status_code == 409, "nothing was found for it"
    assert "Choose another plan" in told(client.get(f"/planning/compare/?first={uid}"))
    assert client.get(f"/planning/compare/?first={uid}&second=nonsense").status_code == 404
    client.post(f"{left}do/", {"do": "search"})
    search(by=SYSTEM, scenario=other, at=timezone.now())
    found = told(client.get(left))
    assert ('badge--warn">new' in found, "No longer in the plan" in found) == (False, False), "as it was"
    assert ("/courses/1/" in found, "/courses/2/" in found) == (True, False), "the one that was cancelled"
    return other


def _tried(client, page, uid):
    """The price of goals and what the plan were worth without a course: asked, searched, told; the plan stays."""
    assert "no figure" in told(client.get(f"{page}goals/"))
    for path, do in (("goals/", "prices"), ("courses/1/", "without"), ("courses/1/", "without_there")):
        assert client.post(f"{page}{path}", {"do": do, "trainer": "t1"}).status_code == 302
    assert "being tried…" in told(client.get(f"{page}goals/"))
    assert try_waiting(by=SYSTEM, scenario=uid) == 8
    priced = told(client.get(f"{page}goals/"))
    assert "being tried…" not in priced
    assert priced.count("buys nothing: the plan stays as it is") + priced.count("fewer") == 6
    why = told(client.get(f"{page}courses/1/"))
    assert all(said in why for said in ("The plan would be as good.", "gone:", "instead:")), "on other days"
    part = client.get(f"{page}goals/", headers={"HX-Request": "true"})
    assert "<html" not in told(part), "a whole page is markup that loads something: the page refuses it"
    typed = {"goal": ["need", "fairness", "cost"], "counts": ["need", "cost"], "give-need": "2,5", "do": "later need"}
    assert client.post(f"{page}goals/", typed).status_code == 302
    row = Scenario.objects.seen_by(Viewer("x", by_owner=(("KAZ", 3),))).filter(uid=uid).one()
    assert row.goals == [["cost", 0], ["need", 25]]
    wrong = client.post(f"{page}goals/", {**typed, "give-need": "a lot"})
    assert (wrong.status_code, "a lot" in told(wrong)) == (422, True)
    assert client.post(f"{page}courses/1/", {"do": "without_there", "trainer": "t999"}).status_code == 404
    usual = {"goal": ["need", "fairness", "cost"], "counts": ["need", "fairness", "cost"], "do": "save"}
    assert client.post(f"{page}goals/", usual).status_code == 302


def test_what_cannot_be_done_now_says_so(demo_world):
    client = signed_in("focal.point.kaz@example.org")
    page = begun(client)
    for do in ("nothing", "stop", "cancel", "accept"):
        answer = client.post(f"{page}do/", {"do": do}, follow=True)
        assert answer.status_code == 200
        assert ("This cannot be done now" in told(answer)) == (do != "nothing")


def test_a_country_states_its_needs_and_every_row_of_a_plan_opens(demo_world):
    secretariat = signed_in("secretariat@example.org")
    assert [secretariat.get(f"/planning/?page={page}").status_code for page in ("1", "x", "0")] == [200, 422, 422]
    listed = told(secretariat.get("/planning/needs/"))
    assert ("Kyrgyzstan" in listed, "Kazakhstan example" in listed) == (True, False)
    page = begun(secretariat, owner="REG", use_needs="on")
    named = secretariat.post(f"{page}settings/", {"do": "listed"}, follow=True)
    assert "3 trainers are named." in told(named)
    sources = told(secretariat.get(f"{page}sources/"))
    assert "Afghanistan, Kazakhstan, Mongolia, Pakistan: no needs are shared with you." in sources
    assert "stated by the country on 10 November 2026, shared with you until 31 October 2028" in sources
    assert ("/needs/?country=KGZ" in sources, "/needs/?territory=" in sources) == (False, False), "all are stated"
    assert "Kosovo" not in sources, "a note of a name stands where the name does"
    statement = sources.partition('href="/planning/needs/')[2].partition('"')[0]
    assert "heads of laboratories were asked" in told(secretariat.get(f"/planning/needs/{statement}"))

    client = signed_in("focal.point.kgz@example.org")
    form = client.get("/planning/needs/new/")
    assert (form.status_code, "These rows are computed" in told(form)) == (200, True)
    row = {"competence-1": "regional-biorisk:2.1", "language-1": "ky", "people-1": "9", "points-1": ""}
    sent = {"source": "A survey", **row, "people-2": "3", "competence-2": "", "language-2": "ky", "points-2": ""}
    wrong = client.post("/planning/needs/new/", sent)
    assert (wrong.status_code, 'id="id_competence-2_error"' in told(wrong)) == (422, True)
    without = {"competence-2": "regional-biorisk:2.1", "language-2": "ru", "people-2": "", "points-2": ""}
    made = client.post("/planning/needs/new/", {"source": "A survey", **row, **without})
    assert (made.status_code, told(client.get(made["Location"])).count("<tr>")) == (302, 2), (
        "one row of two is left out"
    )
    assert signed_in("learner@example.org").get("/planning/needs/").status_code == 403
    assert secretariat.get("/planning/needs/new/?owner=KGZ").status_code == 403
