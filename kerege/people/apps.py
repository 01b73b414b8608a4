from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "kerege.people"
    label = "people"

    def ready(self) -> None:
        """From now on the journal knows people by their pseudonyms."""
        from kerege.journal.rules import veil_with
        from kerege.people.queries import pseudonyms

        veil_with(pseudonyms)
