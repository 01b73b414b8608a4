from django.urls import path

from kerege.web.activities.gatherings import calendar, guest, keeping

urlpatterns = [
    path("events/calendar.ics", calendar.events_ics, name="events_ics"),
    path("events/<uuid:uid>/programme/", keeping.programme, name="event_programme"),
    path("events/<uuid:uid>/people/", keeping.people, name="event_people"),
    path("events/<uuid:uid>/people/same/", keeping.same, name="event_same"),
    path("events/<uuid:uid>/next/", keeping.follow_up, name="event_follow_up"),
    path("events/join/<str:token>/", guest.join, name="event_join"),
    path("events/invited/<str:token>/", guest.own, name="event_own"),
]
