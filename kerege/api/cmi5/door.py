"""What a unit of cmi5 may ask: the records of its own session, and nothing else.

Each session has an address of its own. A unit shows the token that it fetched; pages of the host from which it was
launched may ask, and those of no other (CORS). It is the interface of xAPI 1.0.3 with fewer resources. Nothing here
answers with WWW-Authenticate: a browser would stop the unit and ask its learner for a password.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from kerege.api.xapi import door as xapi
from kerege.api.xapi import statements
from kerege.api.xapi.documents import documents_of
from kerege.api.xapi.door import Asking
from kerege.lib.refusal import Refusal
from kerege.lrs import queries as stored
from kerege.lrs.rules import asking as asked
from kerege.lrs.rules.agents import identifier, person
from kerege.lrs.words import Edition, Kept
from kerege.lrs.words.asking import METHOD, NEEDS_PARAMETER, NO_RESOURCE, NO_VERSION
from kerege.lrs.words.statements import ONE_ONLY
from kerege.people.rules import ANONYMOUS
from kerege.training.actions import cmi5_taking as actions
from kerege.training.queries import cmi5 as queries
from kerege.training.queries.cmi5 import OpenSession
from kerege.training.rules.elearning.cmi5_preferences import check_preferences
from kerege.training.words import cmi5 as words

USED, SECURITY, FAULT = "1", "2", "3"
"""The error codes of a fetch (8.2.3): it was answered before, it may not be answered, something else."""


@dataclass(frozen=True)
class FromUnit:
    """A request of a unit that was let in."""

    session: OpenSession
    asking: Asking


Handler = Callable[[FromUnit], HttpResponse]


@csrf_exempt
def resource(request: HttpRequest, session: UUID, rest: str) -> HttpResponse:
    """A resource of xAPI for a unit. Clients put a slash between the endpoint and its name, or two."""
    handlers = RESOURCES.get(rest.lstrip("/"))
    try:
        if handlers is None:
            raise Refusal(NO_RESOURCE)
        if request.method == "OPTIONS":
            return _shared(request, HttpResponse(status=204), session)
        asking = xapi.asked_of(request, Edition.XAPI_1)
        if not xapi.speaks(asking.header(xapi.VERSION), Edition.XAPI_1):
            raise Refusal(NO_VERSION, field=xapi.VERSION, allowed="1.0, 1.0.x")
        found = queries.let_in(session=session, authorization=asking.header("Authorization"), now=asking.at)
        handler = handlers.get("GET" if asking.method == "HEAD" else asking.method)
        if handler is None:
            raise Refusal(METHOD, method=asking.method[:12])
        answer = handler(FromUnit(found, asking.by(found.caller)))
    except Refusal as refusal:
        answer = xapi.refused(refusal, handlers or ())
    return _shared(request, answer, session)


@csrf_exempt
def fetch(request: HttpRequest, session: UUID, key: str) -> HttpResponse:
    """The token of a session, for the first that asks. Whatever is wrong is told with the status 200 (8.2)."""
    if request.method == "OPTIONS":
        return _shared(request, HttpResponse(status=204), session)
    if request.method != "POST":
        return _shared(request, xapi.refused(Refusal(METHOD, method=str(request.method)[:12]), ("POST",)), session)
    try:
        token = actions.fetch_token(by=ANONYMOUS, session=str(session), key=key, now=datetime.now(UTC))
        told = {"auth-token": token} if token else _fault(USED, "The token of this session was fetched already.")
    except Refusal as refusal:
        known = refusal.word in {words.CMI5_NO_SUCH_SESSION, words.CMI5_SESSION_OVER}
        told = _fault(SECURITY if known else FAULT, refusal.told(str))
    return _shared(request, _json(told), session)


def put_statement(unit: FromUnit) -> HttpResponse:
    """Keep one statement under the id in the address."""
    told = statements.id_of_put(unit.asking)
    sent, is_list, contents = statements.sent_by(unit.asking)
    if is_list:
        raise Refusal(ONE_ONLY)
    actions.take_statements(by=unit.session, sent=sent, contents=contents, only=told, now=unit.asking.at)
    return HttpResponse(status=204)


def post_statements(unit: FromUnit) -> HttpResponse:
    """Keep one statement or a list of them; the ids."""
    asked.known(unit.asking.params, ())
    sent, _, contents = statements.sent_by(unit.asking)
    found = actions.take_statements(by=unit.session, sent=sent, contents=contents, only=None, now=unit.asking.at)
    return _json(found)


def get_statements(unit: FromUnit) -> HttpResponse:
    """Statements of the unit's own registration."""
    return statements.get(unit.asking, name="au", session=unit.session.uid)


