from django.urls import path

from kerege.web.library import keeping, views

urlpatterns = [
    path("", views.library, name="library"),
    path("new/", keeping.new_resource, name="new_resource"),
    path("<slug:key>/", views.resource, name="resource"),
    path("<slug:key>/edition/", keeping.new_edition, name="new_edition"),
    path("<slug:key>/withdraw/<uuid:uid>/", keeping.withdraw_edition, name="withdraw_edition"),
]
