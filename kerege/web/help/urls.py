from django.urls import path

from kerege.web.help import views

urlpatterns = [path("", views.help_page, name="help")]
