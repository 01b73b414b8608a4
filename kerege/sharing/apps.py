from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "kerege.sharing"
    label = "sharing"
