"""Addresses of the interface for units: one for each session, and below it the resources of xAPI."""

from django.urls import path

from kerege.api.cmi5 import door

urlpatterns = [
    path("au/<uuid:session>/fetch/<slug:key>", door.fetch, name="au_fetch"),
    path("au/<uuid:session>/<path:rest>", door.resource, name="au"),
]
