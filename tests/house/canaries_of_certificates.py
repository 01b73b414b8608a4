"""Canaries in cases and certificates: see canaries.py."""

from typing import Any

from kerege.capacity import actions as capacity
from kerege.journal.actions import act
from kerege.lib.sensitivity import Sensitivity
from kerege.people import actions as people
from kerege.people.rules import SYSTEM
from tests.capacity.laid_case import lay_case, regional

OWNER = "KAZ"


def lay_certificates(level: Sensitivity, laid: Any) -> None:
    """A scheme, and a case with its certificate under it, all of one level."""
    key = f"CASE-{laid.mark}{level.name}"
    people.record_person(by=SYSTEM, owner=OWNER, key=key, name="A trainee", name_label=Sensitivity.RESTRICTED)
    name = laid.word("scheme", level, shown=False)
    scheme = capacity.publish_scheme(by=SYSTEM, owner=OWNER, key=name, version="1", content=regional())
    with act("tests.scheme.labelled", by=SYSTEM, about=scheme.uid):
        scheme.label = level
        scheme.save()
    lay_case(key, scheme=scheme, label=level, word=lambda what: laid.word(f"case{what}", level, shown=False))
