"""What the interfaces refuse before any room is asked, and the words of the digest."""

from kerege.lib.refusal import N_, RefusalWord

BAD_JSON = RefusalWord(
    "api.bad_json",
    N_("The body is not JSON: the fault is near character %(position)s. Send one JSON object in UTF-8."),
    status=400,
)
TOO_LARGE = RefusalWord(
    "api.too_large",
    N_("The body is larger than %(most)s bytes. Send less at once, or import a file with the command line."),
    status=413,
)
UNKNOWN_PARAMETER = RefusalWord(
    "api.unknown_parameter",
    N_("“%(name)s” is not a parameter of this address. Its parameters are: %(known)s."),
)
REPEATED_PARAMETER = RefusalWord(
    "api.repeated_parameter",
    N_("“%(name)s” stands in the address more than once. Give it once; ask again for another value."),
)
UNKNOWN_FIELD = RefusalWord(
    "api.unknown_field",
    N_("“%(name)s” is not a field here. Remove it; the description at /api/v1/openapi.json lists the fields."),
)
MISSING_FIELD = RefusalWord("api.missing_field", N_("“%(name)s” is missing. Add it."))
WRONG_CHOICE = RefusalWord(
    "api.wrong_choice", N_("The value of “%(name)s” is none of its choices. Choose one of: %(choices)s.")
)
WRONG_FORM = RefusalWord(
    "api.wrong_form",
    N_("The value of “%(name)s” has not the form that is needed. See the description at /api/v1/openapi.json."),
)
UNKNOWN_LANGUAGE = RefusalWord(
    "api.unknown_language", N_("“%(lang)s” is no language of this node. Choose one of: %(languages)s.")
)
NO_SUCH_ADDRESS = RefusalWord(
    "api.no_such_address",
    N_("There is nothing at this address. The description at /api/v1/openapi.json lists what there is."),
    status=404,
)
NO_SUCH_RECORD = RefusalWord(
    "api.no_such_record",
    N_("There is no such record that you may see as on this day. Check the address and the day, or sign in."),
    status=404,
)
NO_SUCH_COLLECTION = RefusalWord(
    "api.no_such_collection",
    N_("There is no collection “%(name)s”. There is: %(known)s."),
    status=404,
)
NO_SUCH_MARK = RefusalWord(
    "api.no_such_mark",
    N_("There is no “%(after)s” here behind which to go on. Ask again from the beginning."),
)
NOT_A_MOMENT = RefusalWord(
    "api.not_a_moment",
    N_(
        "“%(value)s” is neither a moment nor a span of time. Write 2018-04-04 or 2018-04-04T00:00:00Z, or two of them "
        "with a slash between; two points stand for an end that is open."
    ),
)
WRONG_METHOD = RefusalWord(
    "api.wrong_method",
    N_("This address does not take %(method)s. It takes: %(allowed)s."),
    status=405,
)
NOT_SIGNED_IN = RefusalWord(
    "api.not_signed_in", N_("Only people who are signed in may write. Sign in and send the request again."), status=401
)
NO_TOKEN = RefusalWord(
    "api.no_token",
    N_(
        "The request does not show that it comes from your own page: the header X-CSRFToken is missing or old. "
        "Take the token from a page of this node and send it along."
    ),
    status=403,
)

DIGEST_SENT = "api.digest.sent"
"""The act that keeps until which act of the journal a focal point has been told."""
