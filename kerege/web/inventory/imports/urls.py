from django.urls import path

from kerege.web.inventory.imports import views

urlpatterns = [
    path("", views.imports, name="imports"),
    path("facility-form.xlsx", views.facility_form, name="facility_form"),
    path("<uuid:uid>/", views.sheet_import, name="import"),
    path("<uuid:uid>/do/", views.do, name="import_do"),
    path("<uuid:uid>/rows/", views.rows, name="import_rows"),
    path("<uuid:uid>/rows/<int:number>/", views.decide, name="import_decide"),
    path("<uuid:uid>/report.<str:format>", views.report, name="import_report"),
]
