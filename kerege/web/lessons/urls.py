from django.urls import path

from kerege.web.lessons import scenarios, views

urlpatterns = [
    path("", views.lessons, name="lessons"),
    path("mine/", views.mine, name="my_lessons"),
    path("mine/<uuid:uid>/", views.taken, name="lesson_taken"),
    path("<slug:curriculum>/<slug:module>/", views.lesson, name="lesson"),
    path("<slug:curriculum>/<slug:module>/<slug:scenario>/", scenarios.scenario, name="scenario"),
]
