"""Trainers' certificates on pages: what is next, a refusal at its field, feedback without an account."""

import re
from datetime import date, timedelta

import pytest
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kerege.capacity import queries
from kerege.people import actions as people
from kerege.people.queries import account
from kerege.people.rules import SYSTEM
from tests import ground
from tests.capacity.way import ANSWERS, LATER, NOBODY, START, TAUGHT, Way
from tests.training.cohort import laid

pytestmark = pytest.mark.filterwarnings("error")
HOME = "/capacity/certificates/"


@pytest.fixture(autouse=True)
def _ground(db):
    ground.lay()
    for cache in caches.all():
        cache.clear()


def client(name=""):
    found = Client(headers={"accept-language": "en"})
    if name:
        found.force_login(account(f"{name}@example.org"))
    return found


def text(answer):
    return " ".join(answer.content.decode().split())


def at(way):
    return f"{HOME}cases/{way.case}/"


def test_what_is_next_stands_first_and_each_is_offered_their_own_steps():
    way = Way("trainee", "centre", "coach", "stranger").enrolled()
    read = {name: text(client(name).get(at(way))) for name in ("trainee", "coach")}
    assert all("Next: Complete the hours" in page for page in read.values())
    offered = {name: set(re.findall(r'name="do" value="(\w+)"', page)) for name, page in read.items()}
    assert offered["coach"] == {"hours", "knowledge", "practical", "teach_back"}
    assert offered["trainee"] == {"name", "withdraw"}
    assert client("stranger").get(at(way)).status_code == 404
    assert client().get(at(way)).status_code == 404
    assert "Complete the hours" in text(client("coach").get(HOME))


def test_a_refusal_stands_at_its_field_and_keeps_what_was_typed():
    way = Way("trainee", "centre", "coach").enrolled()
    sent = {"do": "hours", "hours-day": "2026-01-05", "hours-start": "9 o'clock", "hours-end": "12:00"}
    answer = client("coach").post(at(way), sent | {"hours-zone": "Asia/Almaty"})
    page = text(answer)
    assert answer.status_code == 422
    assert "is no time of day" in page
    assert 'value="9 o&#x27;clock"' in page
    good = client("coach").post(at(way), sent | {"hours-zone": "Asia/Almaty", "hours-start": "09:00"})
    assert (good.status_code, good["Location"]) == (302, at(way))
    assert "3 of 37 h" in text(client("trainee").get(at(way)))


def test_hours_of_a_day_are_one_line_that_leads_to_their_course_and_can_be_taken_back():
    way = Way("trainee", "centre", "coach").enrolled()
    course = laid("FIVE-DAYS", owner="KAZ")
    for start, end, what in (("09:00", "10:10", "Gloves"), ("10:30", "11:35", "Spills")):
        way.hours(START, start=start, end=end, note=f"FIVE-DAYS · {what}")
    way.hours(START + timedelta(days=1), hours="7", note="Sheet 3 · seen")
    page = text(client("coach").get(at(way)))
    assert f'<a href="/courses/{course.uid}/" dir="auto">{course.title}</a>' in page
    assert re.search(r"2\.25 h.*Gloves; Spills", page)
    assert "FIVE-DAYS ·" not in page, "a key is a name for programs"
    assert "Sheet 3 · seen" in page
    wrong = next(each for each in way.page().records if each.text.startswith("Sheet 3"))
    sent = client("coach").post(at(way), {"do": "hours_back", "hours_back-record": wrong.uid})
    assert (sent.status_code, way.page().facts.minutes) == (302, 135)


def test_what_is_sent_though_it_is_not_offered_is_refused_in_words_and_nothing_is_kept():
    way = Way("trainee", "centre", "coach").enrolled()
    sign = {"do": "practical", "practical-on": "2026-01-06", "practical-done": "hands"}
    told = {
        ("trainee", "practical"): "Nobody judges or signs for themselves.",
        ("coach", "take_up"): "Your part in this case does not allow that.",
        ("centre", "approve"): "This cannot be done at this stage of the case.",
        ("coach", "close"): "This cannot be done at this stage of the case.",
    }
    for (name, do), sentence in told.items():
        answer = client(name).post(at(way), sign | {"do": do})
        assert (answer.status_code, sentence in text(answer)) == (422, True), do
    no_day = client("coach").post(at(way), sign | {"practical-on": ""})
    assert "Give the day on which it was." in text(no_day)
    assert way.page().records == ()


