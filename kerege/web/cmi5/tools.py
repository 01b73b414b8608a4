"""What another program may do with packages of cmi5, with the password of a device (scope elearning) by HTTP Basic.

It acts as the account whose device it is, and may what that account may on the pages: hand a package in, publish what
somebody else handed in, begin and launch what it plays itself, waive a unit where it is staff.
"""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.training.actions import cmi5 as actions
from kerege.training.actions import elearning as packages
from kerege.training.queries import cmi5 as units
from kerege.training.queries import elearning as queries
from kerege.training.words import cmi5 as words
from kerege.training.words.cmi5 import LaunchMode
from kerege.web.cmi5.launching import launch
from kerege.web.cmi5.words import TOOL_BAD_BODY, TOOL_NO_FILE
from kerege.web.content.taking import scan
from kerege.web.shell.middleware import problem

Told = tuple[dict[str, Any], int]
View = Callable[..., Told]


def for_tools(view: View) -> Any:
    """`view`, whose answer is an object and a status, with refusals as problem documents. Exempt from the token against
    forged requests, since no page can send the password of a device along.
    """

    @csrf_exempt
    @require_http_methods(["GET", "POST"])
    @wraps(view)
    def told(request: HttpRequest, **named: UUID) -> HttpResponse:
        try:
            found, status = view(request, **named)
            return JsonResponse(found, status=status)
        except Refusal as refusal:
            return problem(refusal)

    return told


@for_tools
def hand_in(request: HttpRequest) -> Told:
    """A package (the file `file` of a form) with its owner; it waits for another person's review."""
    file = request.FILES.get("file")
    if file is None:
        raise Refusal(TOOL_NO_FILE, field="file")
    told: dict[str, Any] = {name: request.POST.get(name, "") for name in ("owner", "licence", "rights")}
    label = request.POST.get("label", "public").upper()
    if label not in Sensitivity.__members__:
        label = "PUBLIC" if not label else "?"
    level: Any = Sensitivity[label] if label != "?" else -1
    row = packages.hand_in_package(by=_by(request), file=file, label=level, scan=scan(), **told)
    return _package(request, str(row.uid)), 201


@for_tools
def package(request: HttpRequest, uid: UUID) -> Told:
    """A package with its units."""
    return _package(request, str(uid)), 200


@for_tools
def publish(request: HttpRequest, uid: UUID) -> Told:
    """Open a package that somebody else handed in."""
    packages.publish_package(by=_by(request), uid=str(uid))
    return _package(request, str(uid)), 200


@for_tools
def begin(request: HttpRequest, uid: UUID) -> Told:
    """Begin a package; with `course` for a course in which the account has a place."""
    sent = _sent(request)
    told: dict[str, Any] = {"course": _text(sent, "course"), "language": _text(sent, "language")}
    row = actions.begin_units(by=_by(request), reader=request.viewer, uid=str(uid), **told)  # type: ignore[attr-defined]
    return _registration(request, str(row.uid)), 201


@for_tools
def registration(request: HttpRequest, uid: UUID) -> Told:
    """How far somebody is: one's own registration, and for staff of its course that of a participant."""
    return _registration(request, str(uid)), 200


@for_tools
def launch_address(request: HttpRequest, uid: UUID) -> Told:
    """Launch a unit of one's own registration: the session, and the address at which the unit begins."""
    sent, found = _sent(request), str(uid)
    line, _ = queries.own_registration(request.viewer, request.actor, found)  # type: ignore[attr-defined]
    parts = line.what.parts
    number = sent.get("unit", 0)
    if not isinstance(number, int) or not 0 <= number < len(parts):
        raise Refusal(words.CMI5_NO_SUCH_UNIT, field="unit")
    made = launch(
        request,
        line,
        registration=found,
        part=parts[number].id,
        mode=_text(sent, "mode") or LaunchMode.NORMAL,
        returns_to=_text(sent, "return_url"),
        language=_text(sent, "language") or get_language() or "",
    )
    return {"session": made.session, "url": made.address}, 201


@for_tools
def waive(request: HttpRequest, uid: UUID) -> Told:
    """Let a unit count as done, with a reason."""
    sent, found = _sent(request), str(uid)
    number = sent.get("unit", 0)
    part = f"au-{number}" if isinstance(number, int) else ""
    actions.waive_unit(by=_by(request), registration=found, part=part, reason=_text(sent, "reason"))
    return {"registration": found, "unit": number}, 201


@for_tools
def abandon(request: HttpRequest, uid: UUID) -> Told:
    """End a session of one's own whose unit does not answer any more."""
    actions.abandon_session(by=_by(request), session=str(uid))
    return {"session": str(uid)}, 201


def _by(request: HttpRequest) -> Any:
    return request.actor  # type: ignore[attr-defined]  # ProgramsMiddleware


def _sent(request: HttpRequest) -> dict[str, Any]:
    """The JSON object of the body; nothing for an empty one."""
    if not request.body:
        return {}
    try:
        told = json.loads(request.body)
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        raise Refusal(TOOL_BAD_BODY)
    return told


def _text(sent: dict[str, Any], name: str) -> str:
    told = sent.get(name, "")
    return told if isinstance(told, str) else ""


def _package(request: HttpRequest, uid: str) -> dict[str, Any]:
    line = queries.package(request.viewer, request.actor, uid)  # type: ignore[attr-defined]
    told = [{"id": part.id, "title": part.title, **_asks(part.settings)} for part in line.what.parts]
    return {"package": line.uid, "title": line.title, "standard": line.standard, "state": line.state, "units": told}


def _asks(settings: Any) -> dict[str, Any]:
    return {name: settings.get(name) for name in ("move_on", "mastery_score", "launch_method")}


def _registration(request: HttpRequest, uid: str) -> dict[str, Any]:
    found = units.course_of(request.actor, uid)  # type: ignore[attr-defined]
    told = [
        {"id": each.part.id, "title": each.part.title, "state": each.state.value, "score": each.unit.score}
        for each in found.units
    ]
    return {"registration": uid, "package": found.package, "satisfied": found.satisfied, "units": told}
