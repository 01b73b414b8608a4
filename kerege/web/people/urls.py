from django.urls import path
from django.views.generic import RedirectView

from kerege.web.people import bodies, entrance, views

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="seats"), name="people"),
    path("seats/", views.seats, name="seats"),
    path("seats/new/", views.new_seat, name="new_seat"),
    path("seats/<slug:key>/", views.seat, name="seat"),
    path("invitations/", entrance.invitations, name="invitations"),
    path("lost-factors/", entrance.lost_factors, name="lost_factors"),
    path("organisations/", views.organisations, name="organisations"),
    path("organisations/<slug:key>/", bodies.organisation, name="organisation"),
]
