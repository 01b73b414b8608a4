from django.urls import path

from kerege.web.incidents import handling, lessons, reporting, statistics, views

urlpatterns = [
    path("", views.overview, name="incidents"),
    path("report/<str:door>/", reporting.report, name="report_incident"),
    path("follow-up/", reporting.follow_up, name="incident_follow_up"),
    path("desks/<str:facility>/", views.desk, name="incident_desk"),
    path("statistics/", statistics.years, name="incident_statistics"),
    path("lessons/", lessons.overview, name="incident_lessons"),
    path("lessons/<uuid:uid>/", lessons.lesson, name="incident_lesson"),
    path("<uuid:uid>/", handling.incident, name="incident"),
]
