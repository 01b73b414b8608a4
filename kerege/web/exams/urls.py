from django.urls import path

from kerege.web.exams import curricula, keeping, making, own, pictures, reviewing

urlpatterns = [
    path("training/curricula/<slug:key>/exams/", curricula.exams, name="curriculum_exams"),
    path("training/curricula/<slug:key>/exams/write/", curricula.write, name="write_curriculum_exam"),
    path("courses/<uuid:uid>/exams/", keeping.exams, name="exams_of_course"),
    path("courses/<uuid:uid>/exams/new/", making.new_exam, name="new_exam"),
    path("courses/<uuid:uid>/exams/<uuid:exam>/", keeping.exam, name="exam"),
    path("courses/<uuid:uid>/exams/<uuid:exam>/change/", making.change_exam, name="change_exam"),
    path("courses/<uuid:uid>/exams/<uuid:exam>/marking/", reviewing.marking, name="exam_marking"),
    path("courses/<uuid:uid>/exams/<uuid:exam>/appeals/", reviewing.appeals, name="exam_appeals"),
    path("courses/<uuid:uid>/exams/<uuid:exam>/needs/", reviewing.allowances, name="exam_allowances"),
    path("courses/<uuid:uid>/exams/<uuid:exam>/questions/", reviewing.figures, name="exam_figures"),
    path("my/exams/", own.my_exams, name="my_exams"),
    path("my/exams/<uuid:uid>/", own.my_exam, name="my_exam"),
    path("my/exams/<uuid:uid>/needs/", own.needs, name="my_exam_needs"),
    path("my/exams/sit/<uuid:uid>/", own.sit, name="sit_exam"),
    path("my/exams/sit/<uuid:uid>/answers/", own.answers, name="exam_answers"),
    path("my/exams/sit/<uuid:uid>/pictures/<int:place>/<int:number>/", pictures.picture, name="exam_picture"),
    path("my/exams/results/<uuid:uid>/", own.result, name="exam_result"),
]
