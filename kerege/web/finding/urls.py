from django.urls import path

from kerege.web.finding import nearby, views

urlpatterns = [
    path("map/", views.facility_map, name="facility_map"),
    path("tiles/<int:z>/<int:x>/<int:y>", views.tile, name="facility_tile"),
    path("who-can/", nearby.who_can, name="who_can"),
]
