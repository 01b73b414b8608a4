from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "kerege.indicators"
    label = "indicators"
