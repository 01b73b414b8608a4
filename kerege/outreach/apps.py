from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "kerege.outreach"
    label = "outreach"
