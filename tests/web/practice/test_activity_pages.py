"""The pages of activities without scripts: planning, groups, running, marking and signing."""

import re

import pytest
from django.test import Client

from kerege.capacity import actions as capacity
from kerege.capacity.queries import cases
from kerege.capacity.words.certification import RecordKind
from kerege.journal.actions import act
from kerege.people.rules import SYSTEM
from kerege.records.viewers import PUBLIC
from kerege.training import queries
from kerege.training.models import CourseActivity
from kerege.training.rules.practice_groups import Need
from kerege.training.rules.practice_plan import Part, by_hand, plan_of
from kerege.training.words.curricula import Per
from kerege.web.practice import cards
from tests.capacity.way import LATER, START, Way
from tests.house.texts import of_pdf
from tests.training.practised import Device, kept_events, laid, station
from tests.training.test_observing import sent
from tests.web.signing import signed_in

pytestmark = pytest.mark.filterwarnings("error")
TABLETOP = {
    "kind": "tabletop",
    "title": {"en": "A spill at night", "ru": "Разлив ночью"},
    "roles": [
        {"id": "guard", "title": {"en": "Guard", "ru": "Охранник"}, "text": {"en": "You hear glass.", "ru": "Звон."}}
    ],
    "injects": [
        {"id": "late", "minute": 20, "to": "guard", "text": {"en": "A call"}, "expected": {"en": "Writes it down"}},
        {"id": "soon", "minute": 5, "to": "guard", "text": {"en": "An alarm", "ru": "Тревога"}},
    ],
}


@pytest.fixture
def here(db):
    found = laid()
    found.activity = station(found)
    found.root = f"/courses/{found.course}/activities/"
    found.one = f"{found.root}{found.activity}/"
    found.whom = f"{found.one}people/{found.people[0]}/"
    return found


def holding(here, content):
    """What the activity is, as a curriculum says it."""
    with act("tests.activity.laid", by=SYSTEM, about="C"):
        row = CourseActivity.objects.inside_action().get(uid=here.activity)
        row.content = content
        row.save()


def hidden(page):
    """What a page sends along with what is typed."""
    return dict(re.findall(r'<input type="hidden" name="((?:seen|was):[^"]+)" value="([^"]*)"', page.content.decode()))


def seen(here):
    page = queries.practice_of(PUBLIC, here.course, by=here.lead)
    return page, queries.seen_in(page, page.activities[0])


def skill(here):
    page, found = seen(here)
    return found.skills[page.person(here.people[0]).number]


def test_a_checklist_is_marked_and_signed_on_the_page(here):
    client = signed_in("watcher")
    page = client.get(here.whom)
    assert "2 points have no mark yet." in page.content.decode()
    marks = hidden(page) | {"mark:point-1": "done", "mark:point-2": "not_seen", "note:": "Slowly"}
    answer = client.post(here.whom, marks | {"do": "sign"})
    assert (answer.status_code, answer["Location"]) == (302, here.whom)
    told = client.get(here.whom).content.decode()
    assert "Passed: every critical point was done." in told
    assert re.search(r"Signed by <b><bdi>Watcher</bdi>", told)
    assert "Slowly" in told
    assert (skill(here).signed, len(kept_events())) == (True, 4)
    again = hidden(client.get(here.whom)) | {"mark:point-1": "done", "mark:point-2": "not_seen", "do": "keep"}
    client.post(here.whom, again)
    assert len(kept_events()) == 4, "what was not changed is not recorded again"


def test_signing_with_open_points_is_refused_and_what_was_marked_is_kept(here):
    client = signed_in("watcher")
    answer = client.post(here.whom, hidden(client.get(here.whom)) | {"mark:point-1": "helped", "do": "sign"})
    assert answer.status_code == 422
    assert "1 points have no mark yet. Mark every point" in answer.content.decode()
    assert (len(kept_events()), skill(here).signed) == (1, False)


