from django.apps import AppConfig
from django.db.backends.signals import connection_created


class UpkeepConfig(AppConfig):
    name = "kerege.upkeep"
    label = "upkeep"

    def ready(self) -> None:
        from kerege.journal.rules import gate_with
        from kerege.upkeep.queries import migrating, standing

        migrating.install()
        gate_with(standing.gate)
        connection_created.connect(standing.watch, dispatch_uid="kerege.upkeep.watch")
