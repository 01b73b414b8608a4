"""What is refused about activities, and what to do instead."""

from kerege.lib.refusal import N_, RefusalWord

ROTATION_TOO_LONG = RefusalWord(
    "training.rotation_too_long",
    N_(
        "%(rounds)s rounds take %(needed)s minutes, and the session has %(there)s. "
        "Make the session longer, the rounds shorter, or the groups fewer."
    ),
)
NO_STATIONS = RefusalWord(
    "training.no_stations",
    N_("No activity of this session says how long a group stays at it. Give at least one its minutes, then rotate."),
)
NO_GROUPS = RefusalWord("training.no_groups", N_("There are no groups in this session yet. Make the groups first."))
GROUPS_WRONG = RefusalWord(
    "training.groups_wrong",
    N_("%(people)s people cannot be divided into %(groups)s groups. Choose from 1 to as many groups as people."),
)
NO_PLACE_IN_COURSE = RefusalWord(
    "training.no_place_in_course",
    N_("“%(key)s” has no place in this course. Enrol this person first, or choose a participant."),
)
ACTIVITY_TOO_LONG = RefusalWord(
    "training.activity_too_long",
    N_("The activity takes %(needed)s minutes, and its session has %(there)s. Choose a longer session or fewer steps."),
)
NOT_YOUR_ACTIVITY = RefusalWord(
    "training.not_your_activity",
    N_("Only the trainers of this course, and whoever keeps its records, plan its activities. Ask the lead trainer."),
    status=403,
)
NOT_AN_OBSERVER = RefusalWord(
    "training.not_an_observer",
    N_("Only trainers and observers of this course record what they see in its activities. Ask the lead trainer."),
    status=403,
)
OWN_CHECKLIST = RefusalWord(
    "training.own_checklist",
    N_("Nobody marks or signs their own checklist. Another trainer or observer of the course does it."),
    status=403,
)
NOT_IN_CURRICULUM = RefusalWord(
    "training.not_in_curriculum",
    N_("The curriculum of this course has no activity “%(key)s”. Choose one of the list, or set it up by hand."),
)
ACTIVITY_EMPTY = RefusalWord(
    "training.activity_empty",
    N_("An activity needs a title and at least one step or one point of a checklist. Write one a line."),
)
MINUTES_WRONG = RefusalWord(
    "training.minutes_wrong",
    N_("“%(value)s” is no number of minutes. Give a whole number from 1 to 600."),
)
LINES_TOO_MANY = RefusalWord(
    "training.lines_too_many", N_("There are %(count)s lines here. At most %(most)s fit into one activity.")
)
ACTIVITY_USED = RefusalWord(
    "training.activity_used",
    N_("Something was recorded in this activity already. It stays; set up another one beside it."),
    status=409,
)

# -- events ------------------------------------------------------------------------------------------------------------
EVENTS_UNREADABLE = RefusalWord(
    "training.events_unreadable",
    N_("What this device sent cannot be read, so nothing was taken. Load the page again; what is kept is sent again."),
)
EVENTS_TOO_MANY = RefusalWord(
    "training.events_too_many",
    N_("This device sent %(count)s things at once. At most %(most)s are taken; send them in several parts."),
    status=413,
)
EVENT_WRONG = RefusalWord(
    "training.event_wrong",
    N_("This record has something in “%(part)s” that no record has. It stays on the device; tell who runs this node."),
)
EVENT_UNKNOWN_ITEM = RefusalWord(
    "training.event_unknown_item",
    N_("The activity has no “%(item)s”. It may have been changed; load the page again and record it anew."),
)
CHECKLIST_OPEN = RefusalWord(
    "training.checklist_open",
    N_("%(count)s points have no mark yet. Mark every point, “not seen” where you did not see it, then sign."),
)
CHECKLIST_DISPUTED = RefusalWord(
    "training.checklist_disputed",
    N_("Two devices say different things of %(count)s points. Choose what holds at each, then sign."),
    status=409,
)
NOT_SIGNED_YET = RefusalWord(
    "training.not_signed_yet",
    N_("This checklist is not both passed and signed for this person. Have it marked and signed by an observer first."),
    status=409,
)
NOTHING_COUNTS = RefusalWord(
    "training.nothing_counts",
    N_("Choose at least one point of the certificate's practical checklist that this station has shown."),
)
