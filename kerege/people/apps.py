from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "kerege.people"
    label = "people"
