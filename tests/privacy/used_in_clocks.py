"""Clocks and mandates in which two people had every part."""

from datetime import timedelta

from kerege.journal.actions import act
from kerege.lib.sensitivity import Sensitivity
from kerege.people.models import Account
from kerege.people.queries import pseudonyms
from kerege.people.rules import SYSTEM
from tests.house.canaries_of_clocks import AT, check_of, clock_of, entry_of, mandate_of, occasion_of, switch_of


def lay_clocks(her: Account, other: Account) -> None:
    own = {each.id: pseudonyms([str(each.uid)])[str(each.uid)] for each in (her, other)}
    with act("tests.clocks.used", by=SYSTEM, about="clocks"):
        for n, account in enumerate((her, other)):
            me = own[account.id]
            row = occasion_of("KAZ", Sensitivity.NATIONAL, opened_by=me, title=f"What {account.name} saw")
            done = {"done_by": me, "done_at": AT, "proof": f"Told by {account.name}", "settled_at": AT}
            parts = {"recorded_by": me, "taken_by": me, "taken_at": AT}
            clock = clock_of(row, "D1", **done, **parts)
            ended = {"ended_at": AT, "why_ended": "mistake", "end_reason": f"{account.name} erred", "settled_at": AT}
            clock_of(row, "D2", **ended, recorded_by=me)
            entry_of(row, clock, said_by=me, note=f"{account.name} told")
            at = AT + timedelta(hours=n)
            switch_of("KAZ", Sensitivity.NATIONAL, at=at, recorded_by=me, act=f"Order signed by {account.name}")
            mandate = mandate_of("KAZ", Sensitivity.NATIONAL, hours=f"{account.name} answers")
            check_of(mandate, checked_by=me, note=f"{account.name} answered")
