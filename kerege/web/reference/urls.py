from django.urls import path

from kerege.web.reference import views

urlpatterns = [
    path("sources/", views.sources, name="sources"),
    path("sources/new/", views.new_source, name="new_source"),
    path("sources/<str:key>/", views.source, name="source"),
    path("standards/", views.standards, name="standards"),
    path("law/", views.law_overview, name="law"),
]
