from django.urls import path

from kerege.web.claims import views

urlpatterns = [
    path("claims/", views.claims, name="claims"),
    path("claims/new/", views.new_claim, name="new_claim"),
    path("claims/<uuid:uid>/", views.claim, name="claim"),
]
