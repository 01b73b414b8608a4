"""Canaries in offers, requests and enquiries: see canaries.py."""

from datetime import timedelta
from typing import Any

from django.utils.timezone import localdate

from kerege.inventory import actions as inventory
from kerege.inventory.models import Enquiry
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM

OWNER = "KAZ"
FACILITY: dict[str, Any] = {"by": SYSTEM, "kind": "other", "sectors": "human", "territory": OWNER, "owner": OWNER}


def lay_help(level: Sensitivity, laid: Any) -> None:
    """An offer of an open facility, a request of another one, and the enquiry between them, each for some only."""
    names = {"en": f"Open giver {level.name}"}  # the same one for more of them: everybody may know it
    giver = inventory.record_facility(**FACILITY, names=names, capabilities="training", sure=True)
    told: dict[str, Any] = {"by": SYSTEM, "kind": "training"}
    day = localdate()
    made = inventory.offer_help(
        **told,
        facility=giver.key,
        title=laid.word("offer", level),
        note=laid.word("offernote", level),
        start=day,
        until=day + timedelta(days=99),
    )
    request = inventory.ask_for_help(
        **told,
        owner=OWNER,
        title=laid.word("request", level),
        note=laid.word("requestnote", level),
        needed_by=day + timedelta(days=60),
    )
    _label(level, made, request)
    word = laid.word("enquiry", level)
    sent = inventory.enquire(by=SYSTEM, request=request.key, facility=giver.key, offer=made.key, text=word)
    with checking():
        rows = list(Enquiry.objects.inside_action().filter(thread=sent.thread))
    _label(level, *rows)
    laid.uids.setdefault("offer", []).append(made.key)
    laid.uids.setdefault("request", []).append(request.key)
    laid.keep("enquiry", sent)


def _label(level: Sensitivity, *rows: Any) -> None:
    with act("tests.help.laid", by=SYSTEM, about="help"):
        for row in rows:
            row.label = level
            row.save()