def test_a_participant_answers_once_without_an_account():
    way = Way("trainee", "centre", "coach", "observer").opened()
    way.name("observer", "observer")
    delivery = f"{at(way)}deliveries/{way.deliver()}/"
    assert 'value="links"' not in text(client("trainee").get(delivery)), "whoever taught opens none"
    forged = client("trainee").post(delivery, {"do": "links", "links-links": "2"})
    assert (forged.status_code, "feedback/" in text(forged)) == (422, False)
    made = text(client("observer").post(delivery, {"do": "links", "links-links": "2"}))
    addresses = re.findall(r"http://testserver(/capacity/certificates/feedback/[^/]+/)", made)
    assert len(addresses) == 2
    assert made.count('width="180"') == 2, "each has its code to scan"
    assert addresses[0] not in text(client("observer").get(delivery)), "shown once"
    visitor = client()
    assert "How was the course?" in text(visitor.get(addresses[0]))
    half = visitor.post(addresses[0], ANSWERS | {"fit": ""})
    assert (half.status_code, "Answer every question" in text(half)) == (422, True)
    assert "Thank you" in text(visitor.post(addresses[0], ANSWERS))
    assert visitor.get(addresses[0]).status_code == 404
    assert visitor.get(f"{HOME}feedback/no-such-token/").status_code == 404
    assert "1 answer (10 %), on paper: 0" in text(client("trainee").get(delivery))
    assert "10 participants · 1 answer" in text(client("trainee").get(at(way)))


def test_files_are_linked_for_whoever_reads_the_case_and_open_at_the_content_host():
    way = Way("trainee", "centre", "coach", "stranger").opened()
    sheet = SimpleUploadedFile("sheet.csv", b"number\n1\n2\n")
    handed = SimpleUploadedFile("adapted.txt", b"Our own examples")
    told = {"place": "Taraz", "territory": "KAZ", "language": "ru", "version": "2017", "participants": "10"}
    sent = {"do": "delivery", "delivery-file": sheet, "delivery-on": TAUGHT.isoformat()}
    trainee = client("trainee")
    text_of = {"do": "adaptation", "adaptation-text": "Ours", "adaptation-file": handed}
    for step in (sent | {f"delivery-{name}": value for name, value in told.items()}, text_of):
        assert trainee.post(at(way), step).status_code == 302
    (delivery,) = way.page().deliveries
    here = {"host": "127.0.0.1:8000"}
    addresses = (at(way), f"{at(way)}deliveries/{delivery.uid}/")
    pages = {
        name: [client(name).get(address, headers=here) for address in addresses]
        for name in ("trainee", "coach", "stranger")
    }
    assert [page.status_code for page in pages["stranger"]] == [404, 404]
    for name in ("trainee", "coach"):
        read = [[linked(page, file) for file in ("sheet.csv", "adapted.txt")] for page in pages[name]]
        assert read == [[b"number\n1\n2\n", b"Our own examples"], [b"number\n1\n2\n", None]]


def linked(page, name):
    """What stands behind the link with this name; None where the page has none."""
    found = re.search(rf'href="http://localhost:8000(/c/[^"]+)"[^>]*>{name}<', page.content.decode())
    answer = client().get(found.group(1), headers={"host": "localhost:8000"}) if found else None
    return b"".join(answer.streaming_content) if answer is not None else None


def test_answers_are_limited_by_network():
    visitor = client()
    codes = [visitor.get(f"{HOME}feedback/no-such-token/").status_code for _ in range(31)]
    assert codes == [404] * 30 + [429]


def test_reviewers_have_their_queue_and_decide_on_its_page():
    way = Way().proved()
    assert client("trainee").post(at(way), {"do": "submit"}).status_code == 302
    assert client("trainee").get(f"{HOME}review/").status_code == 403
    people.grant_role(
        by=SYSTEM, account=account("stranger@example.org"), role="reviewer", owner="UZB", start=date(2020, 1, 1)
    )
    empty = text(client("stranger").get(f"{HOME}review/"))
    assert ("No case that you may review waits" in empty, at(way) in empty) == (True, False), "of another country"
    assert "Take the case up for review" in text(client("first").get(f"{HOME}review/"))
    assert client("first").post(at(way), {"do": "take_up"}).status_code == 302
    row = queries.cases.case_page(NOBODY, way.case, by=way.by("first"), on=LATER + timedelta(days=999), lang="en")
    if row.line.drawn:
        client("first").post(at(way), {"do": "audit", "audit-text": "Seen"})
    decided = {"do": "decide", "decide-matter": "certify", "decide-verdict": "yes", "decide-reason": "Complete"}
    assert client("first").post(at(way), decided).status_code == 302
    pages = {name: text(client(name).get(at(way))) for name in ("first", "second")}
    assert {name: 'value="decide"' in page for name, page in pages.items()} == {"first": False, "second": True}
    assert ('<span class="badge">you</span></p>' in pages["second"], "<small>reviewers</small>" in pages["first"]) == (
        True,
        True,
    )
    again = client("first").post(at(way), decided)
    assert (again.status_code, "Two different people decide" in text(again)) == (422, True)
    assert client("second").post(at(way), decided).status_code == 302
    (held,) = queries.certificates.held_by(way.by("trainee").uid, on=LATER + timedelta(days=999), lang="en")
    assert held.number in text(client("trainee").get(HOME))
    assert held.number in text(client("focal").get(HOME)), "in the register of the country"
    assert held.number not in text(client("stranger").get(HOME))


