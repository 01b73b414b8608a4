from django.apps import AppConfig


class ResponseConfig(AppConfig):
    name = "kerege.response"
    label = "response"
