"""What planning says of plans over years: refusals, what is typed, and what there is too little of."""

from kerege.lib.refusal import N_, RefusalWord

NO_SUCH_YEARS = RefusalWord(
    "planning.no_such_years",
    N_("There is no such plan over years, or it is not yours to see. Look at the list."),
    status=404,
)
YEARS_NOT_FOR_A_CENTRE = RefusalWord(
    "planning.years_not_for_a_centre",
    N_("A plan over years is of a country or of the region. Ask the focal point to begin one."),
    status=403,
)
NOT_KNOWN = RefusalWord(
    "planning.not_known", N_("“%(row)s” is not recorded where you may read it. Type it, with the reason.")
)
NOT_KNOWN_OF = RefusalWord(
    "planning.not_known_of",
    N_("“%(row)s” is not recorded where you may read it of: %(countries)s. Type it, with the reason."),
)
FIGURE_CANNOT_BE = RefusalWord(
    "planning.figure_cannot_be", N_("With “%(row)s” nothing can be planned. Correct its figures.")
)
NO_SUCH_QUARTERS = RefusalWord(
    "planning.no_such_quarters",
    N_("A plan over years has from %(least)s to %(most)s quarters. Choose a number between."),
)
SEASON_OF_QUARTERS = RefusalWord(
    "planning.season_of_quarters",
    N_("A season is made of %(least)s to %(most)s quarters of the plan. Choose a quarter of the list."),
)
NO_QUARTER_TO_PLAN = RefusalWord(
    "planning.no_quarter_to_plan",
    N_("The plan holds no course in these quarters. Choose others, or plan over years again."),
)

FAMILIES = {
    "courses": N_("Courses to hold"),
    "people": N_("People who need a course"),
    "speaks": N_("Language in which a country is taught"),
    "stock": N_("Trainers there are today"),
    "lost": N_("Trainers who are lost in a quarter"),
    "halls": N_("Days of rooms"),
    "terms": N_("How much a trainer teaches and lends"),
    "event": N_("Courses for new trainers"),
    "money": N_("Money a quarter"),
}
HINTS = {
    "courses": N_("Which curricula, who may teach them, and what one course takes and costs."),
    "people": N_("Beside the needs that are recorded and that you may read."),
    "speaks": N_("Without a row: the language that most people need, else most trainers teach in."),
    "stock": N_(
        "Without a row: active trainers by their certificates. Without a country the row counts for each country of "
        "which nothing is recorded."
    ),
    "lost": N_("Without a row: as observed in the last three years, in at least 20 people × quarters."),
    "halls": N_(
        "Without a row: working days in the rooms of training centres that you may see, without those on which they "
        "are booked. Without a country the row counts for each country of which nothing is recorded."
    ),
    "terms": N_("Trainers are lent only to countries that are taught in the same language."),
    "event": N_("For trainers of one language and certificate. New trainers teach from the next quarter on."),
    "money": N_("What a quarter leaves over is lost."),
}
FIELDS = {
    "curricula": N_("Curricula"),
    "countries": N_("Countries"),
    "topics": N_("Courses"),
    "curriculum": N_("Curriculum"),
    "scheme": N_("Certificates of those who teach it"),
    "track": N_("Certificates"),
    "days": N_("Days"),
    "seats": N_("Seats in a course"),
    "staff": N_("Trainers for a course"),
    "cost": N_("Money for a course"),
    "country": N_("Country"),
    "topic": N_("Course"),
    "people": N_("How many people"),
    "points": N_("How urgent, from 1 to 100"),
    "language": N_("Language"),
    "active": N_("Active trainers"),
    "value": N_("Percent in a quarter"),
    "hall_days": N_("Days of rooms in a quarter"),
    "teaches": N_("Days that one trainer teaches in a quarter"),
    "lend": N_("Days of trainers that a country lends or borrows in a quarter, at most"),
    "trained": N_("New trainers of a country in a quarter, at most"),
    "places": N_("Places in a course for new trainers"),
    "event_cost": N_("Money for a course for new trainers"),
    "often": N_("At most so many a quarter"),
    "funder": N_("Who pays"),
    "amount": N_("Amount a quarter"),
    "since": N_("From"),
    "until": N_("To (not this day)"),
    "why": N_("Why so"),
}
SHORT = {
    "trainers": N_("trainers"),
    "rooms": N_("days of rooms"),
    "money": N_("money"),
    "time": N_("courses could still be held: search longer"),
}
STEPS = {
    "earlier": N_("Looking at the plan before"),
    "bound": N_("Reckoning what no plan can beat"),
    "first": N_("Looking for a first plan"),
    "better": N_("Bettering the plan"),
}
FROM_NEEDS = N_("needs that you may read")
FROM_STATED = N_("stated by the country and shared with you")
FROM_LEAST = N_("at least: a person in each facility that is told to need it")
FROM_TYPED = N_("typed")
