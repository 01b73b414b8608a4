from django.urls import path

from kerege.web.experts import views

urlpatterns = [path("experts/", views.experts, name="experts")]
