"""Who adopted and signed a code of conduct in the example world, on the days on which they did it."""

from datetime import date

from kerege.outreach import actions as outreach
from kerege.people import queries as people
from kerege.people.rules import Actor


def adopt(*, by: Actor, code: str, organisation: str, on: date, synthetic: bool) -> None:
    outreach.adopt_code(by=by, key=code, organisation=organisation, from_day=on, today=on, synthetic=synthetic)


def sign(
    *, by: Actor, account: str, code: str, version: str, lang: str, on: date, synthetic: bool, signed_as: str = ""
) -> None:
    """Somebody signs with their own account; it is no deed of whoever loads the world."""
    signer = people.account(account)
    outreach.sign_code(
        by=people.actor_for(signer, on=on, strong=True),
        account=signer,
        key=code,
        version=version,
        lang=lang,
        today=on,
        has_read=True,
        signed_as=signed_as,
        synthetic=synthetic,
    )
