from django.urls import path

from kerege.web.inventory import overview

urlpatterns = [path("", overview.inventory, name="inventory")]
