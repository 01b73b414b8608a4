from django.urls import path

from kerege.web.statements import views

urlpatterns = [
    path("training/records/", views.statements, name="statements"),
    path("training/records/programs/", views.programs, name="statement_programs"),
]
