"""The addresses again, so that they stand in the register of outlets; the middleware answers them before this."""

from django.urls import path

from kerege.web.health import views

urlpatterns = [
    path("healthz", views.alive, name="alive"),
    path("readyz", views.ready, name="ready"),
    path("metrics", views.metrics, name="metrics"),
]
