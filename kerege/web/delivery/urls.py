from django.urls import path

from kerege.web.delivery import mine
from kerege.web.delivery.views import costs, materials, planning, sessions, staff

urlpatterns = [
    path("courses/plan/", planning.new_plan, name="new_plan"),
    path("courses/plan/mine/", mine.mine, name="teaching"),
    path("courses/<uuid:uid>/plan/", planning.plan, name="course_plan"),
    path("courses/<uuid:uid>/sessions/", sessions.sessions, name="course_sessions"),
    path("courses/<uuid:uid>/sessions/<uuid:session>/", sessions.session, name="course_session"),
    path("courses/<uuid:uid>/staff/", staff.staff, name="course_staff"),
    path("courses/<uuid:uid>/costs/", costs.costs, name="course_costs"),
    path("courses/<uuid:uid>/materials/", materials.materials, name="course_materials"),
]
