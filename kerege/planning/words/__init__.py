"""What planning says: why a problem cannot be planned, how far a plan is, and what people tell it."""

from enum import StrEnum

from kerege.lib.refusal import N_, RefusalWord

UNKNOWN_KEY = RefusalWord(
    "planning.unknown_key",
    N_("Row %(row)s names “%(key)s”, which is not among what is planned. Add it, or correct the row."),
)
KEY_TWICE = RefusalWord(
    "planning.key_twice", N_("“%(key)s” stands twice. Give each row its own key, or take one of the two out.")
)
OUT_OF_SEASON = RefusalWord(
    "planning.out_of_season",
    N_("“%(row)s” begins on %(day)s, outside the season. Choose a day from %(first)s to %(last)s."),
)
ROW_OUT_OF_SEASON = RefusalWord(
    "planning.row_out_of_season",
    N_("Row %(line)s: %(day)s is outside the season of this plan. Choose a day from %(first)s to %(last)s."),
)
OUT_OF_RANGE = RefusalWord(
    "planning.out_of_range",
    N_("In row %(row)s the value %(value)s is not possible. Give a number from %(least)s to %(most)s."),
)
NO_STARTS = RefusalWord("planning.no_starts", N_("No day is given on which a course may begin. Name at least one."))
BOOKED_TWICE = RefusalWord(
    "planning.booked_twice",
    N_("%(row)s and %(other)s need %(key)s on the same day. Take one of the two decisions back, or move it."),
)
NO_SUCH_SCENARIO = RefusalWord(
    "planning.no_such_scenario", N_("There is no such plan, or it is not yours to see. Look at the list."), status=404
)
NOT_IN_THIS_STATE = RefusalWord(
    "planning.not_in_this_state",
    N_("This cannot be done now: the plan is “%(state)s”. Load its page again."),
    status=409,
)
SEASON_TOO_LONG = RefusalWord(
    "planning.season_too_long",
    N_("A season has at most %(most)s days and ends after it begins. Correct one of the two days."),
)
NO_SUCH_ROW = RefusalWord("planning.no_such_row", N_("There is no such row any more. Load the page again."), status=404)
NO_SUCH_FAMILY = RefusalWord(
    "planning.no_such_family", N_("“%(family)s” is nothing that a plan is told. Use one of the forms of the page.")
)
VALUE_MISSING = RefusalWord("planning.value_missing", N_("Something has to stand here. Fill it in."))
NOT_A_CHOICE = RefusalWord("planning.not_a_choice", N_("“%(value)s” is none of the choices. Choose one of the list."))
NOT_A_NUMBER = RefusalWord(
    "planning.not_a_number",
    N_("“%(value)s” is not a number that is possible here. Give a whole number from %(least)s to %(most)s, in digits."),
)
NOT_A_DECIMAL = RefusalWord(
    "planning.not_a_decimal",
    N_("“%(value)s” is not a number that is possible here. Give one from %(least)s to %(most)s, like 2.5."),
)
NOT_A_RATE = RefusalWord(
    "planning.not_a_rate", N_("“%(value)s” is not a rate. Write it like 0.0021: what one unit is worth.")
)
NOT_A_DAY = RefusalWord("planning.not_a_day", N_("“%(value)s” is not a day. Write it like 2027-03-15."))
DAY_TOO_FAR = RefusalWord(
    "planning.day_too_far", N_("“%(value)s” lies too far away. Give a day from the year 2000 to 2100.")
)
DAYS_TURNED = RefusalWord("planning.days_turned", N_("The last day is before the first. Correct one of the two."))
UNKNOWN_CURRENCY = RefusalWord(
    "planning.unknown_currency", N_("“%(currency)s” is no currency in use. Write three letters: KZT, UZS, EUR.")
)
NO_RATE = RefusalWord(
    "planning.no_rate",
    N_("Row %(row)s is in %(currency)s and the plan in %(into)s. Add the rate between the two."),
)
NO_CURRENCY = RefusalWord("planning.no_currency", N_("Say in which currency the plan counts money."))
NO_SUCH_PERSON = RefusalWord(
    "planning.no_such_person",
    N_("Row %(row)s names somebody who is not found any more. Take the row out, or name somebody else."),
)
NOBODY_TO_TEACH = RefusalWord(
    "planning.nobody_to_teach",
    N_("The plan knows nobody who teaches. Name trainers, or plan with a role that reads certificates."),
)
NOWHERE_TO_TEACH = RefusalWord(
    "planning.nowhere_to_teach",
    N_("The plan knows no room. Record a training centre with its rooms, or widen the plan."),
)
NOBODY_WANTED = RefusalWord(
    "planning.nobody_wanted", N_("Nobody is known who needs a course. Name people and their topic, or use the needs.")
)
NO_TOPIC = RefusalWord("planning.no_topic", N_("The plan has no course to offer. Choose at least one curriculum."))
TOO_LARGE = RefusalWord(
    "planning.too_large",
    N_("There are %(count)s courses to choose from, more than %(most)s. Shorten the season or offer fewer."),
)
CANNOT_BE_PLANNED = RefusalWord(
    "planning.cannot_be_planned",
    N_("%(count)s rows have to be corrected first: %(rows)s. Each stands on the page with what to do."),
)
INPUTS_CHANGED = RefusalWord(
    "planning.inputs_changed",
    N_("What the plan rests on has changed since it was made. Plan again, and accept the plan that you see then."),
    status=409,
)
NOT_IN_PLAN = RefusalWord(
    "planning.not_in_plan", N_("The plan has no such course any more. Load the page again."), status=404
)
NO_PLAN_YET = RefusalWord(
    "planning.no_plan_yet",
    N_("There is no plan to look at yet, or the node works on it. Search a plan first, or wait until it is found."),
    status=409,
)
NOT_YOUR_CENTRE = RefusalWord(
    "planning.not_your_centre",
    N_("You plan for the training centre that you manage. Choose it, or ask the focal point to plan for the country."),
    status=403,
)
ACCEPTED_ALREADY = RefusalWord(
    "planning.accepted_already",
    N_("This plan was accepted. Make a new plan from it, and change that one."),
    status=409,
)
BAD_SECONDS = RefusalWord(
    "planning.bad_seconds", N_("A search takes from %(least)s to %(most)s seconds. Choose a number between.")
)

