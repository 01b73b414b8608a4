from django.urls import path

from kerege.web.cascade import followup, lasting, lines, trainers, views

urlpatterns = [
    path("", views.cascade, name="cascade"),
    path("courses/", views.cascade_courses, name="cascade_courses"),
    path("courses/<uuid:uid>/", views.cascade_course, name="cascade_course"),
    path("courses/<uuid:uid>/line/", lines.cascade_line, name="cascade_line"),
    path("map/", views.cascade_map, name="cascade_map"),
    path("timeline/", views.cascade_timeline, name="cascade_timeline"),
    path("trainers/", trainers.trainers, name="cascade_trainers"),
    path("lasting/", lasting.lasting, name="cascade_lasting"),
    path("followup/", followup.followups, name="cascade_followup"),
    path("followup/answer/<str:token>/", followup.answer, name="followup_answer"),
    path("followup/confirm/<str:token>/", followup.confirm, name="followup_confirm"),
]
