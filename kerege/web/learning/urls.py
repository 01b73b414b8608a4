from django.urls import path

from kerege.web.learning import assigning, home

urlpatterns = [
    path("learning/", home.home, name="learning"),
    path("courses/<uuid:uid>/learning/", assigning.course_learning, name="course_learning"),
]
