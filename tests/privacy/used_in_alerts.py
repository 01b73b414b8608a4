"""Warnings in which two people had every part: each writes, reviews, issues and answers for the other."""

from kerege.journal.actions import act
from kerege.people.models import Account
from kerege.people.queries import pseudonyms
from kerege.people.rules import SYSTEM
from kerege.response.models import Acknowledgement, AlertSubscription
from tests.response.laid_alert import NEIGHBOUR, SENT, lay_issued


def lay_alerts(her: Account, other: Account) -> None:
    own = {each.id: pseudonyms([str(each.uid)])[str(each.uid)] for each in (her, other)}
    with act("tests.alerts.used", by=SYSTEM, about="alerts"):
        for writes, reads in ((her, other), (other, her)):
            row = lay_issued(owner="KAZ", author=own[writes.id], reviewer=own[reads.id], issued_by=own[reads.id])
            AlertSubscription(account=writes, countries=[NEIGHBOUR], since=SENT).save()
            Acknowledgement.objects.create(owner=NEIGHBOUR, alert=row, kind="read", at=SENT, said_by=own[writes.id])
