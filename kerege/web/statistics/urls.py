from django.urls import path

from kerege.web.statistics import views

urlpatterns = [
    path("statistics/", views.facilities, name="statistics"),
    path("statistics/staff/", views.staff, name="statistics_staff"),
    path("statistics/equipment/", views.equipment, name="statistics_equipment"),
]
