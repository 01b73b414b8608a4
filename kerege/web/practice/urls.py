from django.urls import path

from kerege.web.practice import cards, device, groups, marking, own, paper, planning, running

_HERE = "courses/<uuid:uid>/activities/"
_ONE = _HERE + "<uuid:activity>/"

urlpatterns = [
    path("courses/without-network/", device.without_line, name="practice_without_line"),
    path("courses/worker.js", device.worker, name="practice_worker"),
    path("my/courses/<uuid:uid>/activities/", own.my_activities, name="my_activities"),
    path(_HERE, planning.activities, name="activities"),
    path(_HERE + "plan.pdf", paper.plan, name="activities_on_paper"),
    path(_HERE + "new/", planning.new_activity, name="new_activity"),
    path(_HERE + "device/", device.device, name="practice_device"),
    path(_HERE + "groups/<uuid:session>/", groups.groups, name="activity_groups"),
    path(_ONE, running.activity, name="activity"),
    path(_ONE + "cards/<slug:languages>.pdf", cards.cards, name="activity_cards"),
    path(_ONE + "checklist.pdf", paper.checklist, name="checklist_on_paper"),
    path(_ONE + "people/<uuid:person>/", marking.person, name="activity_person"),
]
