from django.urls import path

from kerege.web.packs import views

urlpatterns = [
    path("", views.packs, name="packs"),
    path("new/", views.new_pack, name="new_pack"),
    path("incoming/<uuid:uid>/", views.incoming, name="incoming_pack"),
    path("<uuid:uid>/", views.pack, name="pack"),
    path("<uuid:uid>/<str:name>", views.pack_file, name="pack_file"),
]
