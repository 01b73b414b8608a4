"""The words of events with people: how somebody answered, how it is known that somebody came, and what is refused."""

from enum import StrEnum

from kerege.lib.refusal import N_, RefusalWord


class Reply(StrEnum):
    NONE = "none"
    COMING = "coming"
    DECLINED = "declined"


REPLIES = {
    Reply.NONE: N_("no answer yet"),
    Reply.COMING: N_("will come"),
    Reply.DECLINED: N_("declined"),
}


class Came(StrEnum):
    """How it is known that somebody came: whoever keeps the list marked it, or the guest gave the code of the room."""

    LIST = "list"
    CODE = "code"


CAME = {Came.LIST: N_("by the list"), Came.CODE: N_("by the code")}


class Gender(StrEnum):
    WOMAN = "woman"
    MAN = "man"
    OTHER = "other"


GENDERS = {Gender.WOMAN: N_("Woman"), Gender.MAN: N_("Man"), Gender.OTHER: N_("Other")}

NO_PROGRAMME = RefusalWord(
    "outreach.no_programme",
    N_("This event has no programme yet. Say first when it is held, and what names are used for."),
    status=409,
)
BAD_ZONE = RefusalWord(
    "outreach.bad_zone", N_("“%(zone)s” is no time zone that is known here. Choose one, for example Asia/Bishkek.")
)
BAD_MOMENT = RefusalWord(
    "outreach.bad_moment",
    N_("“%(value)s” is no day and time by the clock there. Write it as 2027-03-15 09:00."),
)
ENDS_BEFORE = RefusalWord("outreach.ends_before", N_("The event would end before it starts. Correct one of the two."))
NAMES_TOO_SHORT = RefusalWord(
    "outreach.names_too_short",
    N_("Names are needed until the event is over. Give a day after %(day)s, and at most two years after it."),
)
REGISTER_TOO_LATE = RefusalWord(
    "outreach.register_too_late", N_("Registration has to end by %(day)s, when the event ends. Give an earlier day.")
)
NOBODY_INVITED = RefusalWord(
    "outreach.nobody_invited", N_("Write at least one name: one person on each line, the name first.")
)
TOO_MANY_INVITED = RefusalWord(
    "outreach.too_many_invited", N_("At most %(most)s people can be added at a time. Add the others after these.")
)
BAD_MAIL = RefusalWord(
    "outreach.bad_mail", N_("“%(email)s” is no mail address. Correct it, or leave it out: a name alone is enough.")
)
LINK_OVER = RefusalWord(
    "outreach.link_over",
    N_("This address leads nowhere any more. Ask whoever gave it to you for a new one."),
    status=404,
)
REGISTRATION_OVER = RefusalWord(
    "outreach.registration_over", N_("Registration has ended. Ask the organiser to put you on the list."), status=409
)
CALLED_OFF = RefusalWord("outreach.called_off", N_("The event was called off. Nobody registers for it."), status=409)
NOBODY_TO_MAIL = RefusalWord(
    "outreach.nobody_to_mail",
    N_("Nobody on the list waits for a letter: invite people with a mail address first. Nobody is written to twice."),
    status=409,
)
EVENT_OVER = RefusalWord("outreach.event_over", N_("The event is over. Nobody is invited to it any more."), status=409)
NOT_AGREED = RefusalWord(
    "outreach.not_agreed", N_("Say that you agree to what your name is used for; without that it is not kept.")
)
NOT_BEGUN = RefusalWord(
    "outreach.not_begun", N_("The event has not begun. Who came can be noted from one hour before it on."), status=409
)
WRONG_CODE = RefusalWord("outreach.wrong_code", N_("This is not the code of today. Look at the screen in the room."))
CODE_ENDED = RefusalWord(
    "outreach.code_ended",
    N_("The code works only while the event goes on, and not after ten wrong ones. Ask whoever keeps the list."),
    status=409,
)
NO_REASON = RefusalWord(
    "outreach.no_reason", N_("Say in a few words why: others have to be able to follow the decision.")
)
NOT_TWO_GUESTS = RefusalWord(
    "outreach.not_two_guests",
    N_("These are not two people of the list of this event. Choose them again."),
    status=409,
)
FORGOTTEN = RefusalWord(
    "outreach.guest_forgotten", N_("This name was taken off the list. Nothing more can be noted of it."), status=409
)
NAMES_OVER = RefusalWord(
    "outreach.names_over",
    N_("Names of this event were kept until %(day)s. No more are taken; change that day first."),
    status=409,
)
