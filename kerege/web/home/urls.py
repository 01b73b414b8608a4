from django.urls import path

from kerege.web.home import views

urlpatterns = [path("", views.home, name="home")]