def test_a_page_that_was_left_behind_makes_a_dispute_and_one_press_decides_it(here):
    watcher, lead = signed_in("watcher"), signed_in("lead")
    behind = hidden(lead.get(here.whom))
    watcher.post(here.whom, hidden(watcher.get(here.whom)) | {"mark:point-1": "done", "do": "keep"})
    lead.post(here.whom, behind | {"mark:point-1": "not_done", "do": "keep"})
    page = lead.get(here.whom)
    told = page.content.decode()
    assert "Recorded differently. Both are kept; choose what holds." in told
    said = re.findall(r"<li><b>([^<]+)</b> · <bdi>([^<]+)</bdi>", told)
    assert sorted(said) == [("Done", "Watcher"), ("Not done", "Lead")]
    assert "recorded differently" in lead.get(here.one).content.decode()
    lead.post(here.whom, hidden(page) | {"mark:point-1": "helped", "do": "keep"})
    assert (skill(here).disputed, skill(here).marks["point-1"].value) == ((), "helped")


def test_the_activity_shows_who_stands_how_and_takes_steps_and_observations(here):
    sent(here, *Device(here.activity).checklist(here.people[0]))
    client = signed_in("watcher")
    page = client.get(here.one)
    assert re.search(r"passed</span> signed", page.content.decode())
    client.post(here.one, hidden(page) | {"step:step-1": "done", "note:": "All in time", "do": "keep"})
    _, found = seen(here)
    assert (found.pace("step", "step-1").value, [each.note for each in found.notes]) == ("done", ["All in time"])


def test_a_note_that_is_refused_stands_in_its_field_again_and_the_others_are_kept(here):
    client, bad = signed_in("watcher"), "Turned \u202eround"
    answer = client.post(here.one, {"note:": bad, "step:step-1": "done", "do": "keep"})
    told = answer.content.decode()
    assert answer.status_code == 422
    assert re.findall(r'<a href="#(note-[^"]+)">The text holds a character that turns', told) == ["note-all"]
    assert re.findall(r'<details data-note[^>]* open>.*?<textarea id="note-all"[^>]*>([^<]*)<', told, re.S) == [bad]
    _, found = seen(here)
    assert (found.pace("step", "step-1").value, found.notes) == ("done", [])
    answer = client.post(here.whom, {"note:": bad, "do": "keep"})
    assert re.findall(r'<textarea id="note-all"[^>]*aria-invalid="true">([^<]*)<', answer.content.decode()) == [bad]


def test_a_note_of_an_inject_that_is_refused_stands_at_that_inject_alone(here):
    holding(here, TABLETOP)
    client = signed_in("watcher")
    told = client.post(
        here.one, {"note:late": "Turned \u202eround", "note:soon": "Calm", "do": "keep"}
    ).content.decode()
    assert re.findall(r'<textarea id="note-([^"]+)"[^>]*aria-invalid', told) == ["late"]
    assert re.findall(r"<li><span dir=\"auto\">([^<]+)</span>", told) == ["Calm"]


def test_what_an_activity_is_about_is_markdown(here):
    holding(here, {"kind": "case_study", "title": {"en": "Night"}, "body": {"en": "Work **alone**.\n\n- Write."}})
    told = signed_in("watcher").get(here.one).content.decode()
    assert re.findall(r"<p>Work <strong>alone</strong>\.</p>\s*<ul>\s*<li>Write\.</li>", told)


def test_what_was_kept_aside_and_a_doubtful_time_are_shown(here):
    event = Device(here.activity).mark(here.people[0])
    sent(here, event)
    sent(here, event | {"value": "not_done"})
    told = signed_in("lead").get(here.one).content.decode()
    assert "These came with the number of another record" in told
    assert "<b>Not done</b>" in told


