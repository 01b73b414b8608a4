"""Addresses of the feeds of alerts."""

from django.urls import path

from kerege.api.alert_feeds import alert_feed
from kerege.api.answering import only_read

urlpatterns = [
    path("<str:lang>.atom", only_read(alert_feed), name="alert_feed"),
    path("<str:kind>/<str:lang>.atom", only_read(alert_feed), name="alert_feed_of"),
]
