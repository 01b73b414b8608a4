"""Signals and events of the example world; nothing of them happened."""

from datetime import timedelta

from django.utils import timezone

from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.response.actions import assessing, signals
from kerege.response.actions.signals import Heard, Title
from kerege.response.queries import health_events as queries
from kerege.response.rules.frames import Given
from kerege.sharing.queries import viewer_of_actor


def record_signal(
    *,
    by: Actor,
    owner: str,
    officer: str,
    source: str,
    source_name: str,
    zone: str,
    domains: list[str],
    known: str,
    days_before: float,
    exercise: str,
    synthetic: bool,
    unit: str = "",
    place: str = "",
    title: str = "",
    dismissed: str = "",
    frames: str = "",
) -> None:
    """A signal as it was recorded, and what became of it: with a title the event that it opened.

    Each line of `frames` is a frame, an account, and its answers: question, answer and reason with // between, and ||
    between the questions; a line with an account, `decides`, an outcome and a reason decides or proposes; `agrees`
    agrees to it.
    """
    now = timezone.now().replace(microsecond=0)
    at = now - timedelta(days=days_before)
    acting = _acting(officer)
    viewer = viewer_of_actor(acting, on=now.date())
    if any(each.known == known for each in queries.signals(viewer, owner=owner)):
        return
    heard = Heard(source, at, zone, tuple(domains), known, source_name, unit, place)
    row = signals.record_signal(
        by=acting, owner=owner, heard=heard, exercise=exercise == "yes", synthetic=synthetic, now=at
    )
    if dismissed:
        signals.dismiss_signal(by=acting, signal=str(row.uid), reason=dismissed, now=at)
    if title:
        event = signals.open_event(by=acting, signal=str(row.uid), called=Title(title), now=at)
        _assess(str(event.uid), frames)


def _assess(event: str, frames: str) -> None:
    begun: dict[str, str] = {}
    for line in frames.splitlines():
        frame, account, rest = line.split(maxsplit=2)
        acting = _acting(account)
        if frame not in begun:
            begun[frame] = str(assessing.open_assessment(by=acting, event=event, frame_key=frame).uid)
        if rest.startswith("decides "):
            _word, outcome, reason = rest.split(maxsplit=2)
            assessing.decide_assessment(by=acting, assessment=begun[frame], outcome=outcome, reason=reason)
            continue
        if rest == "agrees":
            assessing.agree_to_decision(by=acting, assessment=begun[frame])
            continue
        given = {}
        for each in rest.split(";;"):
            key, answer, reason = (part.strip() for part in each.split("//"))
            given[key] = Given(answer, reason)
        assessing.give_answers(by=acting, assessment=begun[frame], given=given)


def _acting(account: str) -> Actor:
    return people.actor_for(people.account(account), on=timezone.localdate(), strong=True)