def test_activities_are_set_up_moved_and_taken_off_by_whoever_plans(here):
    client = signed_in("lead")
    form = {"title": "Spill", "kind": "drill", "session": "", "steps": "Warn the others", "checklist": ""}
    form |= {"materials": "2 bags", "per": "group"}
    answer = client.post(f"{here.root}new/", form)
    made = answer["Location"].split("/")[-2]
    wrong = client.post(f"{here.root}new/", form | {"title": ""})
    assert (wrong.status_code, "Warn the others" in wrong.content.decode()) == (422, True)
    listed = client.get(here.root).content.decode()
    assert "Not in a session yet" in listed
    assert re.search(r'auto">bags</th><td[^>]*>2<', listed), "materials typed by hand are counted"
    client.post(here.root, {"activity": made, "session": here.session, "do": "place"})
    assert queries.practice_of(PUBLIC, here.course, by=here.lead).activity(made).session.title == "Stations"
    client.post(here.root, {"activity": made, "do": "drop"})
    assert queries.practice_of(PUBLIC, here.course, by=here.lead).activity(made) is None
    refused = client.post(here.root, {"activity": "nothing", "do": "take"})
    assert (refused.status_code, "has no activity “nothing”" in refused.content.decode()) == (422, True)
    assert signed_in("watcher").get(f"{here.root}new/").status_code == 403


def test_groups_are_divided_changed_by_hand_and_rotate(here):
    client, at = signed_in("lead"), f"{here.root}groups/{here.session}/"
    assert "There are no groups in this session yet." in client.get(at).content.decode()
    client.post(at, {"groups": "2", "again": "0", "do": "divide"})
    told = client.get(at).content.decode()
    assert re.findall(r"<th scope=\"col\">(Group \d)</th>", told) == ["Group 1", "Group 2"]
    assert told.count("<td><bdi>Gloves</bdi>") == 2, "each group is at the one station once"
    typed = {f"group:{uid}": "1" for uid in here.people} | {"do": "place"}
    client.post(at, typed)
    assert queries.practice_of(PUBLIC, here.course, by=here.lead).sessions[0].count == 1
    typed |= {f"group:{here.people[1]}": "nine"}
    answer = client.post(at, typed | {f"group:{here.people[0]}": "۲"})
    assert (answer.status_code, 'value="nine"' in answer.content.decode()) == (422, True), "what was typed stays"
    assert queries.practice_of(PUBLIC, here.course, by=here.lead).sessions[0].count == 1, "and nobody was moved"
    client.post(at, {"groups": "۲", "do": "divide"})
    assert queries.practice_of(PUBLIC, here.course, by=here.lead).sessions[0].count == 2
    for wrong in ("nine", "4"):
        answer = client.post(at, {"groups": wrong, "do": "divide"})
        assert (answer.status_code, "cannot be divided" in answer.content.decode()) == (422, True)


@pytest.mark.nodb
def test_materials_of_an_activity_by_hand_are_counted_and_the_same_words_are_one_material():
    told = {"kind": "drill", "title": "Spill", "lang": "en", "minutes": 0, "group": 4, "rotation": 0}
    typed = "2 pairs of gloves\n۳ × bags\nA lamp\n70 % ethanol"
    made = by_hand(**told, steps="Warn", checklist="", materials=typed, per=Per.GROUP)
    assert [(each["number"], each["what"]["en"]) for each in made["materials"]] == [
        (2, "pairs of gloves"),
        (3, "bags"),
        (1, "A lamp"),
        (1, "70 % ethanol"),
    ]
    again = by_hand(**told, steps="Warn", checklist="", materials="a LAMP", per=Per.COURSE)["materials"]
    assert (again[0]["id"], again[0]["per"]) == (made["materials"][2]["id"], "course")
    assert plan_of(made).needs[0] == Need("hand-pairs-of-gloves", 2, "group")


