from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "kerege.jobs"
    label = "jobs"
