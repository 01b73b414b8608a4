from django.urls import path

from kerege.web.activities.views import course_documents, courses, events, resources

urlpatterns = [
    path("courses/", courses.courses, name="courses"),
    path("courses/new/", courses.new_course, name="new_course"),
    path("courses/<uuid:uid>/", courses.course, name="course"),
    path("courses/<uuid:uid>/figure/", courses.new_course_figure, name="new_course_figure"),
    path("courses/<uuid:uid>/documents/", course_documents.course_documents, name="course_documents"),
    path("courses/<uuid:uid>/register.<str:format>", courses.course_register, name="course_register"),
    path("courses/groups/<uuid:uid>/", courses.course_group, name="course_group"),
    path("events/", events.events, name="events"),
    path("events/new/", events.new_event, name="new_event"),
    path("events/<uuid:uid>/", events.event, name="event"),
    path("events/<uuid:uid>/correct/", events.correct_event, name="correct_event"),
    path("events/<uuid:uid>/figure/", events.new_event_figure, name="new_event_figure"),
    path("resources/", resources.resources, name="resources"),
    path("resources/handovers/", resources.handovers, name="handovers"),
    path("resources/handovers/<uuid:uid>/", resources.handover, name="handover"),
    path("resources/curricula/", resources.adoptions, name="adoptions"),
    path("resources/curricula/<uuid:uid>/", resources.adoption, name="adoption"),
]
