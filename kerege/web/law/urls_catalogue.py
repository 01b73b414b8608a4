from django.urls import path

from kerege.web.law import catalogue, parties

urlpatterns = [
    path("obligations/", catalogue.obligations, name="obligations"),
    path("obligations/<str:key>/", catalogue.obligation, name="obligation"),
    path("instruments/<str:key>/", catalogue.instrument, name="instrument"),
    path("parties/", parties.parties, name="law_parties"),
]
