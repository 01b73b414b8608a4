"""Addresses of the privacy notice, the register of processing and what belongs to the person who signed in."""

from django.urls import path

from kerege.web.privacy import public

urlpatterns = [
    path("", public.notice, name="privacy"),
    path("register/", public.register, name="processing"),
]
