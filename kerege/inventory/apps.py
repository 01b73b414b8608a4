from django.apps import AppConfig


class InventoryConfig(AppConfig):
    name = "kerege.inventory"
    label = "inventory"
