"""Canaries in statements about learning. See canaries.py."""

import json
from typing import Any

from kerege.journal.actions import act
from kerege.lib.sensitivity import Sensitivity
from kerege.lrs.models import Statement
from kerege.people.rules import SYSTEM
from tests.lrs.said import said

OWNER = "KAZ"


def lay_statements(level: Sensitivity, laid: Any) -> None:
    """One statement of this level; programs send restricted ones, and others have to be read by their level too."""
    word = str(laid.word("learnt", level, shown=False))
    activity = {"id": "x:canary", "definition": {"name": {"en": word}}}
    with act("tests.statements.laid", by=SYSTEM, about="statements"):
        Statement.objects.create(
            owner=OWNER,
            label=level,
            uid="0b1f9c52-6d43-4b8e-9d5c-0f6f5a1c2e77",
            stored=Statement.objects.inside_action().count() + 1,
            verb=1,
            credential=1,
            version="2.0.0",
            raw=json.dumps(said(object=activity)),
        )
