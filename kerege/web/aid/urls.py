from django.urls import path

from kerege.web.aid import views

urlpatterns = [
    path("", views.overview, name="aid"),
    path("requests/<slug:key>/", views.begin, name="begin_aid"),
    path("<uuid:uid>/", views.case, name="aid_case"),
]
