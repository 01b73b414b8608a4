from django.apps import AppConfig


class AtlasConfig(AppConfig):
    name = "kerege.atlas"
    label = "atlas"