def state(method: str) -> Handler:
    """A state of this activity, learner and registration. The data of the launch are read only."""
    handler = documents_of(Kept.STATE)[method]

    def handle(unit: FromUnit) -> HttpResponse:
        sitting, params = unit.session.sitting, unit.asking.params
        _check_agent(unit)
        for name, own in (("activityId", sitting.activity), ("registration", sitting.registration)):
            if name not in params:
                raise Refusal(NEEDS_PARAMETER, field=name, name=name)
            if params[name] != own:
                raise Refusal(words.CMI5_ASKS_ELSEWHERE, field=name)
        if method != "GET" and params.get("stateId", words.LAUNCH_DATA) == words.LAUNCH_DATA:
            raise Refusal(words.CMI5_READ_ONLY)
        if method in {"PUT", "POST"}:
            _check_room(unit)
        return handler(unit.asking)

    return handle


def profile(method: str) -> Handler:
    """The preferences of this learner: read once before the unit begins, and written in their form."""
    handler = documents_of(Kept.AGENT)[method]

    def handle(unit: FromUnit) -> HttpResponse:
        _check_agent(unit)
        if unit.asking.params.get("profileId", words.PREFERENCES) != words.PREFERENCES:
            raise Refusal(words.CMI5_ASKS_ELSEWHERE, field="profileId")
        if method in {"PUT", "POST"}:
            check_preferences(unit.asking.content_type, unit.asking.body)
        elif method == "GET" and "profileId" in unit.asking.params:
            actions.note_prepared(by=unit.session)
        return handler(unit.asking)

    return handle


def agents(unit: FromUnit) -> HttpResponse:
    """Who the learner is: the name that the unit was told, and nothing beside it."""
    _check_agent(unit)
    found = person(asked.agent_value(unit.asking.params))
    return _json(found)


def about(unit: FromUnit) -> HttpResponse:
    """Which version this address speaks."""
    return _json({"version": [Edition.XAPI_1.value]})


RESOURCES: dict[str, dict[str, Handler]] = {
    "statements": {"GET": get_statements, "PUT": put_statement, "POST": post_statements},
    "activities/state": {method: state(method) for method in ("GET", "PUT", "POST", "DELETE")},
    "agents/profile": {method: profile(method) for method in ("GET", "PUT", "POST")},
    "agents": {"GET": agents},
    "about": {"GET": about},
}
"""What there is for units; profiles of activities are not: one learner could leave something there for another."""


def _check_agent(unit: FromUnit) -> None:
    """Refuses lrs.needs_parameter and lrs.parameter, and training.cmi5_asks_elsewhere for anybody else."""
    value = asked.agent_value(unit.asking.params)
    if identifier(value) != identifier(dict(unit.session.sitting.actor)):
        raise Refusal(words.CMI5_ASKS_ELSEWHERE, field="agent")


def _check_room(unit: FromUnit) -> None:
    """Refuses training.cmi5_keeps_much."""
    params, most = dict(unit.asking.params), words.MOST_STATES
    key = params.pop("stateId", "")
    known, _ = stored.keys(unit.session.caller, asked.place(Kept.STATE, params, keyed=False))
    if len(unit.asking.body) > words.LARGEST_STATE or (key not in known and len(known) >= most):
        raise Refusal(words.CMI5_KEEPS_MUCH, most=most, bytes=words.LARGEST_STATE)


def _json(value: object) -> HttpResponse:
    return HttpResponse(json.dumps(value), content_type="application/json")


def _fault(code: str, text: str) -> dict[str, str]:
    return {"error-code": code, "error-text": text}


def _shared(request: HttpRequest, answer: HttpResponse, session: UUID) -> HttpResponse:
    """What every answer has; pages of the host from which the unit was launched may read it."""
    answer[xapi.VERSION] = Edition.XAPI_1.value
    answer["Access-Control-Allow-Methods"] = ", ".join((*xapi.METHODS, "OPTIONS"))
    answer["Access-Control-Allow-Headers"] = xapi.TAKEN
    answer["Access-Control-Expose-Headers"] = xapi.SHOWN
    answer["Access-Control-Max-Age"] = "600"
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    answer["Cache-Control"] = "private, no-store"
    answer["Vary"] = "Origin"
    origin = request.headers.get("Origin", "")
    if origin and origin == queries.origin_of_session(session):
        answer["Access-Control-Allow-Origin"] = origin
    return answer
