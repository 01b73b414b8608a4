"""Results are told to the platform that launched, and the class is read from it when somebody who teaches asks.

Whoever signs for the node is an argument (`sign`): its keys lie above this room.
"""

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import transaction

from kerege.journal.actions import act
from kerege.journal.rules import gated, writing
from kerege.lib.ids import new_uid
from kerege.lib.outgoing import Answer, ask
from kerege.lib.refusal import Refusal
from kerege.people.rules import REGION, Actor, check_may
from kerege.people.words import Deed
from kerege.training.models import LtiLaunch, LtiScore
from kerege.training.queries.lti_platforms import ToldLine, own_launch, results_of_class
from kerege.training.queries.lti_results import results_of
from kerege.training.rules import lti_platforms as rules
from kerege.training.rules.lti_names import ASSERTION, MEMBERS_TYPE
from kerege.training.words import lti_platforms as words
from kerege.training.words.lti_platforms import SCORED, PlatformState, ScoreState, Tells

logger = logging.getLogger(__name__)
Sign = Callable[[Mapping[str, Any]], str]
FRESH, LOOKED_FOR = timedelta(days=1), timedelta(days=90)
"""Launches of the last day are looked at each time, older ones once an hour: marks of an exam may come late."""
AT_ONCE, SECONDS, MOST, MOST_PAGES = 100, 10, 1_000_000, 20
SCORE_TYPE = "application/vnd.ims.lis.v1.score+json"


@dataclass(frozen=True)
class Member:
    """Somebody of a class as the platform lists it. Nothing of this is kept."""

    name: str
    learns: bool
    told: ToldLine | None


def tell_platforms(*, by: Actor, at: datetime, sign: Sign) -> int:
    """Take up what came since, and tell the platforms what waits: how many results they took. For the node itself.

    Refuses people.not_yours to everybody but the node and who manages the accounts of the region.
    """
    check_may(by, Deed.MANAGE_ACCOUNTS, REGION)
    _take_up(by, at)
    waiting = LtiScore.objects.filter(
        state=ScoreState.WAITS, due__lte=at, launch__learner__platform__state=PlatformState.OPEN
    )
    tokens: dict[int, str | Refusal] = {}
    took = 0
    for row in waiting.select_related("launch__learner__platform").order_by("due", "id")[:AT_ONCE]:
        took += _tell(by, row, at, sign, tokens)
    return took


def read_class(*, by: Actor, launch: str, at: datetime, sign: Sign) -> list[Member]:
    """The class of a launch as its platform lists it now, for whoever teaches there, with the results that came by the
    same link. Names are shown and kept nowhere.

    Refuses training.launch_over, .names_not_given, .platform_no_token and outgoing.*.
    """
    line, row = own_launch(by, launch)
    if not (line.class_listed and line.open):
        raise Refusal(words.LAUNCH_OVER)
    token, told, address = _token(row.learner.platform, rules.NAMES_SCOPE, at, sign), [], row.names
    for _page in range(MOST_PAGES):
        answer = _asked(address, headers={"Authorization": f"Bearer {token}", "Accept": MEMBERS_TYPE})
        if answer.status != 200:
            raise Refusal(words.NAMES_NOT_GIVEN, status=answer.status)
        told += rules.members_of(_json(answer))
        address = rules.next_page(answer.headers.get("Link", ""), of=row.names)
        if not address:
            break
    results = results_of_class(row)
    found = [Member(name, learns, results.get(number)) for number, name, learns in told]
    return sorted(found, key=lambda each: (not each.learns, each.name.casefold()))


def _take_up(by: Actor, at: datetime) -> None:
    since = at - (LOOKED_FOR if at.minute == 0 else FRESH)
    rows = LtiLaunch.objects.filter(opened_at__gte=since, kind__in=[str(each) for each in SCORED]).exclude(line="")
    rows = rows.filter(learner__platform__state=PlatformState.OPEN)
    for launch in rows.select_related("learner__account", "learner__platform").order_by("id"):
        _note(by, launch, results_of(launch), at)


