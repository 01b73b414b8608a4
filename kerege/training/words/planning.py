"""What is refused to whoever plans a course: its cohort, its sessions, its people, what it costs and what it needs."""

from enum import StrEnum

from kerege.lib.refusal import N_, RefusalWord


class Stage(StrEnum):
    """How far a course is on a day. It follows from its state and its sessions; nobody types it."""

    PLANNED = "planned"
    RUNNING = "running"
    ENDED = "ended"
    HELD = "held"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


STAGES = {
    Stage.PLANNED: N_("Planned"),
    Stage.RUNNING: N_("Running"),
    Stage.ENDED: N_("Over, and not yet recorded as held"),
    Stage.HELD: N_("Held"),
    Stage.CANCELLED: N_("Cancelled"),
    Stage.UNKNOWN: N_("Not known whether it was held"),
}


class Outside(StrEnum):
    """Whether money comes from outside the country that keeps the course."""

    UNSAID = ""
    YES = "yes"
    NO = "no"


OUTSIDES = {
    Outside.UNSAID: N_("Not said"),
    Outside.NO: N_("Own money of the country"),
    Outside.YES: N_("From outside the country"),
}

BAD_COHORT = RefusalWord(
    "training.bad_cohort",
    N_("A cohort has from 1 to %(highest)s people, and its largest size is not below its least. Correct the sizes."),
)
COHORT_NEEDS_REASON = RefusalWord(
    "training.cohort_needs_reason",
    N_("Cohorts of hands-on training have %(least)s to %(most)s people. Say why this one is smaller or larger."),
)
FEWER_THAN_PLACES = RefusalWord(
    "training.fewer_than_places",
    N_("%(taken)s people have a place already. Give at least so many places, or withdraw somebody first."),
    status=409,
)
NO_VENUE = RefusalWord(
    "training.no_venue",
    N_("Say where the course is held: choose a training centre, or name a place and its country."),
)
UNKNOWN_CLOCK = RefusalWord(
    "training.unknown_clock",
    N_("No clock of that country is called “%(zone)s”. Choose one of these: %(zones)s."),
)
BAD_ENROLMENT_DAYS = RefusalWord(
    "training.bad_enrolment_days",
    N_("Enrolment ends on or after the day on which it begins, and not after the course begins. Correct the days."),
)
NOT_PLANNED = RefusalWord(
    "training.not_planned",
    N_("This course is no longer planned, so its plan stays as it is."),
    status=409,
)
NO_PLAN = RefusalWord(
    "training.no_plan",
    N_("This course is known from sources and was not planned here. Plan it as a course of its own."),
    status=409,
)
REASON_MISSING = RefusalWord("training.reason_missing", N_("Say why: those who counted on it will read the reason."))
ENDS_TOO_LATE = RefusalWord(
    "training.ends_too_late",
    N_("The sessions of one day would end at %(until)s. Begin earlier, or add the sessions one by one."),
)
TOO_MANY_DAYS = RefusalWord(
    "training.too_many_days",
    N_("That would take %(days)s days; at most %(most)s can be laid at once. Lay the sessions in parts."),
)
NO_MODULES = RefusalWord(
    "training.no_modules",
    N_("The curriculum of this course says nothing about the length of its modules. Add the sessions one by one."),
    status=409,
)
SESSIONS_LAID = RefusalWord(
    "training.sessions_laid",
    N_("This course has sessions already. Move or call off those, or add single ones."),
    status=409,
)
SESSION_TOO_LONG = RefusalWord(
    "training.session_too_long",
    N_("A session of %(hours)s hours is longer than a day of teaching. Give it at most %(most)s hours."),
)
SESSION_OVERLAPS = RefusalWord(
    "training.session_overlaps",
    N_("The course has another session from %(start)s to %(end)s. Choose another time, or another room for a group."),
    status=409,
)
NO_SUCH_SESSION = RefusalWord(
    "training.no_such_session", N_("There is no such session in this course. Go back and choose one."), status=404
)
SESSION_CALLED_OFF = RefusalWord(
    "training.session_called_off",
    N_("This session was called off. Add a new one instead."),
    status=409,
)
SESSION_OVER = RefusalWord(
    "training.session_over",
    N_("This session was over on %(day)s. What has been held stays as it is."),
    status=409,
)
NO_SESSIONS_TO_MOVE = RefusalWord(
    "training.no_sessions_to_move",
    N_("No session of this course lies ahead, so there is nothing to move."),
    status=409,
)
BAD_SHIFT = RefusalWord(
    "training.bad_shift",
    N_("Say by how many days the sessions move: from 1 to %(most)s, with a minus for earlier."),
)
SHIFT_INTO_PAST = RefusalWord(
    "training.shift_into_past",
    N_("The first session would then be on %(day)s, which is past. Move it by fewer days."),
)
HELD_TOO_EARLY = RefusalWord(
    "training.held_too_early",
    N_("The last session is on %(last)s. Record on that day or later that the course was held."),
    status=409,
)
NOTHING_HELD = RefusalWord(
    "training.nothing_held",
    N_("Every session was called off or none was planned. Add what was held, or cancel the course."),
    status=409,
)
ROOM_WITHOUT_CENTRE = RefusalWord(
    "training.room_without_centre",
    N_("This course is at no training centre of the inventory, so it books no room. Name the place instead."),
)
STAFF_BUSY = RefusalWord(
    "training.staff_busy",
    N_("This person has a part in another session from %(start)s to %(end)s. Choose somebody else, or another time."),
    status=409,
)
PARTICIPANTS_BUSY = RefusalWord(
    "training.participants_busy",
    N_(
        "At that time %(number)s of those with a place have another course: %(people)s. Choose another time, or say "
        "that you settle it with them."
    ),
    status=409,
)
STAFF_TWICE = RefusalWord("training.staff_twice", N_("This person has that part in the course already."), status=409)
NO_PART_TWO = RefusalWord(
    "training.no_part_two",
    N_(
        "Whoever leads this course needs a certificate with part 2 for it that holds from %(first)s to %(last)s. "
        "Choose another lead, or invite this person as a co-trainer."
    ),
    status=409,
)
NO_SUCH_STAFF = RefusalWord(
    "training.no_such_staff",
    N_("Nobody with that part stands in this course. Go back and choose somebody."),
    status=404,
)
NO_ANSWER = RefusalWord("training.no_answer", N_("Say whether you confirm the invitation or decline it."))
NOT_INVITED = RefusalWord(
    "training.not_invited",
    N_("This invitation is not yours, or it was withdrawn. Only the person invited can answer it."),
    status=403,
)
BAD_AMOUNT = RefusalWord(
    "training.bad_amount",
    N_("“%(value)s” is not an amount. Write digits with at most two after the point, for example 1250.50."),
)
NO_AMOUNT = RefusalWord("training.no_amount", N_("Say what is planned, or what was spent."))
UNKNOWN_CURRENCY = RefusalWord(
    "training.unknown_currency",
    N_("“%(currency)s” is no currency in use. Give its code of three letters, for example KZT, UZS or EUR."),
)
ONE_PAYER = RefusalWord(
    "training.one_payer",
    N_("One line has one payer: choose an organisation or write a name. Make two lines where two of them pay."),
)
NO_SUCH_COST = RefusalWord(
    "training.no_such_cost", N_("There is no such line in the budget of this course."), status=404
)
NO_SUCH_MATERIAL = RefusalWord(
    "training.no_such_material", N_("There is no such line in the list of this course."), status=404
)
MATERIAL_TWICE = RefusalWord(
    "training.material_twice", N_("The list has this already. Change its number instead."), status=409
)
STAFF_IS_PARTICIPANT = RefusalWord(
    "training.staff_is_participant",
    N_("This person has a place in the course as a participant, and cannot teach it too."),
    status=409,
)
NO_MATERIALS = RefusalWord(
    "training.no_materials",
    N_("The curriculum of this course names nothing that its activities need. Add what you need one by one."),
    status=409,
)
NO_SUCH_CURRICULUM = RefusalWord(
    "training.no_such_curriculum",
    N_("No published curriculum has the key “%(key)s”. Choose one of the list, or plan the course without one."),
    status=404,
)
