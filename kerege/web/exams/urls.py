from django.urls import path

from kerege.web.exams import keeping, own

urlpatterns = [
    path("courses/<uuid:uid>/exams/", keeping.exams, name="exams_of_course"),
    path("courses/<uuid:uid>/exams/<uuid:exam>/", keeping.exam, name="exam"),
    path("my/exams/", own.my_exams, name="my_exams"),
    path("my/exams/<uuid:uid>/", own.my_exam, name="my_exam"),
    path("my/exams/sit/<uuid:uid>/", own.sit, name="sit_exam"),
    path("my/exams/sit/<uuid:uid>/answers/", own.answers, name="exam_answers"),
    path("my/exams/results/<uuid:uid>/", own.result, name="exam_result"),
]
