from django.urls import path

from kerege.web.people import views

urlpatterns = [
    path("seats/", views.seats, name="seats"),
    path("seats/new/", views.new_seat, name="new_seat"),
    path("seats/<slug:key>/", views.seat, name="seat"),
    path("organisations/", views.organisations, name="organisations"),
]
