from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "kerege.journal"
    label = "journal"
