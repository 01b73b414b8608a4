from django.urls import path

from kerege.web.measures import reading, views, writing

urlpatterns = [
    path("", views.measures, name="measures"),
    path("new/", writing.new_measure, name="new_measure"),
    path("text/", writing.new_text, name="new_law_text"),
    path("event/", writing.new_event, name="new_law_event"),
    path("withdraw/<uuid:uid>/", writing.withdraw, name="withdraw_law"),
    path("content/<uuid:uid>.xml", reading.content, name="law_content"),
    path("akn/<path:rest>/", reading.measure, name="measure"),
]
