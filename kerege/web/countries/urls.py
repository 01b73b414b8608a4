from django.urls import path

from kerege.web.countries import views

urlpatterns = [
    path("", views.countries, name="countries"),
    path("<str:code>/", views.country, name="country"),
]
