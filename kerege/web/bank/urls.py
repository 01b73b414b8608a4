from django.urls import path

from kerege.web.bank import editing, exporting, importing, views

urlpatterns = [
    path("", views.collections, name="bank"),
    path("items/<uuid:uid>/", views.item, name="bank_item"),
    path("items/<uuid:uid>/edit/", editing.edit_item, name="edit_bank_item"),
    path("items/<uuid:uid>/qti/", exporting.as_qti, name="bank_item_qti"),
    path("items/<uuid:uid>/export/", exporting.item_file, name="bank_item_file"),
    path("<slug:key>/", views.collection, name="bank_collection"),
    path("<slug:key>/new/", editing.new_item, name="new_bank_item"),
    path("<slug:key>/export/", exporting.look, name="bank_export"),
    path("<slug:key>/export/file/", exporting.as_file, name="bank_export_file"),
    path("<slug:key>/import/", importing.bring_in, name="import_bank"),
]
