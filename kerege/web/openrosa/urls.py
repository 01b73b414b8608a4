"""Addresses as the OpenRosa specifications name them: without a slash behind, and in their spelling."""

from django.urls import path

from kerege.web.openrosa import views

urlpatterns = [
    path("formList", views.form_list, name="openrosa_forms"),
    path("forms/<uuid:uid>", views.form, name="openrosa_form"),
    path("submission", views.submission, name="openrosa_submission"),
]
