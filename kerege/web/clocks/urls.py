from django.urls import path

from kerege.web.clocks import modes, opening, views

urlpatterns = [
    path("", views.overview, name="clocks"),
    path("new/", opening.by_hand, name="new_occasion"),
    path("about/<str:kind>/<uuid:uid>/", opening.about, name="clocks_about"),
    path("mode/<str:code>/", modes.mode_page, name="country_mode"),
    path("<uuid:uid>/", views.occasion_page, name="occasion"),
]
