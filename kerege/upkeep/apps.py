from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    name = "kerege.upkeep"
    label = "upkeep"
