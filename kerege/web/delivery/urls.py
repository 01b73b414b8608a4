from django.urls import path

from kerege.web.delivery import calendar, feed, ics, mine, week
from kerege.web.delivery.views import costs, materials, planning, sessions, staff

urlpatterns = [
    path("courses/plan/", planning.new_plan, name="plan_course"),
    path("courses/plan/mine/", mine.mine, name="teaching"),
    path("courses/plan/mine.ics", ics.teaching_ics, name="teaching_ics"),
    path("courses/plan/feed/", feed.renew, name="renew_feeds"),
    path("courses/plan/feed/<str:token>.ics", feed.feed, name="teaching_feed"),
    path("courses/plan/calendar/", calendar.calendar, name="courses_calendar"),
    path("courses/plan/calendar/week/", week.week, name="courses_week"),
    path("courses/plan/calendar/year/", week.year, name="courses_year"),
    path("courses/plan/calendar.ics", ics.calendar_ics, name="courses_ics"),
    path("courses/<uuid:uid>/plan.ics", ics.course_ics, name="course_ics"),
    path("courses/<uuid:uid>/plan/", planning.plan, name="course_plan"),
    path("courses/<uuid:uid>/sessions/", sessions.sessions, name="course_sessions"),
    path("courses/<uuid:uid>/sessions/<uuid:session>/", sessions.session, name="course_session"),
    path("courses/<uuid:uid>/staff/", staff.staff, name="course_staff"),
    path("courses/<uuid:uid>/costs/", costs.costs, name="course_costs"),
    path("courses/<uuid:uid>/materials/", materials.materials, name="course_materials"),
]
