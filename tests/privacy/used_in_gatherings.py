"""An event at which two people were guests, each noted by the other, and each decided who the other is; and editions
of the library that they added.
"""

from datetime import timedelta

from django.utils import timezone

from kerege.journal.actions import act
from kerege.outreach import actions as outreach
from kerege.outreach.models import Event, Guest, LibraryEdition, LibraryResource, SameGuest
from kerege.people.models import Account
from kerege.people.queries import pseudonyms
from kerege.people.rules import SYSTEM


def lay_gatherings(her: Account, other: Account) -> None:
    now = timezone.now()
    own = {each.id: pseudonyms([str(each.uid)])[str(each.uid)] for each in (her, other)}
    told = {"kind": "awareness", "level": "national", "status": "planned", "sources": ["S1"]}
    made = outreach.record_event(by=SYSTEM, owner="KAZ", key="guests", title="An event", **told)
    with act("tests.gatherings.used", by=SYSTEM, about="gatherings"):
        event = Event.objects.inside_action().get(id=made.id)
        rows = [
            Guest.objects.create(
                owner="KAZ", event=event, person_id=guest.person_id, name=guest.name, folded=guest.name.casefold(),
                email=guest.email, noted_by=own[keeper.id],
            )
            for guest, keeper in ((her, other), (other, her))
        ]  # fmt: skip
        third = Guest.objects.create(owner="KAZ", event=event, name="Somebody", noted_by=own[her.id])
        fourth = Guest.objects.create(owner="KAZ", event=event, name="Somebody Q", noted_by=own[other.id])
        for keeper in (her, other):
            SameGuest.objects.create(
                owner="KAZ", event=event, kept=third, other=fourth, same=False, reason=f"{her.name} said so",
                decided_by=own[keeper.id], decided_at=now + timedelta(minutes=1),
            )  # fmt: skip
        fourth.same_as = rows[0]
        fourth.save()
        shelf = LibraryResource.objects.create(owner="KAZ", key="shelf", kind="guide", topics=" law ")
        for number, keeper in enumerate((her, other)):
            LibraryEdition.objects.create(
                owner="KAZ", resource=shelf, edition=str(number), lang="en", title="A guide", licence="cc_by",
                rights=f"{keeper.name}, editor", summary=f"Written with {keeper.name}", issued_on=now.date(),
                added_on=now.date(), added_by=own[keeper.id], withdrawn_on=now.date(), reason=f"{keeper.name} asked",
            )  # fmt: skip
