"""Addresses of the privacy notice, the register of processing and what belongs to the person who signed in."""

from django.urls import path

from kerege.web.privacy import experts, keeping, listing, mine, public

urlpatterns = [
    path("", public.notice, name="privacy"),
    path("register/", public.register, name="processing"),
    path("experts/", experts.experts, name="experts_moved"),
    path("looks/", experts.looks, name="look_sums"),
    path("retention/", keeping.retention, name="retention"),
    path("requests/", keeping.requests, name="erasure_requests"),
    path("mine/", mine.mine, name="my_data"),
    path("mine/looks/", mine.looks, name="my_looks"),
    path("mine/consents/", mine.receipts, name="my_consents"),
    path("mine/consents/<slug:key>/", mine.consent, name="consent"),
    path("mine/listing/", listing.listing, name="my_listing"),
    path("mine/data.zip", mine.take, name="my_data_zip"),
    path("mine/erase/", mine.erase, name="erase_me"),
]
