from django.apps import AppConfig


class AccountPagesConfig(AppConfig):
    name = "kerege.web.account"
    label = "account_pages"

    def ready(self) -> None:
        """Hear what the sign-in library does: it offers signals and nothing else."""
        from kerege.web.account import watching

        watching.listen()
