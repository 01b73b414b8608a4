"""What planning says of the trainers of a country over years: refusals, what is typed, what there is too little of."""

from kerege.lib.refusal import N_, RefusalWord

NO_SUCH_OUTLOOK = RefusalWord(
    "planning.no_such_outlook", N_("There is no such outlook, or it is not yours to see. Look at the list."), status=404
)
NOT_FOR_A_CENTRE = RefusalWord(
    "planning.not_for_a_centre",
    N_("An outlook is of a country or of the region. Ask the focal point to begin one."),
    status=403,
)
NO_SUCH_SCHEME = RefusalWord(
    "planning.no_such_scheme", N_("“%(scheme)s” is no scheme of certificates in force. Choose one of the list.")
)
NO_SUCH_LEVEL = RefusalWord(
    "planning.no_such_level", N_("“%(level)s” is no level of this outlook. Choose one of the list.")
)
BAD_RANGE = RefusalWord(
    "planning.bad_range",
    N_("The figure has to lie between the least and the most, from 0 to 100 percent. Correct one of the three."),
)
RATES_BEYOND = RefusalWord(
    "planning.rates_beyond",
    N_("At level “%(row)s” what happens in a quarter adds up to %(value)s percent. Take it down to 100 or less."),
)
NOT_TYPED = RefusalWord(
    "planning.not_typed",
    N_("“%(row)s” cannot be observed here, or too seldom. Type it, with a range and a reason."),
)
CANNOT_BE_RECKONED = RefusalWord(
    "planning.cannot_be_reckoned", N_("With what stands in “%(row)s” nothing can be reckoned. Correct that row.")
)
ENDS_TOO_LATE = RefusalWord(
    "planning.ends_too_late",
    N_("Row %(row)s ends in more than %(most)s quarters. Give an earlier day: nobody knows so far ahead."),
)
NOTHING_CHANGED = RefusalWord(
    "planning.nothing_changed", N_("The records say what they said before. There is nothing to take over.")
)


FAMILIES = {
    "stock": N_("Trainers there are today"),
    "rates": N_("What happens to trainers in a quarter"),
    "needed": N_("Trainers that are needed"),
    "needs": N_("Trainers that are needed, from people who need a course"),
    "levels": N_("Which trainers count, and who trains new ones"),
    "course": N_("The course for new trainers"),
    "money": N_("Own money"),
    "abroad": N_("Help from abroad"),
}
HINTS = {
    "stock": N_("Only where certificates do not say it: what is typed for a level stands instead of what is recorded."),
    "rates": N_("What is typed stands instead of what was observed. Without a range it counts as known for certain."),
    "needed": N_("Active trainers of the level that counts, or above, from a day on."),
    "needs": N_(
        "How ordinary courses are held. With the number of people who need one it follows how many must teach."
    ),
    "levels": N_("Who teaches the course for new trainers, and how far ahead new ones are trained."),
    "course": N_("Who trains new trainers is taken from those who are there; so a cascade can starve."),
    "money": N_("A quarter, of the country itself. What a quarter leaves over is lost."),
    "abroad": N_("What comes from outside until it ends. The page asks what is left from that day on."),
}
FIELDS = {
    "level": N_("Level"),
    "active": N_("Active"),
    "dormant": N_("Dormant"),
    "what": N_("What happens"),
    "value": N_("Percent in a quarter"),
    "low": N_("At least, percent"),
    "high": N_("At most, percent"),
    "since": N_("From"),
    "until": N_("To (not this day)"),
    "people": N_("How many people"),
    "seats": N_("Seats in a course"),
    "least": N_("At least so many people"),
    "staff": N_("Trainers for a course"),
    "each": N_("Courses that one trainer can teach in a quarter"),
    "within": N_("Everybody is to be taught within so many quarters"),
    "leads": N_("Lead trainers for a course"),
    "locals": N_("Other trainers for a course"),
    "cost": N_("Money for a course"),
    "covering": N_("Who counts: this level and above"),
    "lead_level": N_("Who leads the course for new trainers: this level and above"),
    "local_level": N_("Who else teaches there: this level and above"),
    "ahead": N_("So many quarters ahead new trainers are trained"),
    "refresh": N_("Money to bring one dormant trainer back"),
    "funder": N_("Who pays"),
    "amount": N_("Amount a quarter"),
    "lent": N_("Lead trainers who are sent"),
    "why": N_("Why so"),
}
SHORT = {
    "": N_("time: new trainers are trained too late"),
    "leads": N_("lead trainers who train new ones"),
    "locals": N_("trainers who teach beside the leads"),
    "money": N_("money"),
}
LEVERS = {
    "attrition": N_("Fewer leave for good"),
    "dormancy": N_("Fewer fall dormant"),
    "step_up": N_("More step up a level"),
    "refresh": N_("More of the dormant come back"),
    "lapse": N_("Fewer of the dormant are lost"),
    "money": N_("More own money a quarter"),
    "seats": N_("More seats in the course for new trainers"),
    "each": N_("More courses for new trainers by each of its staff in a quarter"),
    "ahead": N_("New trainers are trained longer ahead"),
}
EVENTS = {
    "attrition": N_("Left for good"),
    "dormancy": N_("Fell dormant"),
    "step_up": N_("Stepped up a level"),
    "refresh": N_("Came back"),
    "lapse": N_("Lost for good while dormant"),
}
PART_ONE = N_("Part 1 passed")
CHANGES = {
    "begun": N_("Begun"),
    "told": N_("Typed"),
    "dropped": N_("Taken out"),
    "retaken": N_("Records taken anew"),
    "changed": N_("Changed"),
    "copied": N_("Copied"),
}
