"""Addresses of the interfaces."""

from django.urls import include, path, re_path
from django.views.decorators.csrf import csrf_exempt

from kerege.api import feeds
from kerege.api.answering import answering, nothing_here, only_read, wrapped
from kerege.api.v1 import api

_paths, _app, _namespace = api.urls

urlpatterns = [
    path("v1/", include((wrapped(_paths), _app), namespace=_namespace)),
    path("feeds/events.atom", only_read(feeds.events), name="feed_events"),
    re_path(r"^(?P<rest>.*)$", csrf_exempt(answering(nothing_here)), name="nothing_here"),
]
