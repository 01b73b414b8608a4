from django.urls import path

from kerege.web.cmi5 import participants, views

urlpatterns = [
    path("units/<uuid:uid>/", views.units, name="elearning_units"),
    path("courses/<uuid:uid>/", participants.participants, name="course_elearning"),
]
