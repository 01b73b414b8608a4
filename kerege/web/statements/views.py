"""Statements about learning for people: who did what, as far as their clearance goes; and credentials of programs."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from kerege.lib.refusal import KNOWN, N_
from kerege.lib.sensitivity import Sensitivity
from kerege.lrs import actions, queries
from kerege.lrs.queries import Line, Shown
from kerege.lrs.words import SCOPES, Signed
from kerege.people.rules import REGION, check_may, owners_for
from kerege.people.words import Deed
from kerege.web.activities import lists
from kerege.web.shell.asked import a_line, a_month, asks, one_of
from kerege.web.shell.exports import respond
from kerege.web.shell.forms import attempt
from kerege.web.shell.fresh import check_fresh
from kerege.web.shell.wording import word_of
from kerege.web.statements.forms import CredentialForm

ON_A_PAGE = 50
HEADINGS = (
    *(
        N_("Kept (UTC)"),
        N_("Who"),
        N_("Did what"),
        N_("With what"),
        N_("Address of the activity"),
        N_("Score (−1 to 1)"),
    ),
    *(N_("Passed"), N_("Signature"), N_("Number"), N_("Statement as it came")),
)
SIGNED = {Signed.NOT: "", Signed.VERIFIED: N_("verified"), Signed.UNVERIFIED: N_("not verified")}


@require_GET
@asks(
    owner=a_line(8),
    verb=a_line(500),
    activity=a_line(500),
    month=a_month(2000, 2199),
    format=one_of("csv", "xlsx", "pdf", "json"),
)
def statements(request: HttpRequest) -> HttpResponse:
    """The newest statements of an owner whose restricted records the reader may read. `?format=` is a file."""
    choice, owners = lists.chosen(request), _readable(request)
    asked = {name: request.GET.get(name, "") for name in ("owner", "verb", "activity", "month")}
    owner = asked["owner"] if asked["owner"] in dict(owners) else next(iter(dict(owners)), "")
    found = _found(request, owner, asked, most=queries.MOST if choice.format else ON_A_PAGE)
    if choice.format:
        table = lists.table(request.viewer, gettext("Learning records"), HEADINGS, _rows(found.lines), choice)
        return respond(request, table, filename="kerege-learning-records", format=choice.format)
    context = {
        "lines": found.lines,
        "more": found.more,
        "owners": owners,
        "owner": owner,
        "asked": asked,
        "most": ON_A_PAGE,
        "most_in_a_file": queries.MOST,
        "keeps": bool(owners_for(request.actor, Deed.KEEP_STATEMENTS)),
    }
    return render(request, "statements/statements.html", context)


def _readable(request: HttpRequest) -> list[tuple[str, str]]:
    """The owners whose restricted records the reader's clearance reaches, by name."""
    return _named([key for key, level in request.viewer.by_owner if level >= Sensitivity.RESTRICTED], request)


def _named(owners: list[str], request: HttpRequest) -> list[tuple[str, str]]:
    names = lists.names_of(set(owners) - {REGION}, lists.chosen(request))
    return [(o, str(names[o]) if o in names else gettext("The region")) for o in sorted(owners)]


def _found(request: HttpRequest, owner: str, asked: dict[str, str], *, most: int) -> Shown:
    if not owner:
        return Shown([], more=False)
    first, last = _month(asked["month"])
    return queries.statements_seen(
        request.viewer,
        owner=owner,
        lang=get_language() or "en",
        verb=asked["verb"],
        activity=asked["activity"],
        first=first,
        last=last,
        most=most,
    )


def _month(text: str) -> tuple[date | None, date | None]:
    if not text:
        return None, None
    first = date(int(text[:4]), int(text[5:]), 1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _rows(found: list[Line]) -> list[list[Any]]:
    passed = {True: gettext("yes"), False: gettext("no"), None: ""}
    return [
        [
            *(f"{x.stored:%Y-%m-%d %H:%M:%S}", x.actor, x.verb, x.object, x.object_id, x.scaled, passed[x.success]),
            *(word_of(SIGNED, x.signed) if x.signed else "", x.uid, x.raw),
        ]
        for x in found
    ]


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def programs(request: HttpRequest) -> HttpResponse:
    """The credentials of programs; make one, or take one back. Making one wants a fresh proof of who is there."""
    owners, today = owners_for(request.actor, Deed.KEEP_STATEMENTS), localdate()
    if not owners:
        check_may(request.actor, Deed.KEEP_STATEMENTS, REGION)
    if request.method == "POST" and request.POST.get("do") == "revoke":
        actions.revoke_credential(by=request.actor, uid=request.POST.get("credential", ""), on=today)
        messages.success(request, gettext("The credential opens nothing any more. What came by it stays."))
        return redirect("statement_programs")
    named, made = _named(list(owners), request), None
    form = CredentialForm(request.POST if request.method == "POST" else None, owners=named, today=today)
    if form.is_valid():
        check_fresh(request)
        told = form.cleaned_data
        made = attempt(form, lambda: actions.make_credential(by=request.actor, on=today, **told))
        if made is not None:
            form = CredentialForm(owners=named, today=today)
    lines = [line for o in owners for line in queries.credentials_of(request.actor, owner=o, on=today)]
    context = {
        "form": form,
        "made": made,
        "stores": [
            (each, dict(named)[o], _why(each)) for o in owners for each in queries.stores_of(request.actor, owner=o)
        ],
        "bases": [
            (b, request.build_absolute_uri(reverse("xapi_about", args=[b])).removesuffix("about"))
            for b in ("1.0.3", "2.0")
        ],
        "lines": [(line, dict(named)[line.owner], [word_of(SCOPES, s) for s in line.scopes]) for line in lines],
    }
    return render(request, "statements/programs.html", context, status=422 if form.errors else 200)


def _why(store: queries.StoreLine) -> str:
    """What its fault says and what to do; empty where the sentence needs more than is kept of it."""
    word = KNOWN.get(store.fault)
    try:
        return gettext(word.sentence) % {"host": urlsplit(store.target).hostname or store.target} if word else ""
    except KeyError:
        return ""
