"""The words of kept searches: on which pages a filter can be kept."""

from enum import StrEnum

from kerege.lib.refusal import N_


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
