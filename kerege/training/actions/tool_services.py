"""What tools do by themselves, with a token: fetching one, and telling results.

What a tool tells is its claim. It is kept as told, for the learner and whoever keeps the place, and no certificate and
no figure reads it.
"""

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from kerege.journal.actions import act
from kerege.lib.refusal import Refusal
from kerege.people.rules import SYSTEM
from kerege.training.models import LtiTool, ToolLearner, ToolScore, ToolToken
from kerege.training.queries import tool_services as queries
from kerege.training.queries.lti_tools import ToolLine
from kerege.training.queries.tool_services import LetIn, scopes_of, token_digest
from kerege.training.rules.lti_tools import scoring
from kerege.training.words import lti_tools as words
from kerege.training.words.lti_tools import TOKEN_SECONDS, ToolState


def give_token(
    *, by: ToolLine, claims: Mapping[str, Any], scopes: Iterable[str], now: datetime | None = None
) -> tuple[str, list[str]]:
    """A token for a tool whose assertion was read, and for what it is: those of `scopes` that it may have. The `jti` of
    an assertion comes once.

    Refuses training.tool_not_open, training.tool_scope where nothing is left, and training.tool_hint_used.
    """
    at, wanted = now or timezone.now(), set(scopes)
    given = [each for each in scopes_of(by) if each in wanted]
    if by.state != ToolState.OPEN:
        raise Refusal(words.TOOL_NOT_OPEN)
    if not given:
        raise Refusal(words.TOOL_SCOPE)
    token = secrets.token_urlsafe(32)
    with act("training.tool.let_in", by=SYSTEM, owner=by.owner, about=by.uid):
        tool = LtiTool.objects.inside_action().get(client=by.client)
        ToolToken.objects.filter(tool_id=tool.id, until__lt=at).delete()
        _comes_once(tool.id, f"{by.client} {claims['jti']}", at)
        until = at + timedelta(seconds=TOKEN_SECONDS)
        ToolToken(tool_id=tool.id, digest=token_digest(token), scopes=given, until=until).save()
    return token, given


def _comes_once(tool: int, said: str, at: datetime) -> None:
    """Note a `jti` or a nonce of a tool, inside an act. Refuses training.tool_hint_used to one that came before."""
    row = ToolToken(tool_id=tool, digest=token_digest(said), until=at + timedelta(hours=2))
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Refusal(words.TOOL_HINT_USED) from None


def take_score(*, by: LetIn, uid: str, told: Any, now: datetime | None = None) -> ToolScore:
    """Take what a tool says of one learner whom it knows in this place: who opened it, or whom the list of the course
    told it. The same again changes nothing.

    Refuses training.tool_bad_body, training.tool_score_bounds, training.tool_old_score and training.no_such_tool_link,
    also for a learner whom the tool does not know in this place.
    """
    at = now or timezone.now()
    said, item = scoring.score(told, now=at), queries.line_item(by, uid)
    learner = ToolLearner.objects.filter(place=by.place, sub=said.user).first()
    if learner is None:
        raise Refusal(words.NO_SUCH_TOOL_LINK)
    held: dict[str, Any] = {"given": said.given, "maximum": said.maximum, "activity": said.activity.value}
    held |= {"grading": said.grading.value, "comment": said.comment, "at": said.at}
    row = ToolScore.objects.filter(**item.where, learner=learner).first()
    if row is not None and all(getattr(row, name) == value for name, value in held.items()):
        return row
    with act("training.tool.scored", by=SYSTEM, owner=by.tool.owner, about=item.uid):
        ToolLearner.objects.select_for_update().get(id=learner.id)
        row = ToolScore.objects.filter(**item.where, learner=learner).first() or ToolScore(
            **item.where, learner=learner
        )
        scoring.check_newer(said.at, row.at if row.pk else None)
        for name, value in held.items():
            setattr(row, name, value)
        row.received_at = at
        row.save()
    return row
