from django.urls import path

from kerege.web.cmi5 import views

urlpatterns = [
    path("units/<uuid:uid>/", views.units, name="elearning_units"),
]
