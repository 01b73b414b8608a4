from django.urls import path

from kerege.web.references import views

urlpatterns = [
    path("associations/", views.associations, name="associations"),
    path("reference-functions/", views.functions, name="reference_functions"),
    path("reference-functions/<uuid:uid>/end/", views.end, name="end_reference_function"),
]
