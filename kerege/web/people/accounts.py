"""Accounts for whoever manages them: the list, one account with its roles, and every change that they may make."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import get_language, get_language_bidi, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from kerege.lib.refusal import N_
from kerege.lib.tables import Table
from kerege.people import actions, queries
from kerege.people.queries import AccountLine
from kerege.people.rules import grantable
from kerege.people.words import ROLE_NAMES
from kerege.sharing import queries as sharing
from kerege.web.shell.exports import respond
from kerege.web.shell.forms import DayField, Offered, Typed, attempt
from kerege.web.shell.fresh import check_fresh
from kerege.web.shell.wording import word_of

SHOWN = 50
STATES = {"open": N_("open"), "idle": N_("without a role"), "closed": N_("closed")}
ROLE_STATES = {
    "now": N_("held now"),
    "coming": N_("begins later"),
    "past": N_("ended"),
    "waiting": N_("not held: the person does not sit there now"),
}
HEADINGS = (N_("Name"), N_("E-mail"), N_("Person"), N_("Roles now"), N_("State"))
ORDERS: dict[str, Callable[[AccountLine], Any]] = {
    "name": lambda a: a.name.casefold(),
    "email": lambda a: a.email,
    "state": lambda a: a.state,
}


class GrantForm(forms.Form):
    role = Offered(label=_("Role"))
    owner = Offered(label=_("For which country"))
    seat = Offered(
        label=_("Only while the person sits on"),
        required=False,
        help_text=_("The role then ends with the term, without anybody doing anything."),
    )
    start = DayField(label=_("First day"))
    end = DayField(label=_("First day without the role"), required=False)


class EndRoleForm(forms.Form):
    grant = Offered(label=_("Role"))
    on = DayField(label=_("First day without the role"))


class LinkForm(forms.Form):
    person = Offered(label=_("Who signs in with this account"))


class CloseForm(forms.Form):
    reason = Typed(label=_("Why the account is closed"), help_text=_("It stands in the journal."))


@require_GET
def accounts(request: HttpRequest) -> HttpResponse:
    """The accounts that the actor manages today; filtered, ordered, as a file. Refuses people.not_yours (403)."""
    asked = {name: request.GET.get(name, "") for name in ("role", "owner", "state")}
    everybody = queries.managed_accounts(request.actor, request.viewer, on=localdate())
    found = [a for a in everybody if _fits(a, **asked)]
    sort = request.GET.get("sort", "")
    if key := ORDERS.get(sort.removeprefix("-")):
        found.sort(key=key, reverse=sort.startswith("-"))
    if format := request.GET.get("format"):
        return respond(request, _table(found), filename="kerege-accounts", format=format)
    page = Paginator(found, SHOWN).get_page(request.GET.get("page"))
    context = {
        "rows": [{"line": a, "state": gettext(STATES[a.state]), "roles": _told(a)} for a in page],
        "page": page,
        "total": len(found),
        "asked": asked,
        "roles": [(r.value, gettext(w)) for r, w in ROLE_NAMES.items()],
        "owners": sorted({r.owner for a in everybody for r in a.roles}),
        "states": [(k, gettext(v)) for k, v in STATES.items()],
    }
    return render(request, "people/accounts.html", context)


def _fits(account: AccountLine, *, role: str, owner: str, state: str) -> bool:
    """Whether the account has a role like this now, is of this owner and in this state; what is empty is not asked."""
    if role and role not in {r.role for r in account.now}:
        return False
    if owner and owner not in {r.owner for r in account.roles} | {account.person_owner}:
        return False
    return not state or account.state == state


def _told(account: AccountLine) -> list[str]:
    return list(dict.fromkeys(f"{word_of(ROLE_NAMES, r.role)}, {r.owner}" for r in account.now))


def _table(found: list[AccountLine]) -> Table:
    return Table(
        title=gettext("Accounts"),
        headings=[gettext(h) for h in HEADINGS],
        rows=[(a.name, a.email, str(a.person or ""), "; ".join(_told(a)), gettext(STATES[a.state])) for a in found],
        about=[gettext("As on %(day)s") % {"day": localdate().isoformat()}],
        lang=get_language() or "en",
        rtl=get_language_bidi(),
    )


@require_http_methods(["GET", "POST"])
def account(request: HttpRequest, uid: object) -> HttpResponse:
    """One account and what may be changed. A change wants a proof that is not old; a refusal stands at its form."""
    today = localdate()
    record, line = queries.managed_account(request.actor, request.viewer, uid, on=today)
    made = _forms(request, line, today)
    if request.method == "POST":
        check_fresh(request)
        if _done(request, record, made):
            return redirect("account", uid=uid)
    context = {
        "line": line,
        "state": gettext(STATES[line.state]),
        "identities": queries.identities_of(record),
        "oneself": request.actor.uid == line.uid,
        "roles": [
            {"line": r, "role": word_of(ROLE_NAMES, r.role), "state": gettext(ROLE_STATES[r.state])} for r in line.roles
        ],
        **made,
    }
    return render(request, "people/account.html", context, status=422 if request.method == "POST" else 200)


def _forms(request: HttpRequest, line: AccountLine, today: date) -> dict[str, forms.Form]:
    """The forms that make sense for this account; what was typed into one of them stays."""
    do, typed = request.POST.get("do", ""), request.POST if request.method == "POST" else None
    made: dict[str, forms.Form] = {}
    owners = {n.key: grantable(request.actor, n.key) for n in sharing.nodes()}
    if any(owners.values()):
        made["grant"] = _grant_form(request, owners, today, typed if do == "grant" else None)
    lasting = [r for r in line.roles if r.own and r.state != "past"]
    if lasting:
        ending = EndRoleForm(typed if do == "end" else None, prefix="end", initial={"on": today})
        choices = [(r.uid, f"{word_of(ROLE_NAMES, r.role)}, {r.owner}") for r in lasting]
        ending.fields["grant"].choices = choices
        made["ending"] = ending
    if not line.person_key:
        link = LinkForm(typed if do == "link" else None, prefix="link")
        people = queries.persons(request.viewer, limit=500)
        link.fields["person"].choices = [("", "—"), *((p.key, f"{p.name} ({p.owner})") for p in people)]
        made["link"] = link
    if line.active:
        made["close"] = CloseForm(typed if do == "close" else None, prefix="close")
    return made


def _grant_form(request: HttpRequest, owners: dict[str, Any], today: date, typed: Any) -> GrantForm:
    form = GrantForm(typed, prefix="grant", initial={"start": today})
    roles = frozenset(r for given in owners.values() for r in given)
    form.fields["role"].choices = [(r.value, gettext(w)) for r, w in ROLE_NAMES.items() if r in roles]
    form.fields["owner"].choices = [(o, o) for o, given in owners.items() if given]
    seats = [s for s in queries.seats(request.viewer, on=today) if owners.get(s.owner)]
    form.fields["seat"].choices = [("", "—"), *((s.key, f"{s.title} ({s.owner})") for s in seats)]
    return form


def _done(request: HttpRequest, record: Any, made: dict[str, forms.Form]) -> bool:
    """Do what was asked; False where its form says what was wrong. What has no form is refused with a page."""
    by, do = request.actor, request.POST.get("do", "")
    if do in WITHOUT_FORM:
        WITHOUT_FORM[do](by=by, account=record)
        return True
    name, deed = WITH_FORM.get(do, ("", None))
    form = made.get(name)
    if form is None or deed is None or not form.is_valid():
        return False
    return attempt(form, lambda: deed(by, record, form.cleaned_data)) is not None


WITHOUT_FORM: dict[str, Callable[..., Any]] = {
    "unlink": actions.unlink_person,
    "reactivate": actions.reactivate,
    "sessions": actions.end_sessions,
}
WITH_FORM: dict[str, tuple[str, Callable[[Any, Any, dict[str, Any]], Any]]] = {
    "grant": ("grant", lambda by, record, typed: actions.grant_role(by=by, account=record, **typed)),
    "end": ("ending", lambda by, record, typed: actions.end_role(by=by, account=record, **typed)),
    "link": ("link", lambda by, record, typed: actions.link_person(by=by, account=record, **typed)),
    "close": ("close", lambda by, record, typed: actions.deactivate(by=by, account=record, **typed)),
}
