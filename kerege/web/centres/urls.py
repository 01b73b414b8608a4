from django.urls import path

from kerege.web.centres import calendar, keeping, views

urlpatterns = [
    path("centres/", views.centres, name="centres"),
    path("centres/new/", keeping.new_centre, name="new_centre"),
    path("centres/<slug:key>/", views.centre, name="centre"),
    path("centres/<slug:key>/keep/", keeping.keep_centre, name="keep_centre"),
    path("centres/<slug:key>/calendar/", calendar.month, name="centre_calendar"),
    path("centres/<slug:key>/calendar.ics", calendar.ics, name="centre_ics"),
    path("centres/<slug:key>/bookings/<uuid:uid>/call-off/", keeping.call_off, name="call_off_booking"),
]
