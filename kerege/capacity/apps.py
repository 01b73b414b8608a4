from django.apps import AppConfig


class CapacityConfig(AppConfig):
    name = "kerege.capacity"
    label = "capacity"
