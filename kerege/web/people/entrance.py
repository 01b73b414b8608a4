"""Inviting people, and letting somebody in again whose second factor is lost."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from kerege.atlas import queries as atlas
from kerege.lib.refusal import Refusal
from kerege.people import actions, queries
from kerege.people.rules import REGION, grantable
from kerege.people.words import IDENTITY_PROOFS, NOT_YOURS, ROLE_NAMES, Role
from kerege.sharing import queries as sharing
from kerege.web.account.letters import send_invitation, send_reset_factor
from kerege.web.shell.asof import on_date
from kerege.web.shell.context import note_offered
from kerege.web.shell.forms import Typed, attempt
from kerege.web.shell.fresh import demand_fresh


class InviteForm(forms.Form):
    name = Typed(label=_("Name"))
    email = Typed(label=_("E-mail"), widget=forms.EmailInput)
    owner = forms.ChoiceField(label=_("Country or region"))
    role = forms.ChoiceField(label=_("Role"))

    def __init__(self, request: HttpRequest, data: Any = None) -> None:
        super().__init__(data)
        owners = _owners(request)
        roles = {role for owner, _name in owners for role in grantable(request.actor, owner)}
        self.fields["owner"].choices = owners  # type: ignore[attr-defined]
        self.fields["role"].choices = [(r.value, gettext(ROLE_NAMES[r])) for r in Role if r in roles]  # type: ignore[attr-defined]


class ProofForm(forms.Form):
    how = forms.ChoiceField(label=_("How did the person prove who they are?"))
    note = Typed(
        label=_("What you saw or heard"),
        help_text=_("For example who was there and when. Keep no copy and no number of a document."),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["how"].choices = [(k.value, gettext(v)) for k, v in IDENTITY_PROOFS.items()]  # type: ignore[attr-defined]


def _owners(request: HttpRequest) -> list[tuple[str, str]]:
    """The owners for whom this actor may give some role; refuses people.not_yours where there is none."""
    held = {g.owner for g in request.actor.grants}
    if any(g.role == Role.NODE_ADMINISTRATOR and g.owner == REGION for g in request.actor.grants):
        held |= {node.key for node in sharing.nodes()}
    codes = sorted(owner for owner in held if grantable(request.actor, owner))
    if not codes:
        raise Refusal(NOT_YOURS, owner=REGION, deed="manage_accounts")
    names = atlas.display_names([c for c in codes if c != REGION], lang=get_language() or "en", on=on_date(request))
    note_offered(request, names.values())
    return [(code, str(names.get(code, gettext("The region")))) for code in codes]


@require_http_methods(["GET", "POST"])
@demand_fresh
def invitations(request: HttpRequest) -> HttpResponse:
    """Who was invited and has not come yet; invite, send again, withdraw."""
    do, uid = request.POST.get("do", ""), request.POST.get("invitation", "")
    form = InviteForm(request, request.POST if request.method == "POST" and not do else None)
    if do == "resend":
        send_invitation(request, actions.resend_invitation(by=request.actor, invitation=uid))
        messages.success(request, gettext("The letter is on its way. Earlier ones work no more."))
        return redirect("invitations")
    if do == "withdraw":
        actions.withdraw_invitation(by=request.actor, invitation=uid)
        return redirect("invitations")
    if form.is_valid():
        made = attempt(form, lambda: actions.invite(by=request.actor, **form.cleaned_data))
        if made is not None:
            send_invitation(request, made)
            messages.success(request, gettext("The letter is on its way. Its link works for seven days."))
            return redirect("invitations")
    rows = [
        {"line": line, "role": gettext(ROLE_NAMES[Role(line.role)])}
        for line in queries.open_invitations(request.actor, now=timezone.now())
    ]
    status = 422 if form.errors else 200
    return render(request, "people/invitations.html", {"form": form, "rows": rows}, status=status)


@require_http_methods(["GET", "POST"])
@demand_fresh
def lost_factors(request: HttpRequest) -> HttpResponse:
    """Who asks to get in without the second factor; record the proof, confirm as a second person, or refuse."""
    _owners(request)
    do, uid = request.POST.get("do", ""), request.POST.get("request", "")
    form = ProofForm(request.POST if do == "prove" else None)
    if do == "prove" and form.is_valid():
        found = attempt(form, lambda: actions.prove_identity(by=request.actor, request=uid, **form.cleaned_data))
        if found is not None:
            return _told(request, found)
    if do == "confirm":
        return _told(request, actions.confirm_identity(by=request.actor, request=uid))
    if do == "refuse":
        actions.refuse_request(by=request.actor, request=uid)
        return redirect("lost_factors")
    rows = [
        {
            "line": line,
            "roles": [f"{gettext(ROLE_NAMES[Role(role)])}, {owner}" for role, owner in line.roles],
            "how": gettext(IDENTITY_PROOFS[line.how]) if line.how else "",  # type: ignore[index]
            "mine": line.proved_by_uid == request.actor.uid,
            "form": form if uid == line.uid and form.is_bound else ProofForm(),
        }
        for line in queries.lost_factors(request.actor, on=timezone.localdate())
    ]
    return render(request, "people/lost_factors.html", {"rows": rows, "form": form}, status=422 if form.errors else 200)


def _told(request: HttpRequest, found: Any) -> HttpResponse:
    if found.done_at:
        send_reset_factor(request, found.account)
        messages.success(request, gettext("The factors are removed, and a letter says so to the account's address."))
    else:
        messages.success(request, gettext("The proof is recorded. Now a second administrator has to confirm."))
    return redirect("lost_factors")
