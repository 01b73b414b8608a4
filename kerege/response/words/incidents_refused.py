"""What is refused when incidents are reported, handled and learnt from."""

from kerege.lib.refusal import N_, RefusalWord

NO_DESK = RefusalWord(
    "response.no_desk",
    N_("Nobody takes reports at this address. Ask the biosafety officer of the laboratory for the present one."),
    status=404,
)
NOT_ANONYMOUS = RefusalWord(
    "response.not_anonymous",
    N_("This laboratory takes no anonymous reports. Sign in, and report in confidence or with your name."),
    status=403,
)
TOO_MANY_OPEN = RefusalWord(
    "response.too_many_open",
    N_("Very many anonymous reports came today already. Tell the biosafety officer in person, or report tomorrow."),
    status=429,
)
IN_FUTURE = RefusalWord("response.incident_in_future", N_("An incident cannot lie ahead. Correct the day or the time."))
DISCOVERED_BEFORE = RefusalWord(
    "response.discovered_before", N_("It cannot have been noticed before it happened. Correct one of the two times.")
)
TOO_LONG_AGO = RefusalWord(
    "response.incident_too_long_ago", N_("This is more than ten years ago. Check the year of the incident.")
)
NO_STORY = RefusalWord("response.no_story", N_("Say in a sentence what happened. No names, please."))
NO_SUCH_CODE = RefusalWord(
    "response.no_such_code",
    N_("There is no report with this code. Type it as it was shown, with or without the hyphens."),
    status=404,
)
NOT_YOUR_INCIDENT = RefusalWord(
    "response.not_your_incident",
    N_("Only a biosafety officer of this facility does this. Ask that person."),
    status=403,
)
NOT_NOW = RefusalWord(
    "response.incident_not_now",
    N_("An incident that is “%(state)s” cannot become “%(wanted)s”. Open it again to see where it stands."),
    status=409,
)
NO_CAUSE = RefusalWord("response.no_cause", N_("Choose at least one root cause; “another cause” is one, too."))
INCIDENT_NO_REASON = RefusalWord(
    "response.incident_no_reason", N_("Write the reason. Whoever reads this later has nothing else to go by.")
)
NOT_TRAINING = RefusalWord(
    "response.not_training",
    N_("Competences are named where training was a cause. Choose that cause as well, or no competence."),
)
NO_FINDINGS = RefusalWord("response.no_findings", N_("Write what the investigation found, without names."))
NO_PROOF = RefusalWord(
    "response.closing_without_proof",
    N_(
        "%(open)s of the findings have no action that was done, proved and verified by another person. See to these "
        "first, then close the incident."
    ),
    status=409,
)
NOT_HANDED_ON = RefusalWord(
    "response.not_handed_on", N_("First conclude the investigation, so that its causes become findings.")
)
NOT_HEALTH = RefusalWord(
    "response.not_health",
    N_("Who was affected is for occupational health alone. The desk of the facility names the seat."),
    status=403,
)
NO_REPORTER = RefusalWord(
    "response.no_reporter", N_("This report was anonymous: nobody can know who made it."), status=404
)
OWN_LESSON = RefusalWord("response.own_lesson", N_("You wrote this lesson. Somebody else has to check it."), status=403)
LESSON_NAMES = RefusalWord(
    "response.lesson_names",
    N_("The lesson names “%(found)s”. Say it without persons and without the name of the facility."),
)
LESSON_EMPTY = RefusalWord(
    "response.lesson_empty", N_("Write the title and the text of the lesson in English or in Russian.")
)
LESSON_NOT_NOW = RefusalWord(
    "response.lesson_not_now",
    N_("A lesson that is “%(state)s” cannot become “%(wanted)s”. Open it again to see where it stands."),
    status=409,
)
NO_SUCH_SEAT = RefusalWord(
    "response.no_such_seat", N_("There is no such seat of this country. Choose one of the list.")
)
DAYS_TO_ANSWER = RefusalWord("response.days_to_answer", N_("Answer within 1 to 30 days."))
MESSAGE_EMPTY = RefusalWord("response.message_empty", N_("Write something first."))
