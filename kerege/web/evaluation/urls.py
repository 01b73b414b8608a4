from django.urls import path

from kerege.web.evaluation import course, overview, say, tests

urlpatterns = [
    path("courses/<uuid:uid>/evaluation/", course.evaluation, name="course_evaluation"),
    path("courses/<uuid:uid>/evaluation/screen/", course.screen, name="course_screen"),
    path("courses/<uuid:uid>/evaluation/tests/<uuid:test>/", tests.course_test, name="course_test"),
    path("training/evaluation/", overview.evaluations, name="evaluations"),
    path("say/<str:token>/", say.say, name="say"),
    path("say/at/<str:code>/", say.say_at_screen, name="say_at_screen"),
]
