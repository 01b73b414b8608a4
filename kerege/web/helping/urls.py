from django.urls import path

from kerege.web.helping import asking, enquiring, offering, searching

urlpatterns = [
    path("offers/", offering.offers, name="offers"),
    path("offers/new/", offering.new_offer, name="new_offer"),
    path("offers/<slug:key>/", offering.offer, name="offer"),
    path("requests/", asking.requests, name="help_requests"),
    path("requests/new/", asking.new_request, name="new_help_request"),
    path("requests/<slug:key>/", asking.help_request, name="help_request"),
    path("enquiries/", enquiring.enquiries, name="enquiries"),
    path("enquiries/<uuid:uid>/", enquiring.enquiry, name="enquiry"),
    path("searches/", searching.searches, name="searches"),
    path("searches/<uuid:uid>/", searching.search, name="search_kept"),
]
