from django.urls import path

from kerege.web.comparing import views

urlpatterns = [path("", views.compare, name="compare_law")]
