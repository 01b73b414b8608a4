"""What is refused of offers, requests and enquiries, and what to do then."""

from kerege.lib.refusal import N_, RefusalWord

OFFER_TOO_LONG = RefusalWord(
    "inventory.offer_too_long",
    N_("An offer stands for two years at most. Choose an earlier end, and offer again when it is over."),
)
OFFER_OVER = RefusalWord(
    "inventory.offer_over",
    N_("%(until)s is over already. Say until when the offer stands, from today on."),
)
MORE_OPEN_THAN_CARD = RefusalWord(
    "inventory.more_open_than_card",
    N_(
        "Fewer people may know of the facility than this would be shown to. Choose a smaller circle, or ask the focal "
        "point to open the card."
    ),
)
NO_COUNTRIES_NAMED = RefusalWord(
    "inventory.no_countries_named",
    N_("Name at least one country to which it shall be shown, or choose another circle."),
)
NO_HELP_AMOUNT = RefusalWord(
    "inventory.no_help_amount",
    N_("Give a number from 1 to %(most)s, or leave it empty."),
)
NEEDED_IN_PAST = RefusalWord(
    "inventory.needed_in_past",
    N_("%(day)s is over already. Say by which day help is needed, from today on."),
)
NEEDED_TOO_FAR = RefusalWord(
    "inventory.needed_too_far",
    N_("%(day)s is more than two years away. Ask again when it is nearer, or choose an earlier day."),
)
NOT_YOUR_REQUEST = RefusalWord(
    "inventory.not_your_request",
    N_("This request belongs to another organisation or seat. Ask whoever sits there, or the focal point."),
    status=403,
)
REQUEST_CLOSED = RefusalWord(
    "inventory.request_closed",
    N_("The request is closed: its day is over, it was withdrawn, or help was given. Ask for help anew."),
    status=409,
)
OFFER_NOT_OPEN = RefusalWord(
    "inventory.offer_not_open",
    N_("The offer does not stand any more, or is for other help. Choose another one."),
    status=409,
)
NOT_READ_THERE = RefusalWord(
    "inventory.not_read_there",
    N_(
        "The request is for your own country, so nobody in %(country)s could read it. Ask for it anew for the whole "
        "region, or choose somebody in your country."
    ),
)
ASKED_ALREADY = RefusalWord(
    "inventory.asked_already",
    N_("They were asked already and have not answered for good. Look at that enquiry first."),
    status=409,
)
ASKING_ITSELF = RefusalWord(
    "inventory.asking_itself",
    N_("This is the facility that needs help. Choose another one."),
)
NOT_THIS_STEP = RefusalWord(
    "inventory.not_this_step",
    N_("This cannot be done any more: somebody has gone on meanwhile. Look at how the enquiry stands now."),
    status=409,
)
STEP_NEEDS_TEXT = RefusalWord(
    "inventory.step_needs_text",
    N_("Say it in a sentence: the other side reads nothing else of you."),
)
