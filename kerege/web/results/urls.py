from django.urls import path

from kerege.web.results import badges

urlpatterns = [
    path("courses/<uuid:uid>/badges/", badges.course_badges, name="course_badges"),
]
