from django.urls import path

from kerege.web.search import views

urlpatterns = [path("", views.search, name="search")]