@pytest.mark.nodb
def test_a_card_that_nobody_wrote_in_persian_is_set_as_english():
    part = Part("r1", title={"en": "Head"}, text={"en": "You answer."})
    known = {"fa": {"bidi": True}}
    [side] = cards._sides(known, "role", part, part.title, part.text, {})
    assert (side["lang"], side["rtl"], side["text"]) == ("en", False, ["You answer."])
    part = Part("r1", title={"en": "Head"}, text={"en": "You answer.", "fa": "پاسخ دهید."})
    [side] = cards._sides(known, "role", part, part.title, part.text, {})
    assert (side["lang"], side["rtl"], side["text"]) == ("fa", True, ["پاسخ دهید."])


def test_cards_are_printed_in_one_language_and_in_two(here):
    holding(here, TABLETOP)
    client = signed_in("lead")
    told = client.get(here.one).content.decode()
    assert told.index("Minute 5") < told.index("Minute 20")
    for languages in ("en", "en-ru"):
        answer = client.get(f"{here.one}cards/{languages}.pdf")
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
        assert answer.content.count(b"/Type /Page\n") + answer.content.count(b"/Type /Page ") in {0, 3}
        assert answer.content.startswith(b"%PDF")
    assert client.get(f"{here.one}cards/xx.pdf").status_code == 404


def test_the_plan_and_an_empty_checklist_are_printed_with_the_groups(here):
    client = signed_in("lead")
    client.post(f"{here.root}groups/{here.session}/", {"groups": "2", "again": "0", "do": "divide"})
    plan = of_pdf(client.get(f"{here.root}plan.pdf").content)
    for each in ("Put on the gown", "Group 2", "Trainee", "09:20"):
        assert each in plan, each
    sheet = of_pdf(client.get(f"{here.one}checklist.pdf").content)
    assert re.search(r"Gloves cover the cuffs\s+\(critical\)", sheet)
    assert "Trainee" in sheet
    holding(here, TABLETOP)
    assert client.get(f"{here.one}checklist.pdf").status_code == 404, "it has no points to mark"
    assert "Writes it down" in of_pdf(client.get(f"{here.root}plan.pdf").content), (
        "whoever leads reads what is expected"
    )


def test_a_session_says_when_its_activities_take_longer_than_it_lasts(here):
    client = signed_in("lead")
    station(here, length="90")
    assert "take" not in _warned(client, here)
    station(here, length="31")
    assert "These activities take 121 minutes together, and the session has 120." in _warned(client, here)


def _warned(client, here):
    return " ".join(re.findall(r'notice--warn">([^<]*)<', client.get(here.root).content.decode()))


@pytest.mark.parametrize("who", ["trainee", "stranger", ""])
def test_nobody_else_finds_the_pages(here, who):
    client = signed_in(who) if who else Client()
    for reader, found in ((client, False), (signed_in("watcher"), True)):
        assert (f'href="{here.root}"' in reader.get(f"/courses/{here.course}/").content.decode()) is found
    paper = (f"{here.root}plan.pdf", f"{here.one}checklist.pdf")
    pages = (here.root, here.one, here.whom, f"{here.root}device/", f"{here.root}groups/{here.session}/")
    for address in (*pages, *paper):
        assert client.get(address).status_code == 404


def test_a_certificate_case_takes_points_of_a_signed_checklist(here):
    way = Way("centre")
    way.person = "P-trainee"
    way.nominate()
    capacity.enrol(by=way.by("centre"), case=way.case, today=START)
    way.name("lead", "trainer")
    client = signed_in("lead")
    assert "Let it count" not in client.get(here.whom).content.decode()
    sent(here, *Device(here.activity).checklist(here.people[0]))
    told = client.get(here.whom).content.decode()
    assert "Let it count for the certificate" in told
    assert client.post(here.whom, {"do": "count", "case": way.case}).status_code == 422
    assert client.post(here.whom, {"do": "count", "case": way.case, "points": ["hands"]}).status_code == 302
    page = cases.case_page(PUBLIC, way.case, by=here.lead, on=LATER, lang="en")
    assert [each.given for each in page.of_kind(RecordKind.PRACTICAL)] == [{"done": ["hands"]}]
