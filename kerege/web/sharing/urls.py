from django.urls import path

from kerege.web.sharing import nodes, views

urlpatterns = [
    path("view-as/", views.view_as, name="view_as"),
    path("nodes/", nodes.nodes, name="nodes"),
    path("nodes/<str:key>/", nodes.node, name="node"),
]
