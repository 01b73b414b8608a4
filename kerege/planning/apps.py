from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "kerege.planning"
    label = "planning"
