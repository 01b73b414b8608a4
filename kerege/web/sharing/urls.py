from django.urls import path

from kerege.web.sharing import views

urlpatterns = [path("view-as/", views.view_as, name="view_as")]
