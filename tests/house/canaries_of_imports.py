"""Canaries in an import: see canaries.py."""

from typing import Any

from kerege.files.rules import received
from kerege.inventory import actions as inventory
from kerege.inventory.models import ImportRow, SenderColumns
from kerege.journal.actions import act
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM

OWNER = "KAZ"


def lay_import(level: Sensitivity, laid: Any) -> None:
    """A sheet that somebody sent, a row of it, what stood on a card before it, and what is remembered of its sender."""
    sender, title, error = (laid.word(what, level) for what in ("sender", "rowtitle", "rowerror"))
    content = [f"Name,Town\n{title},{error}\nSecond,\n".encode()]
    batch = laid.keep(
        "import",
        inventory.hand_in(
            by=SYSTEM, owner=OWNER, sender=sender, received=received(f"{level.name}.csv", content), label=level
        ),
    )
    inventory.map_columns(by=SYSTEM, uid=batch.uid, fields={"A": "name:en", "B": "place"})
    inventory.check_rows(by=SYSTEM, uid=batch.uid)
    with act("tests.import.laid", by=SYSTEM, about=batch.uid):
        row = ImportRow.objects.inside_action().filter(of__uid=batch.uid).first()
        row.before, row.before_label = laid.word("before", level, shown=False), level
        row.save()
        columns = SenderColumns.objects.inside_action().filter(owner=OWNER).order_by("-id").first()
        columns.label, columns.sender = level, laid.word("heading", level, shown=False)
        columns.save()
