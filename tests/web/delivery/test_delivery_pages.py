"""Planning a course on pages: from the form to sessions, staff, materials, costs, putting off and cancelling."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate, now

from kerege.lib.sensitivity import Sensitivity
from kerege.people import actions as people
from kerege.people.queries import account
from kerege.people.rules import SYSTEM
from kerege.privacy.actions import Chosen, list_myself
from kerege.records.viewers import Viewer
from kerege.training.models import Course
from tests.capacity.laid_case import lay_case
from tests.ground import lay, persons
from tests.privacy import somebody
from tests.privacy.somebody import agree, publish
from tests.training.planned import curriculum, lay_centre

FIRST = localdate() + timedelta(days=56 - localdate().weekday())
"""A Monday some weeks ahead."""
FOCAL = Viewer("focal", by_owner=(("KAZ", Sensitivity.RESTRICTED),))
PLAN = {
    "owner": "KAZ",
    "title": "Training of trainers",
    "kind": "tot_part1",
    "curriculum": "tot",
    "trainees_from": "UZB",
    "centre": "almaty",
    "first_day": FIRST.isoformat(),
    "language": "ru",
    "least": "10",
    "most": "14",
    "entry": "nomination",
    "readers": "0",
    "key": "plan-1",
}


@pytest.fixture(autouse=True)
def _world(db):
    lay()
    lay_centre()
    persons(3)
    curriculum()
    for number, (role, person) in enumerate((("training_centre_manager", ""), ("trainer", "KAZ-P0"), ("trainer", ""))):
        email = f"{role}{number}@example.org"
        made = people.open_account(by=SYSTEM, email=email, name=role, password="kerege-demo-2026")
        people.grant_role(by=SYSTEM, account=made, role=role, owner="KAZ", start=date(2024, 1, 1))
        if person:
            people.link_person(by=SYSTEM, account=made, person=person)


def client(name="training_centre_manager0"):
    found = Client(headers={"accept-language": "en"})
    if name:
        found.force_login(account(f"{name}@example.org"))
    return found


def text(answer):
    return " ".join(answer.content.decode().split())


def planned(manager, **changes):
    answer = manager.post("/courses/plan/", PLAN | changes)
    assert answer.status_code == 302, answer.context["form"].errors
    return answer["Location"].removesuffix("plan/")


def laid(manager, at):
    answer = manager.post(
        f"{at}sessions/", {"do": "lay", "lay-first_day": FIRST, "lay-begins": "09:00", "lay-room": "Hall"}
    )
    assert answer.status_code == 302
    return answer


def error_of(answer):
    form = answer.context["wrong"]
    return answer.status_code, {name: told.as_data()[0].code for name, told in form.errors.items()}


def test_a_course_is_planned_and_its_page_says_what_to_do_next():
    manager = client()
    assert "Plan a course" in text(manager.get("/courses/plan/"))
    at = planned(manager)
    assert planned(manager) == at, "pressed twice, planned once"
    page = manager.get(f"{at}plan/")
    assert [step.what for step in page.context["next"]] == [
        "No session is laid yet.",
        "Nobody leads the course yet.",
        "Nothing is on the list of materials.",
    ]
    for place in ("sessions/", "people/", "staff/", "learning/", "exams/", "costs/"):
        assert text(manager.get(f"{at}{place}")).count('class="parts"') == 1, place
    visitor = text(client("").get(at))
    assert (f"{at}people/" in visitor, f"{at}costs/" in visitor, f"{at}exams/" in visitor) == (True, False, False)
    for words in ("Trainees from", "UZB", "10–14", "All times are those of Almaty", "4:00 missing"):
        assert words in text(page), words
    assert client("").get("/courses/plan/").status_code == 403


def test_a_course_planned_with_somebody_goes_on_to_inviting_them():
    manager = client()
    page = manager.get("/courses/plan/?country=KAZ&who=Person+KAZ-P1")
    assert ("Person KAZ-P1" in text(page), page.context["form"].initial["trainees_from"]) == (True, "KAZ")
    answer = manager.post("/courses/plan/?country=KAZ&who=Person+KAZ-P1", PLAN)
    assert answer["Location"].endswith("/staff/?who=Person+KAZ-P1#invite")
    invite = next(form for form in manager.get(answer["Location"]).context["forms"] if form.do == "invite")
    assert (invite.initial["person"], invite.initial["part"]) == ("KAZ-P1", "lead")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"most": "20"}, {"cohort_reason": "training.cohort_needs_reason"}),
        ({"centre": "", "venue": "KAZ"}, {"venue_place": "training.no_venue"}),
        ({"first_day": "soon"}, {"first_day": "invalid"}),
        ({"first_day": "9999-12-31"}, {"first_day": "dates.not_a_day"}),
        ({"curriculum": "nothing"}, {"curriculum": "training.no_such_curriculum"}),
    ],
)
def test_what_is_no_plan_is_told_at_its_field_and_stays_typed(changes, told):
    answer = client().post("/courses/plan/", PLAN | changes)
    form = answer.context["form"]
    assert (answer.status_code, {name: e.as_data()[0].code for name, e in form.errors.items()}) == (422, told)
    assert 'value="Training of trainers"' in text(answer)


def test_sessions_are_laid_in_a_room_told_by_both_clocks_and_moved():
    manager = client()
    at = planned(manager, trainees_from="KGZ")
    laid(manager, at)
    page = manager.get(f"{at}sessions/")
    assert "09:00–10:30" in text(page)
    assert "10:00–11:30</bdi> in Bishkek" in text(page)
    days = page.context["days"]
    assert [(day.on, len(day.sessions)) for day in days] == [(FIRST, 2), (FIRST + timedelta(days=1), 1)]
    first, other = (f"{at}sessions/{s.session.uid}/" for s in (days[0].sessions[0], days[0].sessions[1]))
    times = {"move-starts": f"{FIRST}T10:45", "move-ends": f"{FIRST}T12:15", "move-room": "Hall", "move-name": "Risk"}
    assert error_of(manager.post(first, {"do": "move", **times})) == (422, {"starts": "training.session_overlaps"})
    times |= {"move-starts": f"{FIRST}T08:00", "move-ends": f"{FIRST}T09:30"}
    assert manager.post(first, {"do": "move", **times}).status_code == 302
    assert error_of(manager.post(first, {"do": "move", **times, "move-room": "Laboratory"})) == (
        422,
        {"room": "inventory.more_than_seats"},
    )
    assert error_of(manager.post(other, {"do": "call_off"})) == (422, {"reason": "training.reason_missing"})
    assert manager.post(other, {"do": "call_off", "call_off-reason": "No power"}).status_code == 302
    page = text(client("").get(f"{at}sessions/"))
    assert "called off" in page
    assert "No power" in page
    assert "Add a session" not in page
    assert client("trainer2").get(first).status_code == 403


def test_a_session_is_added_and_a_room_that_is_taken_is_told_at_the_time():
    manager = client()
    at = planned(manager)
    added = {"do": "add", "add-name": "Opening", "add-starts": f"{FIRST}T09:00", "add-ends": f"{FIRST}T10:00"}
    assert manager.post(f"{at}sessions/", added | {"add-room": "Hall"}).status_code == 302
    other = planned(manager, key="plan-2")
    again = manager.post(f"{other}sessions/", added | {"add-room": "Hall"})
    assert error_of(again) == (422, {"starts": "inventory.room_taken"})
    assert f'value="{FIRST}T09:00"' in text(again)
    whole = {"do": "lay", "lay-first_day": FIRST, "lay-begins": "09:00", "lay-room": "Hall"}
    assert error_of(manager.post(f"{other}sessions/", whole)) == (422, {"first_day": "inventory.room_taken"})


def test_whoever_chose_to_be_found_stands_beside_a_namesake_and_nobody_twice():
    publish()
    for key, owner in (("TJK-X", "TJK"), ("", "KAZ")):
        made = somebody.account(f"{owner}@example.org", key, "Person KAZ-P0", owner)
        if not key:
            people.link_person(by=SYSTEM, account=made, person="KAZ-P1")
        agree(made, at=now())
        told = {"chosen": Chosen(name=True), "until": localdate() + timedelta(days=90), "at": now()}
        list_myself(by=somebody.by(made), account=made, **told)
    manager = client()
    page = manager.get(f"{planned(manager)}staff/?who=Person")
    assert [line.key for line in page.context["found"].lines] == ["KAZ-P0", "KAZ-P1", "KAZ-P2"]
    assert [label for _, label in page.context["others"]] == ["Person KAZ-P0, TJK (chose to be found)"]


def test_staff_is_found_by_name_invited_and_answers_on_its_own_page():
    manager, trainer = client(), client("trainer1")
    at = planned(manager)
    laid(manager, at)
    assert "Person KAZ-P0" in text(manager.get(f"{at}staff/?who=KAZ-P0"))
    sent = {"do": "invite", "invite-person": "KAZ-P0", "invite-part": "lead", "invite-languages": ["ru"]}
    assert error_of(manager.post(f"{at}staff/?who=KAZ-P0", sent)) == (422, {"person": "training.no_part_two"})
    lay_case("KAZ-P0")
    assert trainer.get(f"{at}staff/").status_code in {403, 404}
    planned(manager, key="plain", curriculum="", kind="seminar")
    at = planned(manager, key="plan-3", curriculum="")
    assert manager.post(f"{at}staff/", sent).status_code == 302
    page = trainer.get("/courses/plan/mine/")
    ((line, form),) = page.context["waiting"]
    assert (line["part"].title, line["does"]) == ("Training of trainers", "Lead trainer")
    prefix = form.prefix
    answer = {f"{prefix}-staff": line["part"].staff, f"{prefix}-answer": "confirmed", "do": "answer"}
    assert error_of(trainer.post("/courses/plan/mine/", answer | {f"{prefix}-answer": "x"}))[0] == 422
    assert trainer.post("/courses/plan/mine/", answer).status_code == 302
    assert "Confirmed" in text(trainer.get(f"{at}staff/"))
    assert "Your answer" in text(trainer.get(f"{at}staff/"))
    declined = answer | {f"{prefix}-answer": "declined", f"{prefix}-reason": "I am abroad"}
    assert trainer.post(f"{at}staff/", declined).status_code == 302
    page = text(manager.get(f"{at}staff/"))
    assert "I am abroad" in page
    assert "Nobody leads the course yet." in page
    staff = manager.get(f"{at}staff/").context["members"][0]["line"].uid
    assert error_of(manager.post(f"{at}staff/", {"do": "replace", "replace-staff": staff}))[1] == {
        "reason": "training.reason_missing"
    }
    taken = {"do": "replace", "replace-staff": staff, "replace-reason": "Abroad"}
    assert manager.post(f"{at}staff/", taken).status_code == 302
    assert "Dropped out" in text(manager.get(f"{at}staff/"))


def test_whoever_plans_says_who_teaches_which_session():
    manager = client()
    at = planned(manager, curriculum="", kind="seminar")
    for name, begins, ends in (("Risk", "09:00", "10:00"), ("Waste", "10:00", "11:00")):
        add = {"do": "add", "add-name": name, "add-starts": f"{FIRST}T{begins}", "add-ends": f"{FIRST}T{ends}"}
        assert manager.post(f"{at}sessions/", add | {"add-place": "Tent"}).status_code == 302
    manager.post(f"{at}staff/", {"do": "invite", "invite-person": "KAZ-P0", "invite-part": "co_trainer"})
    page = manager.get(f"{at}staff/")
    staff = page.context["members"][0]["line"].uid
    (form,) = [each for each in page.context["forms"] if each.do == "assign"]
    risk, _waste = [uid for uid, _title in form.fields["sessions"].choices]
    assert "Nobody is named to teach" not in text(page)
    sent = {"do": "assign", "assign-staff": staff, "assign-sessions": [risk]}
    assert error_of(manager.post(f"{at}staff/", sent | {"assign-sessions": [risk, "x"]})) == (
        422,
        {"sessions": "training.no_such_session"},
    )
    assert manager.post(f"{at}staff/", sent).status_code == 302
    shown = text(manager.get(f"{at}staff/"))
    assert "Only in: <bdi>Risk</bdi>" in shown
    assert 'Nobody is named to teach these sessions:</p><ul><li dir="auto">Waste</li>' in shown


def test_whoever_has_no_part_reads_neither_staff_nor_costs():
    manager = client()
    at = planned(manager, curriculum="", kind="seminar")
    manager.post(f"{at}staff/", {"do": "invite", "invite-person": "KAZ-P1", "invite-part": "support"})
    manager.post(f"{at}costs/", {"cost-kind": "meals", "cost-currency": "KZT", "cost-planned": "77123"})
    assert "KAZ-P1" in text(manager.get(f"{at}staff/"))
    assert "77,123" in text(manager.get(f"{at}costs/"))
    for name in ("", "trainer1", "trainer2"):
        assert {client(name).get(f"{at}{part}/").status_code for part in ("staff", "costs")} == {403}, name
    for part in ("plan", "sessions", "materials"):
        page = client("trainer2").get(f"{at}{part}/")
        assert page.status_code == 200
        assert not [word for word in ("KAZ-P1", "77,123") if word in text(page)]


def test_costs_are_kept_by_currency_and_changed_by_their_line():
    manager = client()
    at = planned(manager)
    line = {"cost-kind": "travel", "cost-currency": "UZS", "cost-planned": "900000", "cost-external": "no"}
    assert manager.post(f"{at}costs/", line).status_code == 302
    wrong = manager.post(f"{at}costs/", line | {"cost-currency": "ABC"})
    assert error_of(wrong) == (422, {"currency": "training.unknown_currency"})
    assert manager.post(f"{at}costs/", line | {"cost-currency": "EUR", "cost-external": "yes"}).status_code == 302
    spent = line | {"cost-planned": "", "cost-spent": "640.5"}
    assert manager.post(f"{at}costs/", spent | {"cost-currency": "EUR", "cost-external": "no"}).status_code == 302
    page = manager.get(f"{at}costs/")
    assert [(s.currency, planned, spent, s.own_share) for s, planned, spent in page.context["sums"]] == [
        ("EUR", "900,000", "640.50", 0),
        ("UZS", "900,000", "", 100),
    ]
    assert "money from outside" in text(page)
    uid = page.context["lines"][1]["cost"].uid
    form = manager.get(f"{at}costs/?line={uid}").context["form"]
    assert (form["currency"].value(), form["planned"].value(), form["cost"].value()) == ("EUR", "900000.00", uid)
    assert manager.post(f"{at}costs/", {"do": "drop", "cost": uid}).status_code == 302
    assert Course.objects.seen_by(FOCAL).one().external_funding is False


def test_the_list_of_materials_comes_from_the_curriculum_and_is_ticked_off():
    manager = client()
    at = planned(manager)
    laid(manager, at)
    assert manager.post(f"{at}materials/", {"do": "propose"}).status_code == 302
    page = manager.get(f"{at}materials/")
    assert [(line.what, line.number) for line, _form in page.context["lines"]] == [
        ("Набор для разливов", 3),
        ("Перчатки", 28),
    ]
    told = "This is a guess from English names, because they bear no code of equipment: the activities or the list ask"
    assert f"{told} for this, and no booked room (Hall) has it: Spill kit for practice." in text(page)
    assert "2 lines of the list bear no code of equipment and are not compared with the rooms." in text(page)
    assert page.context["equipped"] == []
    line, _form = page.context["lines"][0]
    count = {"do": f"count-{line.uid}", f"count-{line.uid}-number": "3", f"count-{line.uid}-there": "x"}
    wrong = manager.post(f"{at}materials/", count)
    assert error_of(wrong) == (422, {"there": "figures.not_a_figure"})
    assert manager.post(f"{at}materials/", count | {f"count-{line.uid}-there": "3"}).status_code == 302
    assert (
        manager.post(
            f"{at}materials/", {"do": "material", "material-what": "Pens", "material-number": "14"}
        ).status_code
        == 302
    )
    assert manager.get(f"{at}materials/").context["missing"] == 2
    assert manager.post(f"{at}materials/", {"do": "drop", "material": line.uid}).status_code == 302
    assert client("trainer2").post(f"{at}materials/", {"do": "propose"}).status_code == 403


@pytest.mark.parametrize(
    ("code", "told", "step"),
    [
        ("spill_kit", "The activities ask for this, and no booked room (Hall) has it: Spill kit for practice.", True),
        (
            "pcr",
            "The activities ask for this. No piece that you may see is recorded at the centre, and rooms do not say"
            " whether they have it: PCR equipment.",
            False,
        ),
    ],
)
def test_the_page_says_what_rooms_lack_of_that_which_bears_a_code(code, told, step):
    manager = client()
    curriculum(key="coded", code=code)
    at = planned(manager, curriculum="coded", key="plan-2")
    laid(manager, at)
    page = manager.get(f"{at}materials/")
    assert (page.context["equipped"], page.context["guessed"]) == ([told], [])
    assert told in text(page)
    steps = [each.what for each in manager.get(f"{at}plan/").context["next"]]
    assert ("The booked rooms lack equipment that the activities ask for." in steps) is step


def test_a_plan_is_put_off_changed_and_cancelled_with_a_reason_for_everybody():
    manager = client()
    at = planned(manager)
    laid(manager, at)
    assert error_of(manager.post(f"{at}plan/", {"do": "postpone", "postpone-days": "soon"}))[1] == {
        "days": "training.bad_shift"
    }
    assert manager.post(f"{at}plan/", {"do": "postpone", "postpone-days": "7"}).status_code == 302
    assert manager.get(f"{at}plan/").context["plan"].first_day == FIRST + timedelta(days=7)
    cohort = {"do": "cohort", "cohort-least": "6", "cohort-most": "12", "cohort-entry": "open"}
    assert error_of(manager.post(f"{at}plan/", cohort))[1] == {"cohort_reason": "training.cohort_needs_reason"}
    assert manager.post(f"{at}plan/", cohort | {"cohort-cohort_reason": "A small laboratory"}).status_code == 302
    assert client("trainer2").post(f"{at}plan/", {"do": "cancel", "cancel-reason": "No"}).status_code == 403
    assert error_of(manager.post(f"{at}plan/", {"do": "cancel"}))[1] == {"reason": "training.reason_missing"}
    assert manager.post(f"{at}plan/", {"do": "cancel", "cancel-reason": "No visas"}).status_code == 302
    page = text(client("").get(f"{at}plan/"))
    assert "The course is cancelled:" in page
    assert "No visas" in page
    assert "Change the plan" not in text(manager.get(f"{at}plan/"))


def test_a_course_that_is_over_is_recorded_as_held():
    manager = client()
    first = localdate() - timedelta(days=2)
    at = planned(manager, first_day=first.isoformat())
    added = {"do": "add", "add-name": "All", "add-starts": f"{first}T09:00", "add-ends": f"{first}T13:00"}
    assert manager.post(f"{at}sessions/", added).status_code == 302
    page = manager.get(f"{at}plan/")
    assert [step.button for step in page.context["next"]] == ["Record that it was held"]
    assert manager.post(f"{at}plan/", {"do": "held"}).status_code == 302
    assert manager.get(f"{at}plan/").context["stage"] == "Held"


def test_a_plan_that_is_not_public_is_not_there_for_others():
    manager = client()
    at = planned(manager, readers="2", key="plan-national")
    assert manager.get(f"{at}plan/").status_code == 200
    for part in ("plan", "sessions", "staff", "costs", "materials"):
        assert client("").get(f"{at}{part}/").status_code == 404
