"""What this interface refuses."""

from kerege.lib.refusal import N_, RefusalWord

NO_KEYS = RefusalWord(
    "api.no_keys",
    N_(
        "There are no keys for this interface yet: programs read what is public. Send the key “public”, or none. "
        "Who reads more, signs in and reads on the pages."
    ),
    status=401,
)
NO_PLACE = RefusalWord(
    "api.no_place",
    N_(
        "There is no law of “%(place)s” here that you may read. The list at /api/v3/places says which places there are."
    ),
    status=404,
)
NO_EXPRESSION = RefusalWord(
    "api.no_expression",
    N_("No text of “%(uri)s” holds on that day, or you may not read it. Its timeline says from when there are texts."),
    status=404,
)
NOT_OFFERED = RefusalWord(
    "api.format_not_offered",
    N_("A text is not given as “%(format)s” here. Choose one of: %(known)s."),
    status=406,
)
