from django.urls import path

from kerege.web.classes import clocks, pins, returning, sitting

urlpatterns = [
    path("class/", sitting.sit, name="class"),
    path("class/screen/", sitting.screen, name="class_screen"),
    path("class/pins/", pins.pins, name="class_pins"),
    path("class/records/", sitting.take_records, name="class_records"),
    path("courses/<uuid:uid>/class/", returning.course_class, name="course_class"),
    path("courses/<uuid:uid>/class/clock/", clocks.class_clock, name="course_class_clock"),
    path("courses/<uuid:uid>/class/receipt/", clocks.class_receipt, name="course_class_receipt"),
    path("courses/<uuid:uid>/class/list/", returning.course_list, name="course_class_list"),
]
