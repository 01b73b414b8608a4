"""What the inventory refuses, and what to do then."""

from kerege.lib.refusal import N_, RefusalWord

NOT_FOR_SHARING = RefusalWord(
    "inventory.not_for_sharing",
    N_(
        "“%(found)s” is not for this platform: it keeps no strains, quantities, storage places or weak points of "
        "security, in no field and for no reader. Take it out; say what the facility can do instead."
    ),
)
BAD_KEY = RefusalWord(
    "inventory.bad_key",
    N_("“%(key)s” is not the key of a facility. A key looks like %(example)s; check it for a typing mistake."),
)
NO_NAME = RefusalWord("inventory.no_name", N_("A facility needs a name in at least one language. Write one."))
NO_SECTOR = RefusalWord("inventory.no_sector", N_("Choose at least one sector for which the facility works."))
UNKNOWN_CODE = RefusalWord(
    "inventory.unknown_code",
    N_("“%(code)s” is not a code of “%(scheme)s”. The codes are: %(known)s."),
)
LOOKS_LIKE = RefusalWord(
    "inventory.looks_like",
    N_(
        "This looks like a facility that is recorded already: %(title)s (%(key)s). Open that card, or say that this is "
        "another one."
    ),
    status=409,
)
CHANGED_MEANWHILE = RefusalWord(
    "inventory.changed_meanwhile",
    N_("Somebody has changed this card since you opened it. Look at it again, then make your change."),
    status=409,
)
BAD_POSITION = RefusalWord(
    "inventory.bad_position",
    N_(
        "“%(value)s” cannot be read as a coordinate. Write degrees with a decimal point, for example 51.128, or "
        "degrees, minutes and seconds."
    ),
)
HALF_A_POSITION = RefusalWord(
    "inventory.half_a_position",
    N_("A position needs both latitude and longitude. Give the other one, or leave both empty."),
)
POSITION_ZERO = RefusalWord(
    "inventory.position_zero",
    N_("0, 0 is in the sea and stands for no position. Leave both fields empty, or give the position."),
)
POSITION_SWAPPED = RefusalWord(
    "inventory.position_swapped",
    N_("%(latitude)s, %(longitude)s is in the country only when read the other way round. Swap the two numbers."),
)
POSITION_ELSEWHERE = RefusalWord(
    "inventory.position_elsewhere",
    N_("%(latitude)s, %(longitude)s is not in the country of the facility. Correct the position or the country."),
)
POSITION_ON_CENTROID = RefusalWord(
    "inventory.position_on_centroid",
    N_(
        "%(latitude)s, %(longitude)s is the middle of the country, which stands for “somewhere in it”. Give the "
        "facility's own position, or leave both fields empty."
    ),
)
NO_POINT_FOR_CELL = RefusalWord(
    "inventory.no_point_for_cell",
    N_("Without a position nothing can be shown within ten kilometres. Give the position, or show the town or region."),
)
NO_PLACE_TO_SHOW = RefusalWord(
    "inventory.no_place_to_show",
    N_("No town is named that could be shown. Name the town, or show the region or country."),
)
PLACE_ELSEWHERE = RefusalWord(
    "inventory.place_elsewhere",
    N_("%(place)s is not in %(territory)s. Choose a town of the same country."),
)
UNIT_ELSEWHERE = RefusalWord(
    "inventory.unit_elsewhere",
    N_("%(unit)s is not in %(territory)s, or the town is not in it. Choose a region of the same country."),
)
IN_FUTURE = RefusalWord(
    "inventory.in_future",
    N_("%(day)s is still to come, so it cannot have happened yet. Correct the day."),
)
LABEL_TOO_OPEN = RefusalWord(
    "inventory.label_too_open",
    N_("Opening “%(name)s” to more readers than usual is for the focal point. Choose a stricter level, or ask there."),
    status=403,
)
NOT_YOUR_FACILITY = RefusalWord(
    "inventory.not_your_facility",
    N_("Your role is for the facilities of one organisation, and this one is not of it. Ask the focal point."),
    status=403,
)
NOT_A_CONTACT = RefusalWord(
    "inventory.not_a_contact",
    N_("“%(value)s” is neither a telephone number nor a mail address. Give a contact of an office, not of a person."),
)
NOT_A_WEBSITE = RefusalWord(
    "inventory.not_a_website",
    N_("“%(address)s” is not a web address. Give it whole, beginning with https://, or leave it empty."),
)
TOO_MANY_STAFF = RefusalWord(
    "inventory.too_many_staff",
    N_("%(count)s people in one role is more than a facility has. Give a number from 1 to %(most)s, or leave it out."),
)
CLOSED_ALREADY = RefusalWord(
    "inventory.closed_already",
    N_("The facility is closed since %(day)s. Reopen it by changing its state, if it works again."),
    status=409,
)
NO_SUCH_LEVEL = RefusalWord(
    "inventory.no_such_level",
    N_("“%(level)s” is not a containment level. Give a whole number from 1 to 4."),
)
POSITION_OF_HEIGHTENED = RefusalWord(
    "inventory.position_of_heightened",
    N_(
        "The facility claims heightened containment, so its exact position is never open to everybody. Choose regional "
        "partners or a stricter level."
    ),
)
NO_ROOM_DATA = RefusalWord(
    "inventory.no_room_data",
    N_(
        "A containment level is proved by its rooms: give their number, the body that verified them and the day. "
        "Without these it stays a claim."
    ),
)
NO_SUCH_CLAIM = RefusalWord(
    "inventory.no_such_claim",
    N_("There is no such claim of a containment level at this facility. Record the claim first."),
    status=404,
)
NO_SUCH_UNIT = RefusalWord(
    "inventory.no_such_unit",
    N_("There is no such unit at this facility. Record the unit first."),
    status=404,
)
RESULT_STANDS = RefusalWord(
    "inventory.result_stands",
    N_(
        "This round has its result already: %(result)s. A result is not overwritten. If the provider corrected it, "
        "record the corrected report as a round of its own, with the day of the correction."
    ),
    status=409,
)
NOTHING_TO_RENAME = RefusalWord(
    "inventory.nothing_to_rename",
    N_("There is no name in “%(lang)s” that could end on %(day)s. Record a name in this language first."),
    status=404,
)
