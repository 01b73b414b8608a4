"""Sharing a record, seeing who may read it, and taking it back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kerege.lib.sensitivity import Sensitivity, ShareState
from kerege.people.rules import check_may, may, owners_for
from kerege.people.words import Deed
from kerege.sharing import actions, queries
from kerege.sharing.queries import Asked, Shareable, ShareLine
from kerege.sharing.words import KINDS, MEANINGS, SENSITIVITIES, STATES
from kerege.web.sharing.forms import LabelForm, ShareForm, field_name, role_name
from kerege.web.sharing.offering import filled, offered
from kerege.web.sharing.views import owner_choices
from kerege.web.shell.forms import attempt
from kerege.web.shell.fresh import check_fresh, demand_fresh


@require_GET
def shares(request: HttpRequest) -> HttpResponse:
    """What the reader's countries shared, and what others shared with the reader."""
    names = dict(owner_choices(request))
    owners = owners_for(request.actor, Deed.LABEL)
    reads = [owner for owner, _ in request.viewer.by_owner]
    given = [line for owner in reads for line in queries.given(request.viewer, owner=owner)]
    context = {
        "given": [_shown(request, line, names) for line in given],
        "received": [_shown(request, line, names) for line in queries.received(request.viewer)],
        "may_share": bool(owners),
    }
    return render(request, "sharing/shares.html", context)


@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, kind: str, uid: object) -> HttpResponse:
    """One record: how sensitive it is, with whom it is shared, and the form that labels it anew.

    Raising a label holds at once; lowering shows first who could read then.
    """
    found = _mine(request, kind, uid)
    form = LabelForm(request.POST or None, fields=[name for name, _ in found.fields])
    lowers = None
    if form.is_valid():
        asked = form.cleaned_data
        old = dict([("*", found.label), *found.fields]).get(asked["field"], Sensitivity.RESTRICTED)
        if 0 <= asked["level"] < old and "sure" not in request.POST:
            level = Sensitivity(asked["level"])
            lowers = (gettext(SENSITIVITIES[level]), gettext(MEANINGS[level]))
        else:
            if asked["level"] < old:
                check_fresh(request)
            done = attempt(form, lambda: actions.label_record(by=request.actor, kind=kind, record=found.uid, **asked))
            if done is not None:
                return redirect("shared_record", kind=kind, uid=uid)
    names = dict(owner_choices(request))
    lines = queries.given(request.viewer, owner=found.owner, record=found.uid)
    context = {
        "record": found,
        "levels": [(field_name(f), gettext(SENSITIVITIES[v])) for f, v in (("*", found.label), *found.fields)],
        "lines": [_shown(request, line, names) for line in lines],
        "form": form,
        "lowers": lowers,
        "kind": gettext(KINDS.get(kind, kind)),
    }
    return render(request, "sharing/record.html", context)


@demand_fresh
@require_http_methods(["GET", "POST"])
def share(request: HttpRequest, kind: str, uid: object) -> HttpResponse:
    """Share one record. The first press shows what its readers will see, the second shares it."""
    found = _mine(request, kind, uid)
    first = {"level": str(int(max(found.highest, Sensitivity.NATIONAL))), "start": localdate()}
    form = filled(request, ShareForm, fields=[name for name, _ in found.fields], initial=first)

    def asked(said: dict[str, Any]) -> tuple[Asked, int]:
        return Asked(kind, found.uid, field=said["field"]), said["level"]

    done, preview = offered(request, form, asked)
    if done:
        return redirect("shared_record", kind=kind, uid=uid)
    context = {"record": found, "form": form, "preview": preview, "kind": gettext(KINDS.get(kind, kind))}
    return render(request, "sharing/share.html", context)


@require_POST
def decide(request: HttpRequest, uid: object) -> HttpResponse:
    """Confirm a share that waits, or withdraw one. Withdrawing closes something and so asks for no fresh proof."""
    if request.POST.get("do") == "confirm":
        check_fresh(request)
        actions.confirm_share(by=request.actor, share=str(uid))
    else:
        actions.withdraw_share(by=request.actor, share=str(uid), on=localdate())
    return redirect("shares")


def _mine(request: HttpRequest, kind: str, uid: object) -> Shareable:
    """The record, for somebody who labels its owner's records; others are refused as if it were not there."""
    found = queries.record_to_share(request.viewer, kind=kind, record=str(uid))
    check_may(request.actor, Deed.LABEL, found.owner)
    return found


def _shown(request: HttpRequest, line: ShareLine, names: dict[str, str]) -> dict[str, Any]:
    decides = may(request.actor, Deed.LABEL, line.owner)
    return {
        "line": line,
        "kind": gettext(KINDS.get(line.kind, line.kind)),
        "what": field_name(line.field),
        "level": gettext(SENSITIVITIES[line.level]),
        "owner": names.get(line.owner, line.owner),
        "readers": [(names.get(owner, owner), role_name(role)) for owner, role in line.readers],
        "state": gettext(STATES[line.state]),
        "ends": decides and line.state != ShareState.WITHDRAWN,
        "waits": decides
        and line.state == ShareState.WAITING
        and line.made_by != queries.pseudonym_of(request.actor.uid),
    }
