from django.urls import path

from kerege.web.law import duties

urlpatterns = [
    path("duties/", duties.duties, name="law_duties"),
    path("informing/", duties.informing, name="law_informing"),
    path("bodies/<str:key>/", duties.body, name="law_body"),
]
