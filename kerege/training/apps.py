from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "kerege.training"
    label = "training"
