from django.urls import path

from kerege.web.reference import documents, views

urlpatterns = [
    path("sources/", views.sources, name="sources"),
    path("sources/new/", views.new_source, name="new_source"),
    path("sources/<str:key>/", views.source, name="source"),
    path("sources/<str:key>/documents/new/", documents.attach, name="attach_document"),
    path("sources/<str:key>/documents/<uuid:uid>/withdraw/", documents.withdraw, name="withdraw_document"),
    path("standards/", views.standards, name="standards"),
    path("law/", views.law_overview, name="law"),
]
