"""Signals and events in which two people had every part."""

from kerege.journal.actions import act
from kerege.lib.sensitivity import Sensitivity
from kerege.people.models import Account
from kerege.people.queries import pseudonyms
from kerege.people.rules import SYSTEM
from kerege.response.models import Signal
from tests.house.canaries_of_health_events import AT, answers_of, assessment_of, event_of


def lay_health_events(her: Account, other: Account) -> None:
    own = {each.id: pseudonyms([str(each.uid)])[str(each.uid)] for each in (her, other)}
    with act("tests.health_events.used", by=SYSTEM, about="health events"):
        for one, two in ((own[her.id], own[other.id]), (own[other.id], own[her.id])):
            closed = {"state": "closed", "closed_by": one, "closed_at": AT, "why_closed": "Over."}
            event = event_of("KAZ", Sensitivity.NATIONAL, **closed | {"opened_by": one})
            parts = {"first": one, "second": two, "proposed_by": one, "decided_by": two, "opened_by": one}
            done = assessment_of(event, decided=True, **parts)
            for who in (one, two):
                answers_of(event, done, who, "Seen.")
            told = {"source": "field", "received_at": AT, "recorded_at": AT, "zone": "UTC", "domains": ["animal"]}
            told |= {"triage": "not_event", "reason": "A rumour.", "triaged_by": one, "triaged_at": AT}
            Signal.objects.create(owner="KAZ", known="Little.", place="A district", recorded_by=one, **told)
