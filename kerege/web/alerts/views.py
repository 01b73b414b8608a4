"""Reading alerts: what is in force, one alert with its languages side by side, and its signed document."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from kerege.journal.rules import known_as
from kerege.people.rules import may, owners_for
from kerege.people.words import Deed
from kerege.response.queries import alert_mail
from kerege.response.queries import alerts as queries
from kerege.response.queries.alerts import AlertLine
from kerege.response.words.alerts import REPLIES, AlertState, MsgType, Reply, Standing, Status
from kerege.web.activities import lists
from kerege.web.activities.history import history
from kerege.web.alerts import wording
from kerege.web.alerts.forms import ReasonForm
from kerege.web.shell.asked import asks
from kerege.web.shell.navigation import address
from kerege.web.shell.wording import word_of


def trail() -> list[tuple[str, str]]:
    return [(gettext("Alerts"), address("alerts"))]


def own_country(request: HttpRequest, choice: lists.Choice) -> str:
    """The country of which a page says whether an alert concerns it: the one chosen, else the reader's own."""
    owners = [grant.owner for grant in request.actor.grants if grant.owner != "REG"]
    return choice.country or (owners[0] if owners else "")


@require_GET
@asks()
def overview(request: HttpRequest) -> HttpResponse:
    """What is in force first, and whether it concerns the reader's country; then what waits, and what was."""
    choice, now = lists.chosen(request), timezone.now()
    lines, in_hand = queries.issued(request.viewer, at=now), queries.in_hand(request.viewer, request.actor)
    own = own_country(request, choice)
    names = lists.names_of(
        {code for each in (*lines, *in_hand) for code in (each.owner, *each.recipients)} | {own}, choice
    )
    told = [wording.row(line, choice, names, own) for line in lines]
    force = [each for each in told if _is_actual(each["line"]) and each["line"].standing == Standing.IN_FORCE]
    context = {
        "force": sorted(force, key=lambda each: not each["concerns"]),
        "concerning": sum(each["concerns"] for each in force),
        "own": names.get(own),
        "in_hand": [wording.row(line, choice, names, own) for line in in_hand],
        "drills": [
            each for each in told if not _is_actual(each["line"]) and each["line"].standing == Standing.IN_FORCE
        ],
        "past": [each for each in told if each["line"].standing != Standing.IN_FORCE],
        "may_write": bool(owners_for(request.actor, Deed.WRITE_ALERT)),
        "feed": address("alert_feed", choice.lang),
    }
    return render(request, "alerts/overview.html", context)


def _is_actual(line: AlertLine) -> bool:
    return line.status == Status.ACTUAL


@require_GET
@asks()
def alert_page(request: HttpRequest, uid: object) -> HttpResponse:
    """One alert, its thread, what the neighbours said, and what may be done with it now."""
    return shown(request, uid)


def shown(request: HttpRequest, uid: object, *, form: Any = None, pressed: str = "") -> HttpResponse:
    """The page of an alert, with a form that was sent and refused."""
    choice, now = lists.chosen(request), timezone.now()
    line = line_of(request, uid)
    around = queries.thread(request.viewer, line, at=now)
    codes = {code for each in (line, *around) for code in (each.owner, *each.recipients)}
    names = lists.names_of(codes, choice)
    context = {
        **wording.whole(line, choice, names),
        "thread": [wording.row(each, choice, names) for each in around] if len(around) > 1 else [],
        "replies": wording.replies(queries.replies(request.viewer, line.uid), line, names),
        "mailing": alert_mail.mailing(request.actor, line),
        "offered": _offered(request, line),
        "may_run": line.state == AlertState.ISSUED and bool(owners_for(request.actor, Deed.RUN_CLOCKS)),
        "form": form or ReasonForm(),
        "pressed": pressed,
        "answers": _answers(request, line, names),
        "history": history(request.viewer, line.uid),
        "trail": trail(),
    }
    return render(request, "alerts/alert.html", context, status=422 if form is not None and form.errors else 200)


def line_of(request: HttpRequest, uid: object) -> AlertLine:
    """The alert that the reader may know of. Refuses people.unknown_key in the same words where there is none."""
    line = queries.alert(request.viewer, request.actor, uid, at=timezone.now())
    if line is None:
        raise lists.not_there(gettext("alert"), uid)
    return line


def _offered(request: HttpRequest, line: AlertLine) -> dict[str, bool]:
    """The buttons that somebody is offered now; the actions refuse whatever else is sent."""
    by, owner, state = request.actor, line.owner, line.state
    mine = line.author == known_as(by.uid)
    writes, issues = may(by, Deed.WRITE_ALERT, owner), may(by, Deed.ISSUE_ALERT, owner)
    second = issues and (not mine or line.level == "national")
    follows = writes and line.standing == Standing.IN_FORCE and line.msg_type != MsgType.CANCEL
    return {
        "edit": mine and writes and state == AlertState.DRAFT,
        "submit": mine and writes and state == AlertState.DRAFT,
        "approve": second and state == AlertState.IN_REVIEW,
        "return": issues and not mine and state == AlertState.IN_REVIEW,
        "issue": issues and state == AlertState.APPROVED,
        "withdraw": (mine or issues) and state in {AlertState.DRAFT, AlertState.IN_REVIEW, AlertState.APPROVED},
        "update": follows,
        "cancel": follows,
        "waits": mine and state == AlertState.IN_REVIEW and not second,
    }


def _answers(request: HttpRequest, line: AlertLine, names: dict[str, Any]) -> list[dict[str, Any]]:
    """For each country that the reader may speak for what it may still say in return."""
    if line.state != AlertState.ISSUED:
        return []
    given = {(each.owner, each.kind) for each in queries.replies(request.viewer, line.uid)}
    mine = [code for code in owners_for(request.actor, Deed.ACKNOWLEDGE_ALERT) if code in line.recipients]
    found = [
        {
            "code": code,
            "country": names[code],
            "kinds": [(kind.value, word_of(REPLIES, kind)) for kind in Reply if (code, kind.value) not in given],
        }
        for code in mine
    ]
    return [each for each in found if each["kinds"]]


@require_GET
def document(request: HttpRequest, uid: object) -> HttpResponse:
    """The signed CAP document, byte for byte as it was issued."""
    found = queries.document(request.viewer, uid)
    if found is None:
        raise lists.not_there(gettext("alert"), uid)
    answer = HttpResponse(found, content_type="application/cap+xml")
    answer["Content-Disposition"] = f'inline; filename="{uid}.cap.xml"'
    return answer
