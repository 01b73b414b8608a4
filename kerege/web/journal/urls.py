from django.urls import path

from kerege.web.journal import views

urlpatterns = [path("", views.journal, name="journal")]
