"""What a plan of a course may be: days, pauses, cohorts, sums and warnings, without a database."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from kerege.inventory.words.equipment import EquipmentKind
from kerege.inventory.words.training import RoomEquipment
from kerege.lib.refusal import Refusal
from kerege.training.rules import cohort, costs, needed, staffing
from kerege.training.rules import sessions as rules
from kerege.training.rules.needed import Fit
from kerege.training.rules.sessions import Module, Slot
from kerege.training.rules.staffing import Held, Lack, Member
from kerege.training.words.curricula import EQUIPMENT

pytestmark = pytest.mark.nodb
MONDAY = date(2027, 2, 1)
FIVE = frozenset({5, 6})


def code_of(act, *args, **kwargs):
    with pytest.raises(Refusal) as caught:
        act(*args, **kwargs)
    return caught.value.code, caught.value.field


def clock(proposed):
    return [(p.title, p.starts_text[-5:], p.ends_text[-5:]) for p in proposed]


def test_a_day_has_pauses_and_lunch_and_long_modules_become_several_sessions():
    found = rules.propose([Module("a", "A", 90, 1), Module("b", "B", 180, 1), Module("c", "C", 60, 1)], first=MONDAY)
    assert clock(found) == [
        ("A", "09:00", "10:30"),
        ("B", "10:45", "12:15"),
        ("B", "13:15", "14:45"),
        ("C", "15:00", "16:00"),
    ]
    assert [(p.module, p.part, p.parts) for p in found] == [("a", 1, 1), ("b", 1, 2), ("b", 2, 2), ("c", 1, 1)]


def test_a_session_that_would_run_over_lunch_begins_after_it():
    found = rules.propose([Module("a", "A", 120, 1), Module("b", "B", 60, 1), Module("c", "C", 60, 1)], first=MONDAY)
    assert [line[1] for line in clock(found)] == ["09:00", "11:15", "13:15"]


def test_without_lunch_and_pauses_sessions_follow_each_other():
    found = rules.propose([Module("a", "A", 120, 1), Module("b", "B", 120, 1)], first=MONDAY, pause=0, lunch=0)
    assert [line[1:] for line in clock(found)] == [("09:00", "11:00"), ("11:00", "13:00")]


def test_days_go_on_after_a_weekend():
    modules = [Module(str(n), str(n), 60, n) for n in range(1, 4)]
    found = rules.propose(modules, first=date(2027, 2, 4), off=FIVE)
    assert [p.on.isoformat() for p in found] == ["2027-02-04", "2027-02-05", "2027-02-08"]
    assert next(rules.working_days(MONDAY, frozenset(range(7)))) == MONDAY, "a week without days is none"


def test_modules_without_a_day_fill_days_after_the_named_ones():
    modules = [
        Module("x", "X", 300),
        Module("a", "A", 60, 2),
        Module("y", "Y", 200),
        Module("z", "Z", 100),
        Module("0", "", 0),
    ]
    assert [[m.id for m in day] for day in rules.by_day(modules)] == [["a"], ["x"], ["y", "z"]]


def test_thirty_seven_hours_over_five_days_are_laid_whole():
    modules = [Module(f"m{n}", f"M{n}", 111, 1 + n // 4) for n in range(20)]
    found = rules.propose(modules, first=MONDAY, begins=time(8, 30), off=FIVE)
    slots = [Slot(str(n), _at(p.on, p.begins), _at(p.on, p.ends)) for n, p in enumerate(found)]
    assert rules.minutes_of(slots) == 37 * 60
    assert rules.shortfall(rules.minutes_of(slots), 37.0) == 0
    assert rules.shortfall(rules.minutes_of(slots[1:]), 37.0) == 111
    assert rules.shortfall(10, None) == 0


def _at(day, minute):
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=minute)


def test_what_cannot_be_laid_is_refused():
    far = [Module("a", "A", 60, 1)]
    assert code_of(rules.propose, far, first=date(9999, 12, 31)) == ("dates.not_a_day", "first_day")
    assert code_of(rules.propose, [], first=MONDAY) == ("training.no_modules", "curriculum")
    assert code_of(rules.propose, [Module("a", "A", 0, 1)], first=MONDAY)[0] == "training.no_modules"
    many = [Module(str(n), str(n), 10, n) for n in range(1, 33)]
    assert code_of(rules.propose, many, first=MONDAY) == ("training.too_many_days", "first_day")
    assert code_of(rules.propose, [Module("a", "A", 700, 1)], first=MONDAY) == ("training.ends_too_late", "begins")


def slot(key, start, end, where="", day=1):
    return Slot(key, datetime(2027, 2, day, start, tzinfo=UTC), datetime(2027, 2, day, end, tzinfo=UTC), where)


def told(when):
    return when.strftime("%H:%M")


def test_sessions_of_a_course_are_apart_but_for_groups_in_two_rooms():
    one = slot("1", 9, 11, "Hall")
    assert code_of(rules.check_apart, slot("2", 10, 12, "Hall"), [one], told) == ("training.session_overlaps", "starts")
    assert code_of(rules.check_apart, slot("2", 10, 12), [one], told)[0] == "training.session_overlaps"
    rules.check_apart(slot("2", 10, 12, "Laboratory"), [one], told)
    rules.check_apart(slot("2", 11, 12, "Hall"), [one], told)
    rules.check_apart(slot("1", 10, 12, "Hall"), [one], told)
    assert rules.minutes_of([one, slot("2", 10, 12, "Laboratory"), slot("3", 10, 11)]) == 180


def test_a_session_is_no_longer_than_a_day_of_teaching():
    rules.check_length(_at(MONDAY, 0), _at(MONDAY, 720))
    assert code_of(rules.check_length, _at(MONDAY, 0), _at(MONDAY, 721)) == ("training.session_too_long", "ends")


@pytest.mark.parametrize("days", [0, 367, -367])
def test_a_shift_is_some_days(days):
    assert rules.check_shift(-366) == -366
    assert code_of(rules.check_shift, days) == ("training.bad_shift", "days")


def test_the_stage_of_a_course_follows_from_the_day():
    first, last = date(2027, 2, 1), date(2027, 2, 5)
    days = [date(2027, 1, 31), first, last, date(2027, 2, 6)]
    assert [rules.stage("planned", first=first, last=last, on=d) for d in days] == [
        *("planned", "running", "running", "ended"),
    ]
    assert [rules.stage(s, first=first, last=last, on=first) for s in ("held", "cancelled", "unknown")] == [
        *("held", "cancelled", "unknown"),
    ]
    assert rules.stage("planned", first=None, last=None, on=first) == "planned"


def test_a_cohort_outside_the_usual_says_why():
    cohort.check_cohort(10, 14, "")
    cohort.check_cohort(6, 40, "A lecture for a whole institute")
    assert code_of(cohort.check_cohort, 6, 14, " ") == ("training.cohort_needs_reason", "cohort_reason")
    assert code_of(cohort.check_cohort, 10, 15, "") == ("training.cohort_needs_reason", "cohort_reason")
    for least, most in ((0, 5), (6, 5), (1, 501)):
        assert code_of(cohort.check_cohort, least, most, "Why") == ("training.bad_cohort", "most")


def test_enrolment_ends_before_the_course_begins():
    days = [date(2027, 1, n) for n in (1, 10, 20)]
    cohort.check_enrolment_days(None, None, days[0])
    cohort.check_enrolment_days(days[0], days[2], days[2])
    assert code_of(cohort.check_enrolment_days, days[1], days[0], days[2]) == (
        "training.bad_enrolment_days",
        "enrol_until",
    )
    assert code_of(cohort.check_enrolment_days, None, days[2], days[1]) == (
        "training.bad_enrolment_days",
        "enrol_until",
    )
    assert code_of(cohort.check_enrolment_days, days[2], None, days[1]) == ("training.bad_enrolment_days", "enrol_from")


def certificate(**changes):
    told = {"curriculum": "tot", "holds": True, "part_two": True, "languages": frozenset({"ru"}), "territory": "KAZ"}
    return Held(**(told | changes))


def test_leading_needs_a_certificate_with_part_two_that_holds():
    assert staffing.may_lead([certificate()], {"tot"})
    assert staffing.may_lead([certificate(curriculum="else")], frozenset())
    for other in ({"curriculum": "else"}, {"holds": False}, {"part_two": False}):
        assert not staffing.may_lead([certificate(**other)], {"tot"})
    assert not staffing.may_lead([], frozenset())


def test_nobody_is_at_two_places_at_once():
    staffing.check_free([slot("1", 9, 11)], [slot("2", 11, 12), slot("3", 9, 11, day=2)], told)
    busy = code_of(staffing.check_free, [slot("1", 9, 11)], [slot("2", 10, 12)], told)
    assert busy == ("training.staff_busy", "person")


def lead(**changes):
    kept = {"part": "lead", "answer": "confirmed", "languages": frozenset({"ru"}), "certificates": (certificate(),)}
    return Member(**(kept | changes))


def test_what_should_be_looked_at_in_a_staff():
    asked = {"language": "ru", "venue": "KAZ", "needed": {"tot"}}
    assert staffing.lacks([lead()], **asked) == []
    assert staffing.lacks([], **asked) == [Lack.NO_LEAD]
    assert staffing.lacks([lead(answer="declined")], **asked) == [Lack.NO_LEAD]
    assert staffing.lacks([lead(answer="invited")], **asked) == [Lack.NOT_ANSWERED]
    assert staffing.lacks([lead()], **asked | {"language": "uz"}) == [Lack.LANGUAGE_NOT_SPOKEN, Lack.OUT_OF_LANGUAGE]
    helped = [lead(), lead(part="interpreter", languages=frozenset({"ru", "uz"}), certificates=())]
    assert staffing.lacks(helped, **asked | {"language": "uz"}) == [Lack.OUT_OF_LANGUAGE]
    assert staffing.lacks([lead()], **asked | {"venue": "UZB"}) == [Lack.OUT_OF_COUNTRY]
    assert staffing.lacks([lead(certificates=())], **asked) == [Lack.PART_TWO_GONE]
    assert staffing.lacks([lead(certificates=())], **asked | {"needed": None}) == []


def line(currency, planned=None, spent=None, external=None):
    return costs.Line(currency, *(Decimal(n) if n else None for n in (planned, spent)), external)


def test_sums_stay_in_their_currency_and_what_was_spent_counts():
    found = costs.sums([line("KZT", "100", "80", False), line("KZT", "20", None, True), line("EUR", "5", None, None)])
    assert [(s.currency, s.planned, s.spent, s.own, s.outside, s.unsaid, s.own_share) for s in found] == [
        ("EUR", Decimal(5), None, 0, 0, Decimal(5), None),
        ("KZT", Decimal(120), Decimal(80), Decimal(80), Decimal(20), 0, 80),
    ]
    nothing = costs.sums([line("EUR", "0", None, False)])[0]
    assert (nothing.planned, nothing.spent, nothing.own_share) == (0, None, None)


def test_whether_money_came_from_outside_is_unknown_until_every_line_says():
    own, outside, unsaid = line("EUR", "1", None, False), line("EUR", "1", None, True), line("EUR", "1")
    assert costs.funded_from_outside([]) is None
    assert costs.funded_from_outside([own, unsaid]) is None
    assert costs.funded_from_outside([outside, unsaid]) is None
    assert costs.funded_from_outside([own]) is False
    assert costs.funded_from_outside([own, outside]) is True


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("1250.50", "1250.50"), ("1 250,5", "1250.5"), ("0", "0.0"), ("۱٬۲۵۰٫۵", "1250.5"), ("٧", "7.0")],
)
def test_amounts_as_people_type_them(typed, kept):
    assert costs.amount(typed, field="planned") == Decimal(kept)


@pytest.mark.parametrize("typed", ["-1", "1.234", "1e5", "１２", "twelve", "1" * 13, "."])
def test_what_is_no_amount_is_refused(typed):
    assert costs.amount("  ", field="planned") is None
    assert code_of(costs.amount, typed, field="planned") == ("training.bad_amount", "planned")


def test_a_line_names_a_currency_and_an_amount():
    assert costs.check_line(Decimal(1), None, " kzt ", {"KZT"}) == "KZT"
    assert code_of(costs.check_line, Decimal(1), None, "XXX", {"KZT"}) == ("training.unknown_currency", "currency")
    assert code_of(costs.check_line, None, None, "KZT", {"KZT"}) == ("training.no_amount", "planned")


def test_what_activities_need_grows_with_the_cohort():
    def say(texts):
        return texts.get("en", "")

    activities = [
        {
            "group": 4,
            "materials": [
                {"id": "a-gloves", "what": {"en": "Gloves"}, "number": 2, "per": "person"},
                {"id": "a-kit", "what": {"en": "Spill kit"}, "per": "group"},
                {"id": "a-screen", "what": {"en": "Screen"}, "number": 1, "per": "course"},
            ],
        },
        {
            "materials": [
                {"id": "b-gloves", "what": {"en": "Gloves"}, "per": "person"},
                {"id": "b-tape", "per": "group"},
            ]
        },
    ]
    found = needed.needed_for(activities, people=14, say=say)
    assert [(n.key, n.what, n.number) for n in found] == [
        ("a-gloves", "Gloves", 42),
        ("a-kit", "Spill kit", 4),
        ("a-screen", "Screen", 1),
        ("b-tape", "b-tape", 1),
    ]


def test_what_activities_ask_of_a_room_is_known_by_their_materials():
    asked = ["Spill kit for practice", "Class II cabinet within its test date", "Gloves", "Single-use gown"]
    assert needed.guessed(asked) == ["cabinet", "dressing", "spill_kit"]
    assert set(needed.SIGNS) <= set(RoomEquipment)
    assert needed.guessed(["Cards and a thick pen"]) == []


@pytest.mark.parametrize(
    ("asked", "rooms", "pieces", "found"),
    [
        ("spill_kit", {"spill_kit"}, {}, Fit.THERE),
        ("spill_kit", {"screen"}, {}, Fit.LACKING),
        ("microscope", {"microscopes"}, {}, Fit.THERE),
        ("microscope", {"microscopes"}, {"microscope": False}, Fit.UNFIT),
        ("microscope", set(), {"microscope": True}, Fit.THERE),
        ("cabinet_2", {"cabinet"}, {}, Fit.UNPROVED),
        ("cabinet_2", {"cabinet"}, {"cabinet_2": False}, Fit.UNFIT),
        ("cabinet_2", set(), {"cabinet_2": True}, Fit.THERE),
        ("cabinet_2", set(), {"cabinet_1": True}, Fit.LACKING),
        ("autoclave", {"autoclave"}, {}, Fit.UNPROVED),
        ("pcr", {"benches"}, {}, Fit.UNKNOWN),
        ("pcr", set(), {"pcr": True}, Fit.THERE),
    ],
)
def test_a_piece_outweighs_what_a_room_says_and_without_a_record_nothing_is_proved(asked, rooms, pieces, found):
    assert needed.fit(asked, rooms=rooms, pieces=pieces) is found


def test_every_code_of_a_material_is_a_word_of_the_inventory():
    assert set(EQUIPMENT) == {*RoomEquipment, *EquipmentKind}
    assert set(needed.ROOM_WORDS) < set(EQUIPMENT)
    assert set(needed.ROOM_WORDS.values()) == set(RoomEquipment)


@pytest.mark.parametrize(("minutes", "parts"), [(120, [120]), (135, [70, 65]), (250, [85, 85, 80]), (121, [61, 60])])
def test_long_modules_are_parted_in_steps_of_five_minutes(minutes, parts):
    assert rules.pieces(minutes) == parts


@pytest.mark.parametrize(
    ("title", "parts", "called"),
    [
        ("On risk", 1, "On risk"),
        ("On risk", 2, "On risk (2/2)"),
        ("x" * 200, 1, "x" * 200),
        ("x" * 400, 1, "x" * 199 + "…"),
        ("x" * 400, 2, "x" * 193 + "… (2/2)"),
    ],
)
def test_a_session_of_a_module_with_a_long_title_is_called_by_its_beginning(title, parts, called):
    of = rules.Proposed("risk", title, parts, parts, date(2027, 2, 1), 540, 600)
    assert (of.called, len(of.called) <= rules.LONGEST_TITLE) == (called, True)
