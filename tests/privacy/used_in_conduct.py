"""Codes of conduct that two people signed: each with the own name, withdrew, and signed again without it."""

from datetime import date

from kerege.outreach import actions as outreach
from kerege.people.models import Account
from kerege.people.rules import SYSTEM
from tests.privacy import somebody

CONTENT = {
    "languages": ["en"],
    "title": {"en": "A code"},
    "preamble": {"en": "Why it is."},
    "principles": [{"key": "risk", "text": {"en": "I weigh risks."}, "tianjin": [5]}],
}


def lay_conduct(her: Account, other: Account, *, on: date) -> None:
    """Of the open code the name stays, of the other one it is withdrawn."""
    for key in ("signed-code", "left-code"):
        outreach.publish_code(by=SYSTEM, owner="REG", key=key, version="1", content=CONTENT, today=on)
        for signer in (her, other):
            own = {"by": somebody.by(signer), "account": signer, "today": on}
            told = {"key": key, "version": "1", "lang": "en", "has_read": True}
            pledge = outreach.sign_code(**own, **told, signed_as=signer.name)
            if key == "left-code":
                outreach.withdraw_pledge(**own, pledge=str(pledge.uid))
                outreach.sign_code(**own, **told)
