"""Addresses of the interfaces."""

from django.urls import include, path, re_path
from django.views.decorators.csrf import csrf_exempt

from kerege.api import feeds
from kerege.api.answering import answering, nothing_here, only_read, wrapped
from kerege.api.dcat.views import catalogue
from kerege.api.ogc import views as ogc
from kerege.api.v1 import api
from kerege.api.v3 import views as law

_paths, _app, _namespace = api.urls

urlpatterns = [
    path("v1/", include((wrapped(_paths), _app), namespace=_namespace)),
    path("feeds/events.atom", only_read(feeds.events), name="feed_events"),
    path("feeds/help.atom", only_read(feeds.offers_and_requests), name="feed_help"),
    path("ogc/", only_read(ogc.landing), name="ogc"),
    path("ogc/conformance", only_read(ogc.conformance), name="ogc_conformance"),
    path("ogc/openapi.json", only_read(ogc.openapi), name="ogc_openapi"),
    path("ogc/collections", only_read(ogc.collections), name="ogc_collections"),
    path("ogc/collections/<str:name>", only_read(ogc.collection), name="ogc_collection"),
    path("ogc/collections/<str:name>/items", only_read(ogc.items), name="ogc_items"),
    path("ogc/collections/<str:name>/items/<str:key>", only_read(ogc.item), name="ogc_item"),
    path("v3/places", only_read(law.places), name="law_places"),
    path("v3/places/<str:code>", only_read(law.place), name="law_place"),
    path("v3/places/<str:code>/work-expressions", only_read(law.expressions), name="law_expressions_of"),
    path("v3/work-expressions", only_read(law.expressions), name="law_expressions"),
    path("v3/akn/<path:rest>", only_read(law.work), name="law_work"),
    path("dcat/catalogue.<str:form>", only_read(catalogue), name="dcat"),
    re_path(r"^(?P<rest>.*)$", csrf_exempt(answering(nothing_here)), name="nothing_here"),
]
