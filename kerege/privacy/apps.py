from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "kerege.privacy"
    label = "privacy"
