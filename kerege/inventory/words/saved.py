"""The words of kept searches: on which pages a filter can be kept."""

from enum import StrEnum

from kerege.lib.refusal import N_, RefusalWord


class SearchPage(StrEnum):
    FACILITIES = "facilities"
    MAP = "map"
    WHO_CAN = "who_can"
    OFFERS = "offers"
    REQUESTS = "requests"


SEARCH_PAGES = {
    SearchPage.FACILITIES: N_("List of facilities"),
    SearchPage.MAP: N_("Facilities on the map"),
    SearchPage.WHO_CAN: N_("Who in the region can help"),
    SearchPage.OFFERS: N_("Offers of help"),
    SearchPage.REQUESTS: N_("Requests for help"),
}

SEARCH_BROKEN = RefusalWord(
    "inventory.search_broken",
    N_(
        "This address does not fit the page any more: “%(name)s” is not understood. Choose the filter anew and keep it."
    ),
)
SEARCH_NAMED_ALREADY = RefusalWord(
    "inventory.search_named_already",
    N_("You have kept a search under this name. Choose another name."),
    status=409,
)
TOO_MANY_SEARCHES = RefusalWord(
    "inventory.too_many_searches",
    N_("You have kept %(most)s searches, which is the most. Remove one that you do not need."),
)
NOT_SIGNED_IN = RefusalWord(
    "inventory.not_signed_in",
    N_("Sign in first: a search is kept with your account."),
    status=401,
)
