from django.urls import path

from kerege.web.equipment import keeping, views

urlpatterns = [
    path("", views.items, name="equipment"),
    path("items/<uuid:uid>/", views.item, name="equipment_item"),
    path("items/<uuid:uid>/record/", keeping.item_record, name="equipment_item_record"),
    path("lots/", views.lots, name="lots"),
    path("lots/new/", keeping.new_lot, name="new_lot"),
    path("lots/<slug:key>/", views.lot, name="lot"),
    path("lots/<slug:key>/record/", keeping.lot_record, name="lot_record"),
    path("plans/", views.plans, name="plans"),
    path("plans/new/", keeping.new_plan, name="new_plan"),
    path("plans/<slug:key>/", views.plan, name="plan"),
    path("plans/<slug:key>/agree/", keeping.agree, name="agree_to_plan"),
    path("testers/", keeping.testers, name="testers"),
]
