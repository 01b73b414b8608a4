from django.urls import path

from kerege.web.cmi5 import tools

urlpatterns = [
    path("packages", tools.hand_in, name="tools_packages"),
    path("packages/<uuid:uid>", tools.package, name="tools_package"),
    path("packages/<uuid:uid>/publish", tools.publish, name="tools_publish"),
    path("packages/<uuid:uid>/registrations", tools.begin, name="tools_begin"),
    path("registrations/<uuid:uid>", tools.registration, name="tools_registration"),
    path("registrations/<uuid:uid>/launch", tools.launch_address, name="tools_launch"),
    path("registrations/<uuid:uid>/waive", tools.waive, name="tools_waive"),
    path("sessions/<uuid:uid>/abandon", tools.abandon, name="tools_abandon"),
]
