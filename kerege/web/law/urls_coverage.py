from django.urls import path

from kerege.web.law import coverage, coverage_round, coverage_workbench, interchange

urlpatterns = [
    path("", coverage.overview, name="coverage"),
    path("new/", coverage.new_round, name="new_coverage_round"),
    path("inbox/", coverage.inbox, name="coverage_inbox"),
    path("files/", interchange.files, name="coverage_files"),
    path("files/<uuid:uid>/", interchange.file, name="coverage_file"),
    path("files/<str:owner>.zip", interchange.sent, name="coverage_sent"),
    path("obligations/<str:key>/", coverage.obligation, name="covered_obligation"),
    path("<uuid:uid>/", coverage_round.round_page, name="coverage_round"),
    path("<uuid:uid>/<str:obligation>/", coverage_workbench.workbench, name="coverage_workbench"),
]
