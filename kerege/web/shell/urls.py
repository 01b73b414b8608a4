"""Addresses of the shell: the switches for language, day and country."""

from django.urls import path
from django.views.i18n import set_language

from kerege.web.shell import security, views

urlpatterns = [
    path("language/", set_language, name="set_language"),
    path("choose/", views.choose, name="choose"),
    path(".well-known/security.txt", security.security_txt, name="security_txt"),
]
