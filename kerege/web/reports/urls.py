from django.urls import path

from kerege.web.reports import calendar, files, lists, one

urlpatterns = [
    path("", lists.overview, name="reports"),
    path("new/", lists.new_report, name="new_report"),
    path("calendar/", calendar.page, name="report_calendar"),
    path("calendar.ics", calendar.ics, name="report_calendar_ics"),
    path("<uuid:uid>/", one.page, name="report"),
    path("<uuid:uid>/release/", one.release, name="release_report"),
    path("<uuid:uid>/files/<str:language>.<str:format>", files.kept, name="report_file"),
    path("<uuid:uid>/<str:key>/", one.field, name="report_field"),
]
