from django.urls import path

from kerege.web.bank import editing, exporting, importing, views

urlpatterns = [
    path("", views.collections, name="bank"),
    path("items/<uuid:uid>/", views.item, name="bank_item"),
    path("items/<uuid:uid>/edit/", editing.edit_item, name="edit_bank_item"),
    path("items/<uuid:uid>/qti/", exporting.as_qti, name="bank_item_qti"),
    path("<slug:key>/", views.collection, name="bank_collection"),
    path("<slug:key>/new/", editing.new_item, name="new_bank_item"),
    path("<slug:key>/import/", importing.bring_in, name="import_bank"),
]
