from django.urls import path

from kerege.web.indicators import views

urlpatterns = [
    path("indicators/", views.logframe, name="indicators"),
    path("indicators/<str:key>/", views.indicator, name="indicator"),
    path("indicators/<str:key>.<str:format>", views.indicator_export, name="indicator_export"),
]
