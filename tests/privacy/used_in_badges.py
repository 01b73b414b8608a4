"""Badges of courses in which two people had every part: each decides, gives to the other, and takes back."""

from datetime import date

from kerege.capacity import actions as capacity
from kerege.capacity.models import GivenBadge
from kerege.journal.rules import checking
from kerege.lib.ids import new_uid
from kerege.people.models import Account
from tests.privacy import somebody


def lay_badges(her: Account, other: Account, *, on: date) -> None:
    for acting, holder in ((her, other), (other, her)):
        about, by = new_uid(), somebody.by(acting)
        said = {"title": "Course of ZHANAR Quxley", "criteria": {"en": "All five days.", "ru": "Все пять дней."}}
        capacity.decide_badge(by=by, owner="KAZ", about=about, kind="took_part", today=on, **said)
        assert capacity.give_badges(by=by, about=about, kind="took_part", persons=[holder.person_id], today=on) == 1
        with checking():
            number = GivenBadge.objects.inside_action().get(badge__about=about).number
        capacity.take_back_badge(by=by, number=number, reason="Zhanar Quxley was not there", about=about, today=on)