NOTHING_STATED = RefusalWord(
    "planning.nothing_stated",
    N_("No need is stated, or more than %(most)s. Give people for at least one competence and language."),
)
NEED_TWICE = RefusalWord(
    "planning.need_twice",
    N_("“%(competence)s” in the language “%(language)s” stands twice. Add the people up in one row."),
)

NO_SUCH_STATEMENT = RefusalWord(
    "planning.no_such_statement",
    N_("There is no such statement of needs, or it is not shared with you. Look at the list."),
    status=404,
)

SHEET_NO_HEADINGS = RefusalWord(
    "planning.sheet_no_headings",
    N_("No row of headings was found. Take the plan out as XLSX, change rows below its headings, and bring it back."),
)
SHEET_TOO_LONG = RefusalWord(
    "planning.sheet_too_long", N_("The sheet has more than %(most)s rows. Bring back a sheet that was taken out here.")
)
SHEET_OF_ANOTHER_PLAN = RefusalWord(
    "planning.sheet_of_another_plan",
    N_("The codes of the sheet are of another plan, or of this one before it was made again. Take the plan out anew."),
    status=409,
)
NOTHING_TO_TAKE = RefusalWord(
    "planning.nothing_to_take",
    N_("Nothing in the sheet differs from the plan that could be kept. Nothing was decided."),
)
SHEET_BREAKS = RefusalWord(
    "planning.sheet_breaks",
    N_("With these rows the plan would break a rule: %(fault)s. Correct the sheet, and bring it back."),
)
ROW_UNKNOWN = RefusalWord(
    "planning.row_unknown",
    N_(
        "Row %(line)s: “%(value)s” is nothing that the plan knows in the column “%(column)s”. Write it as the sheet "
        "had it, in the same language."
    ),
)
ROW_UNKNOWN_TRAINER = RefusalWord(
    "planning.row_unknown_trainer",
    N_("Row %(line)s: nobody called “%(value)s” may teach in this plan. Name them among its trainers first."),
)
ROW_NAME_TWICE = RefusalWord(
    "planning.row_name_twice", N_("Row %(line)s: “%(value)s” may be %(keys)s. Write one of these instead.")
)
ROW_NOT_A_DAY = RefusalWord(
    "planning.row_not_a_day", N_("Row %(line)s: “%(value)s” is not a day. Write it like 2027-03-15.")
)
ROW_NOT_PEOPLE = RefusalWord(
    "planning.row_not_people", N_("Row %(line)s: “%(value)s” is no number of people. Write digits, or leave it empty.")
)
ROW_CODE_TWICE = RefusalWord(
    "planning.row_code_twice",
    N_("Row %(line)s has the code of a row above it. Empty the code of a row that was added."),
)
ROW_CANNOT_BE = RefusalWord("planning.row_cannot_be", N_("Row %(line)s: the course cannot be held so: %(why)s."))
ROW_TRAINER = RefusalWord("planning.row_trainer", N_("Row %(line)s: %(trainer)s cannot teach it: %(why)s."))
ROW_BOOKED_TWICE = RefusalWord(
    "planning.row_booked_twice",
    N_("Row %(line)s: on %(day)s %(key)s is in another course. Move one of the two."),
)
ROW_OVER_CAPACITY = RefusalWord(
    "planning.row_over_capacity",
    N_("Row %(line)s: %(people)s people are not possible there. Give from %(least)s to %(most)s, or another room."),
)
ROW_TOO_MANY_STAFF = RefusalWord(
    "planning.row_too_many_staff",
    N_("Row %(line)s: at most %(leads)s lead and %(locals)s local trainers, and nobody as both."),
)
ROW_TOO_FEW = RefusalWord(
    "planning.row_too_few",
    N_("Row %(line)s: %(people)s people are left who need it, and the course wants %(least)s."),
)
ROW_NOT_TOGETHER = RefusalWord(
    "planning.row_not_together",
    N_(
        "Row %(line)s: people of %(countries)s do not sit together in this plan. Allow it among what it rests on first."
    ),
)
ROW_NO_MONEY = RefusalWord(
    "planning.row_no_money",
    N_("Row %(line)s: no fund for these countries has %(cost)s left. Add money, or spend less."),
)
ROW_FORBIDDEN = RefusalWord(
    "planning.row_forbidden",
    N_("Row %(line)s: it is decided not to be (%(decision)s). Take that decision back first."),
)