def test_what_became_of_each_request_for_a_later_deadline_is_told():
    way = Way("trainee", "centre", "coach").opened()
    days = [way.page().line.deadline + timedelta(days=number) for number in (40, 30)]
    for until in days:
        sent = {"do": "extend", "extend-until": until.isoformat(), "extend-reason": "Ill"}
        assert client("trainee").post(at(way), sent).status_code == 302
    told = [f"{until:%-d %B %Y}" for until in days]
    found = re.compile(r"Later deadline</b>: ([^<]+?) <small")
    waiting = [f"{told[0]} · superseded", f"{told[1]} · Not decided yet"]
    assert found.findall(text(client("trainee").get(at(way)))) == waiting
    assert client("centre").post(at(way), {"do": "approve"}).status_code == 302
    approved = [f"{told[0]} · superseded", f"{told[1]} · Approved"]
    assert found.findall(text(client("trainee").get(at(way)))) == approved


def test_a_suspension_is_offered_to_whoever_answers_and_its_holder_is_told_where_the_reason_stands():
    way = Way().certified()
    offered = {name: 'value="suspend"' in text(client(name).get(at(way))) for name in ("centre", "focal")}
    assert offered == {"centre": False, "focal": True}
    told = "Why, and how to appeal, is told with your case"
    assert told not in text(client("trainee").get("/certified/me/"))
    assert client("centre").post(at(way), {"do": "suspend", "suspend-reason": "A complaint"}).status_code == 422
    assert client("focal").post(at(way), {"do": "suspend", "suspend-reason": "A complaint"}).status_code == 302
    assert 'value="reinstate"' in text(client("focal").get(at(way)))
    assert told in text(client("trainee").get("/certified/me/"))
    assert "A complaint" in text(client("trainee").get(at(way)))


def test_nominating_is_for_those_who_may():
    way = Way("trainee", "centre", "stranger")
    sent = {
        "person": "P-trainee",
        "scheme": "biosafety-trainer",
        "level": "L1",
        "curriculum": "p53-train-the-trainers",
        "languages": "ru",
        "commitment": "A room",
    }
    assert client("stranger").get(f"{HOME}new/").status_code == 403
    assert "P-trainee" in text(client("centre").get(f"{HOME}new/"))
    wrong = client("centre").post(f"{HOME}new/", sent | {"commitment": ""})
    assert (wrong.status_code, "Say what the employer promises" in text(wrong)) == (422, True)
    assert client("centre").post(f"{HOME}new/", sent).status_code == 302
    mine = queries.cases.my_cases(by=way.by("centre"), on=TAUGHT + timedelta(days=999), lang="en")
    assert [case.name for case in mine] == ["Trainee"]
    assert "37 h" in text(client().get(f"{HOME}schemes/"))


def test_programs_read_what_pages_read():
    Way().certified()
    asked = f"?on={LATER}"
    read = {
        name: [client(name).get(f"/api/v1/{of}{asked}").json()["total"] for of in ("certificate-cases", "certificates")]
        for name in ("focal", "trainee", "stranger")
    }
    assert read == {"focal": [1, 1], "trainee": [0, 0], "stranger": [0, 0]}
    (scheme,) = client().get(f"/api/v1/certificate-schemes{asked}").json()["items"]
    assert (scheme["hours"], scheme["levels"][2]["after"]) == (37, "L1")
    (item,) = client("focal").get(f"/api/v1/certificates{asked}").json()["items"]
    assert (item["level"], item["state"], item["languages"]) == ("L1", "valid", ["ru", "kk"])
