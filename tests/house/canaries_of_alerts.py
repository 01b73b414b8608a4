"""An alert in force with what a neighbour said in return, for the worlds of the leak tests."""

from typing import Any

from kerege.journal.actions import act
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM
from kerege.response.models import Acknowledgement
from tests.response.laid_alert import SENT, lay_issued

OWNER = "KAZ"


def lay_alert(level: Sensitivity, laid: Any) -> None:
    """All of one level: an issued alert that holds for long yet, its document, and an acknowledgement."""
    word = laid.word("alert", level)
    said = {"language": "en", "event": "Locusts", "headline": word, "description": laid.word("alerttext", level)}
    with act("tests.alert.laid", by=SYSTEM, about="alert"):
        row = lay_issued(
            owner=OWNER,
            label=level,
            texts=[said | {"instruction": laid.word("alertdo", level)}],
            areas=[{"desc": laid.word("alertarea", level), "unit": "", "polygon": "", "circle": "43.1,68 25"}],
            contact=laid.word("alertcontact", level),
            note=laid.word("alertnote", level),
            xml=f"<alert>{word}</alert>".encode(),
        )
        told: dict[str, Any] = {"owner": OWNER, "label": level, "alert": row, "kind": "read", "at": SENT}
        Acknowledgement.objects.create(**told, note=laid.word("alertreply", level, shown=False), said_by="c")
    laid.keep("alert", row)


def designated() -> dict[str, str]:
    """An alert in force that a designated country sent to everybody."""
    with act("tests.alert.laid", by=SYSTEM, about="alert"):
        row = lay_issued(owner="XKX", label=Sensitivity.PUBLIC, recipients=["ALB"])
    return {"alert": str(row.uid)}
