"""Duties to inform whose time runs, for whoever keeps the clocks of a country."""

from django.utils import timezone
from django.utils.translation import gettext

from kerege.people.rules import REGION
from kerege.response.queries import duty_clocks
from kerege.response.words.clocks import ClockState
from kerege.web.clocks.wording import left
from kerege.web.home.known import Known
from kerege.web.home.step import Step, Steps
from kerege.web.measures.wording import named
from kerege.web.shell.navigation import address

MOST = 3


def clocks(known: Known) -> Steps:
    """The most urgent duties of the country that run or are late; what is played says so."""
    now = timezone.now()
    owner = "" if known.owner == REGION else known.owner
    found = duty_clocks.running(known.viewer, at=now, owner=owner)
    urgent = [each for each in found if each.state in {ClockState.LATE, ClockState.RUNNING} and each.due_at]
    for each in urgent[:MOST]:
        title = gettext("Tell in time: %(what)s") % {"what": named(each.what, known.lang)[0]}
        if each.occasion.exercise:
            title = gettext("EXERCISE: %(subject)s") % {"subject": title}
        told = f"{each.occasion.title} · {left(each.due_at, now)}" if each.due_at else each.occasion.title
        yield Step(title, told, address("occasion", each.occasion.uid))
