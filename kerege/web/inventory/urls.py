from django.urls import path

from kerege.web.inventory import keeping, views

urlpatterns = [
    path("", views.facilities, name="facilities"),
    path("new/", keeping.new_facility, name="new_facility"),
    path("<slug:key>/", views.facility, name="facility"),
    path("<slug:key>/change/", keeping.change_facility, name="change_facility"),
    path("<slug:key>/confirm/", keeping.confirm_facility, name="confirm_facility"),
    path("<slug:key>/details/", keeping.facility_details, name="facility_details"),
]
