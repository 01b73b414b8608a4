"""All addresses of the node, one line for each page folder."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("kerege.web.account.urls")),
    path("", include("kerege.web.shell.urls")),
]
