from django.urls import path

from kerege.web.enrolment import attending, closing, own, views

urlpatterns = [
    path("courses/<uuid:uid>/people/", views.cohort, name="cohort"),
    path("courses/<uuid:uid>/people/nominate/", views.nominate, name="nominate_for_course"),
    path("courses/<uuid:uid>/people/close/", closing.close, name="close_course"),
    path("courses/<uuid:uid>/people/<uuid:enrolment>/", views.participant, name="participant"),
    path("my/courses/", own.my_courses, name="my_courses"),
    path("my/courses.ics", own.calendar, name="my_courses_calendar"),
    path("attend/<uuid:session>/list/", attending.attendance, name="attendance"),
]
