from django.urls import path

from kerege.web.country_reports import regional, views
from kerege.web.country_reports.overview import overview

urlpatterns = [
    path("", overview, name="country_reports"),
    path("new/", views.new_report, name="new_country_report"),
    path("regional/new/", regional.new_text, name="new_regional_text"),
    path("regional/<uuid:uid>/", regional.text, name="regional_text"),
    path("<uuid:uid>/", views.report, name="country_report"),
]
