from django.apps import AppConfig


class LawConfig(AppConfig):
    name = "kerege.law"
    label = "law"
