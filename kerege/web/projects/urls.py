from django.urls import path

from kerege.web.projects import views

urlpatterns = [
    path("", views.project, name="project"),
    path("<str:key>/", views.project_page, name="project_page"),
]
