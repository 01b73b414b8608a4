"""What is refused about alerts, and what to do then."""

from kerege.lib.refusal import N_, RefusalWord

NO_EXPIRY = RefusalWord(
    "response.no_expiry", N_("An alert without an end is never taken back. Say until when it holds.")
)
EXPIRES_EARLY = RefusalWord(
    "response.expires_early",
    N_("The alert would end before it begins or before it is sent. Choose a later end."),
)
UNKNOWN_HAZARD = RefusalWord(
    "response.unknown_hazard", N_("The list of hazards has no “%(key)s”. Choose one from the list.")
)
NO_TEXT = RefusalWord(
    "response.no_text",
    N_(
        "In “%(language)s” the name of the hazard, the headline or the description is missing. Write it, or leave that "
        "language out."
    ),
)
NO_LANGUAGE = RefusalWord("response.no_language", N_("The alert says nothing yet. Write it in at least one language."))
SAME_LANGUAGE = RefusalWord(
    "response.same_language", N_("The language “%(language)s” stands there twice. Choose another, or leave one out.")
)
SAME_TEXT = RefusalWord(
    "response.same_text",
    N_("The texts in “%(language)s” and “%(other)s” are the same. Translate one, or leave that language out."),
)
LONG_HEADLINE = RefusalWord(
    "response.long_headline",
    N_("The headline in “%(language)s” has %(length)s letters, and telephones show %(most)s. Shorten it."),
)
HEADLINE_REPEATED = RefusalWord(
    "response.headline_repeated",
    N_("In “%(language)s” the description only repeats the headline. Say what happened, where and since when."),
)
MARKUP = RefusalWord(
    "response.markup", N_("The text in “%(language)s” holds HTML, which most receivers show as it stands. Take it out.")
)
WRONG_SCRIPT = RefusalWord(
    "response.wrong_script",
    N_(
        "The text in “%(language)s” is written in letters of another language. Check whether the languages "
        "were swapped."
    ),
)
NO_AREA = RefusalWord("response.no_area", N_("The alert names no area. Choose an administrative unit, or draw it."))
LONG_AREA = RefusalWord(
    "response.long_area", N_("The name of the area has %(length)s letters; at most %(most)s fit in. Shorten it.")
)
BAD_POINT = RefusalWord(
    "response.bad_point",
    N_(
        "“%(text)s” is no position. Write latitude,longitude in degrees, for example 43.10,68.00: latitude comes first."
    ),
)
SWAPPED_POINT = RefusalWord(
    "response.swapped_point",
    N_("“%(text)s” has no latitude between -90 and 90. CAP writes latitude first; swap the two."),
)
FEW_POINTS = RefusalWord(
    "response.few_points",
    N_("The area has %(count)s points. A polygon has at least four, the last equal to the first."),
)
OPEN_POLYGON = RefusalWord(
    "response.open_polygon", N_("The polygon is not closed. Repeat its first point %(point)s at the end.")
)
CROSSED_POLYGON = RefusalWord(
    "response.crossed_polygon", N_("The outline of the area crosses itself. Put its points in order around it.")
)
BAD_RADIUS = RefusalWord(
    "response.bad_radius", N_("A circle needs a radius above 0 km, for example 43.10,68.00 25. Correct “%(text)s”.")
)
NO_NEIGHBOUR = RefusalWord(
    "response.no_neighbour",
    N_("The area reaches into %(country)s, which is not among the countries warned. Name it, or draw the area anew."),
)
OWN_COUNTRY = RefusalWord(
    "response.own_country",
    N_("An alert warns neighbours, and %(country)s issues it. Take it out of the countries warned."),
)
RECIPIENTS_CANNOT_READ = RefusalWord(
    "response.recipients_cannot_read",
    N_("Countries are warned that could not read the alert. Label it for regional partners or for everybody."),
)
NOT_THE_AUTHOR = RefusalWord(
    "response.not_the_author",
    N_("Somebody else wrote this alert. Ask them to change it, or write one of your own."),
    status=403,
)
OWN_ALERT = RefusalWord(
    "response.own_alert",
    N_("A regional alert is approved by another person than its author. Ask a colleague to review it."),
    status=403,
)
ALERT_NOT_NOW = RefusalWord(
    "response.alert_not_now",
    N_("The alert is “%(state)s”, and this cannot be done then. Open it again to see what can."),
    status=409,
)
ALERT_MOVED = RefusalWord(
    "response.alert_moved",
    N_("Somebody changed the alert meanwhile. Open it again; what you typed is still here."),
    status=409,
)
NOT_IN_FORCE = RefusalWord(
    "response.not_in_force",
    N_("This message is not in force any more, so nothing can follow it. Write a new alert."),
    status=409,
)
BEING_FOLLOWED = RefusalWord(
    "response.being_followed",
    N_("An update or a cancellation of this message is being written already. Finish or drop that one first."),
    status=409,
)
STATUS_FIXED = RefusalWord(
    "response.status_fixed",
    N_("Whether an alert is actual, an exercise or a test is said once. Write another alert."),
    status=409,
)
NO_REASON = RefusalWord("response.no_reason", N_("Say why, so that the author knows what to change."))
NO_ALERT_KEY = RefusalWord(
    "response.no_alert_key",
    N_("This node has no key to sign alerts with. Ask its administrator to run “kerege keys alerts”."),
    status=503,
)
NOT_WARNED = RefusalWord(
    "response.not_warned",
    N_("This alert does not warn your country, so there is nothing to acknowledge."),
    status=403,
)
NOT_VALID = RefusalWord(
    "response.not_valid",
    N_("This is no valid CAP 1.2 message (line %(line)s): %(what)s"),
)
OLD_CAP = RefusalWord(
    "response.old_cap",
    N_("This is CAP %(version)s; alerts here are CAP 1.2. Ask the sender for the message in CAP 1.2."),
)
NOT_CAP = RefusalWord("response.not_cap", N_("This XML is no CAP 1.2 alert. Choose a file that begins with <alert>."))
FORGED = RefusalWord(
    "response.forged",
    N_(
        "The signature is not by a key that was pinned here for this sender, or the message was changed. Do not act on "
        "it; ask the sender by telephone."
    ),
)
NOT_SIGNED = RefusalWord(
    "response.not_signed",
    N_("The message is not signed. Ask the sender for the signed one, or confirm it by telephone."),
)
NOT_A_TIME = RefusalWord("response.not_a_time", N_("“%(text)s” is no day with a time. Write it like 2027-03-15 09:00."))
