from django.urls import path

from kerege.web.enrolment import attending, by_letter, closing, codes, own, paper, views

urlpatterns = [
    path("courses/<uuid:uid>/people/", views.cohort, name="cohort"),
    path("courses/<uuid:uid>/people/nominate/", views.nominate, name="nominate_for_course"),
    path("courses/<uuid:uid>/people/close/", closing.close, name="close_course"),
    path("courses/<uuid:uid>/people/letters.pdf", paper.letters, name="letters"),
    path("courses/<uuid:uid>/people/slips.pdf", paper.slips, name="slips"),
    path("courses/<uuid:uid>/people/<uuid:enrolment>/", views.participant, name="participant"),
    path("my/courses/", own.my_courses, name="my_courses"),
    path("my/courses/feed/<str:token>.ics", own.feed, name="my_courses_feed"),
    path("my/courses.ics", own.calendar, name="my_courses_calendar"),
    path("my/courses/letter/<str:token>/", by_letter.place, name="place_by_letter"),
    path("my/courses/letter/<str:token>/course.ics", by_letter.calendar, name="place_by_letter_calendar"),
    path("attend/<uuid:session>/list/", attending.attendance, name="attendance"),
    path("attend/<uuid:session>/sheet.pdf", paper.sheet, name="session_sheet"),
    path("attend/<uuid:session>/screen/", codes.screen, name="session_screen"),
    path("attend/<uuid:session>/code/", codes.code, name="session_code"),
    path("attend/<uuid:session>/", codes.sign_in, name="sign_in_to_session"),
    path("attend/<uuid:session>/<slug:code>/", codes.scanned, name="scanned_code"),
]