PLAN_IS_EMPTY = RefusalWord(
    "planning.plan_is_empty",
    N_("The plan has no course, so there is nothing to accept. Its page says why none can be."),
)
BOOK_ROOMS = N_("Answer the requests for rooms of courses at your training centre: %(title)s")
TASKS = (BOOK_ROOMS,)
"""What the node writes into the tasks that it sets: kept in English, shown in the language of whoever reads it."""


class Kind(StrEnum):
    """What a scenario plans: the courses of a season, or what is taught over years."""

    SEASON = "season"
    YEARS = "years"


class State(StrEnum):
    """How far a scenario is. WAITING, SEARCHING and STOPPING are for the node; a killed worker leaves it in one."""

    DRAFT = "draft"
    WAITING = "waiting"
    SEARCHING = "searching"
    STOPPING = "stopping"
    FOUND = "found"
    CONTRADICTED = "contradicted"
    FAILED = "failed"
    ACCEPTED = "accepted"


class Trying(StrEnum):
    """What is tried beside a plan: that a goal gives more, or that something may not be."""

    GIVE = "give"
    WITHOUT = "without"


STATES = {
    State.DRAFT: N_("Not planned yet"),
    State.WAITING: N_("Waiting for the node"),
    State.SEARCHING: N_("Being planned"),
    State.STOPPING: N_("Being stopped"),
    State.FOUND: N_("Planned"),
    State.CONTRADICTED: N_("Contradicts itself"),
    State.FAILED: N_("The search failed"),
    State.ACCEPTED: N_("Accepted"),
}
GOALS = {
    "need": N_("Cover what is needed most"),
    "fairness": N_("Leave no country behind"),
    "cost": N_("Spend little"),
    "least_change": N_("Change little of the plan before"),
}
BARS = {
    "no_working_days": N_("days off part the course or begin it"),
    "room_closed": N_("the room is closed or booked"),
    "room_too_small": N_("the room is too small"),
    "equipment_missing": N_("equipment is missing or not in certificate"),
    "no_way": N_("no way there is known"),
    "border_closed": N_("the border is closed"),
    "visa_too_late": N_("a visa would come too late"),
    "not_qualified": N_("does not teach this course"),
    "no_part_two": N_("has no certificate with part 2 that holds"),
    "not_local": N_("is of neither country"),
    "language": N_("does not speak the language of the course"),
    "away": N_("is away or teaches elsewhere"),
    "too_few_trainers": N_("too few trainers can be there"),
    "too_few_people": N_("too few people would come"),
    "nobody_pays": N_("no fund pays for these countries"),
    "most_courses": N_("teaches as many courses as they may"),
}
FAMILIES = {
    "topics": N_("Courses to offer"),
    "wanted": N_("People who need a course"),
    "staff": N_("Trainers"),
    "away": N_("When trainers are away"),
    "rooms": N_("Rooms: prices and when they are closed"),
    "funds": N_("Money"),
    "rates": N_("Rates of currencies"),
    "ways": N_("Ways between countries"),
    "borders": N_("Closed borders"),
    "holidays": N_("Days off"),
    "interpreters": N_("Interpreters"),
    "cohorts": N_("Whose people may sit together"),
    "floors": N_("What every plan has to reach"),
    "pins": N_("What is decided to be"),
    "forbidden": N_("What is decided not to be"),
}
FIELDS = {
    "curriculum": N_("Curriculum"),
    "days": N_("Days"),
    "least": N_("At least so many people"),
    "most": N_("At most so many people"),
    "leads": N_("Lead trainers"),
    "locals": N_("Local trainers"),
    "per_person": N_("Consumables for each person, in money"),
    "country": N_("Country"),
    "topic": N_("Course"),
    "people": N_("How many people"),
    "languages": N_("Languages"),
    "points": N_("How urgent, from 1 to 100"),
    "sex": N_("Women or men"),
    "due": N_("To be trained by"),
    "why": N_("Why"),
    "person": N_("Person"),
    "courses": N_("At most so many courses"),
    "fee": N_("Fee a day"),
    "since": N_("From"),
    "until": N_("To (this day too)"),
    "room": N_("Room"),
    "price": N_("Price"),
    "funder": N_("Who pays"),
    "countries": N_("Countries"),
    "amount": N_("Amount"),
    "currency": N_("Currency"),
    "rate": N_("What one unit is worth in the currency of the plan"),
    "origin": N_("From country"),
    "there": N_("To country"),
    "travel_days": N_("Days of travel each way"),
    "visa_days": N_("Days that a visa takes"),
    "day": N_("Day"),
    "off": N_("Whether one works"),
    "language": N_("Language"),
    "share": N_("Share in percent"),
    "women": N_("Of whom"),
    "course": N_("Course"),
    "trainer": N_("Trainer"),
    "competence": N_("Competence"),
}
SEXES = {"": N_("Everybody"), "f": N_("Women"), "m": N_("Men")}
OFF = {"off": N_("Nobody teaches"), "on": N_("One works, although it is a holiday elsewhere")}
SHARED_BY = {"people": N_("Of everybody who needs a course"), "women": N_("Women, of those who get a seat")}
RATES = {
    "attrition": N_("Leave for good, of the active"),
    "dormancy": N_("Fall dormant, of the active"),
    "step_up": N_("Step up a level, of the active"),
    "refresh": N_("Come back, of the dormant"),
    "lapse": N_("Are lost for good, of the dormant"),
}
