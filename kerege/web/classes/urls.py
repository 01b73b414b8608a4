from django.urls import path

from kerege.web.classes import returning, sitting

urlpatterns = [
    path("class/", sitting.sit, name="class"),
    path("class/screen/", sitting.screen, name="class_screen"),
    path("class/records/", sitting.take_records, name="class_records"),
    path("courses/<uuid:uid>/class/", returning.course_class, name="course_class"),
    path("courses/<uuid:uid>/class/list/", returning.course_list, name="course_class_list"),
]
