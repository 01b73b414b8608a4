from django.apps import AppConfig


class LrsConfig(AppConfig):
    name = "kerege.lrs"
    label = "lrs"
