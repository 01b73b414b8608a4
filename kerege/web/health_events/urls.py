from django.urls import path

from kerege.web.health_events import dossiers, signals, views, writing

urlpatterns = [
    path("", views.overview, name="health_events"),
    path("signals/new/", signals.new_signal, name="new_signal"),
    path("signals/<uuid:uid>/", signals.signal_page, name="signal"),
    path("<uuid:uid>/", views.event_page, name="health_event"),
    path("<uuid:uid>/do/", writing.do, name="do_health_event"),
    path("<uuid:uid>/edit/", writing.edit_event, name="edit_health_event"),
    path("<uuid:uid>/assess/<uuid:assessment>/", writing.assess, name="assess_event"),
    path("<uuid:uid>/dossier/<uuid:assessment>.<str:format>", dossiers.dossier, name="event_dossier"),
]