def _note(by: Actor, launch: LtiLaunch, results: list[rules.Result], at: datetime) -> None:
    """Let a result wait that is to be told beside what was told before. What waits already becomes that one."""
    if not results:
        return
    row = LtiScore.objects.filter(launch=launch).order_by("-id").first()
    last = rules.Result(row.about, row.given, row.most, row.at) if row is not None else None
    found = rules.to_tell(results, last, tells=Tells(launch.learner.platform.tells))
    if found is None:
        return
    row = row if row is not None and row.state == ScoreState.WAITS else LtiScore(launch=launch)
    with act("training.platform.result", by=by, about=launch.uid):
        row.about, row.given, row.most = found.about, found.given, found.most
        row.at = rules.told_at(found, last, now=at)
        row.state, row.tries, row.due, row.fault = ScoreState.WAITS, 0, at, ""
        row.save()


def _tell(by: Actor, row: LtiScore, at: datetime, sign: Sign, tokens: dict[int, str | Refusal]) -> int:
    platform = row.launch.learner.platform
    try:
        if platform.id not in tokens:
            tokens[platform.id] = _tried(platform, at, sign)
        token = tokens[platform.id]
        if isinstance(token, Refusal):
            raise token
        told = rules.score_told(subject=row.launch.learner.subject, given=row.given, most=row.most, at=row.at)
        headers = {"Authorization": f"Bearer {token}", "Content-Type": SCORE_TYPE}
        answer = _asked(rules.scores_address(row.launch.line), body=json.dumps(told).encode(), headers=headers)
    except Refusal as refusal:
        return _later(by, row, at, refusal.code)
    if 200 <= answer.status < 300:
        return _ended(by, row, ScoreState.SENT, at, "")
    if answer.status == 401 or answer.status in rules.AGAIN_LATER:
        return _later(by, row, at, f"status {answer.status}")
    return _ended(by, row, ScoreState.REFUSED, at, f"status {answer.status}")


def _tried(platform: Any, at: datetime, sign: Sign) -> str | Refusal:
    """A token for scores, else why there is none: a platform that is away is asked once in a run."""
    try:
        return _token(platform, rules.SCORE_SCOPE, at, sign)
    except Refusal as refusal:
        return refusal


def _later(by: Actor, row: LtiScore, at: datetime, fault: str) -> int:
    pause = rules.next_try(row.tries + 1)
    if pause is None:
        return _ended(by, row, ScoreState.REFUSED, at, fault)
    row.tries, row.due, row.fault = row.tries + 1, at + pause, fault[:60]
    with gated(), transaction.atomic(), writing():
        row.save()
    logger.warning("a result was not told to a platform", extra={"code": fault[:60]})
    return 0


def _ended(by: Actor, row: LtiScore, state: ScoreState, at: datetime, fault: str) -> int:
    with act("training.platform.told", by=by, about=row.launch.uid, state=state.value):
        row.state, row.fault = state, fault[:60]
        row.sent_at = at if state == ScoreState.SENT else None
        row.save()
    return int(state == ScoreState.SENT)


def _token(platform: Any, scope: str, at: datetime, sign: Sign) -> str:
    """A token of the platform for one use. Refuses training.platform_no_token, outgoing.* and what `sign` refuses."""
    now = int(at.timestamp())
    who = rules.asking_for_token(
        client_id=platform.client_id, token_url=platform.token_url, now=now, jti=str(new_uid())
    )
    form = {
        "grant_type": "client_credentials",
        "client_assertion_type": ASSERTION,
        "client_assertion": sign(who),
        "scope": scope,
    }
    kind = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    answer = _asked(platform.token_url, body=urlencode(form).encode(), headers=kind)
    told = _json(answer) if answer.status == 200 else {}
    token = told.get("access_token") if isinstance(told, dict) else None
    if not isinstance(token, str) or not token.isprintable() or not 0 < len(token) <= 10_000:
        raise Refusal(words.PLATFORM_NO_TOKEN, status=answer.status)
    return token


def _asked(address: str, *, headers: Mapping[str, str], body: bytes | None = None) -> Answer:
    return ask(
        address,
        allowed=settings.KEREGE_OUTGOING_HOSTS,
        method="GET" if body is None else "POST",
        body=body,
        headers=headers,
        seconds=SECONDS,
        most=MOST,
        loopback=settings.KEREGE_DEMO,
    )


def _json(answer: Answer) -> Any:
    try:
        return json.loads(answer.body)
    except (ValueError, RecursionError):
        return None
