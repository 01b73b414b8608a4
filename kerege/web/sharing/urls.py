from django.urls import path

from kerege.web.sharing import lists, nodes, shares, views

urlpatterns = [
    path("view-as/", views.view_as, name="view_as"),
    path("nodes/", nodes.nodes, name="nodes"),
    path("nodes/<str:key>/", nodes.node, name="node"),
    path("shares/", shares.shares, name="shares"),
    path("shares/new/", lists.share_list, name="share_list"),
    path("shares/persons/", lists.persons, name="persons_to_share"),
    path("shares/<uuid:uid>/", shares.decide, name="decide_share"),
    path("shares/of/<str:kind>/<uuid:uid>/", shares.record, name="shared_record"),
    path("shares/of/<str:kind>/<uuid:uid>/new/", shares.share, name="share_record"),
]
