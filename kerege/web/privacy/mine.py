"""My data: what is here, what I agreed to, who looked, what others see of me, taking it along, being erased."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, get_language_bidi, gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kerege.lib.refusal import N_
from kerege.lib.tables import Table
from kerege.people import actions as people
from kerege.people.words import ROLE_NAMES, Role
from kerege.privacy import actions, queries
from kerege.privacy.words import CATEGORIES, HOWS, OUTLETS, Category, How, Outlet
from kerege.web.privacy.listing import shown_of
from kerege.web.privacy.taking import packed
from kerege.web.shell.exports import respond
from kerege.web.shell.forms import Typed, attempt
from kerege.web.shell.fresh import demand_fresh

SHOWN = 20
ERASE = N_("erase")
"""The word that whoever wants to be erased types."""


@require_GET
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """Everything on one page, what one can do first."""
    lang, on, account = get_language() or "en", timezone.localdate(), cast(Any, request.user)
    parts = queries.about_myself(account, request.viewer)
    looks = queries.looks_at(request.user)
    context = {
        "asked": queries.consents_asked(request.user, on=on, lang=lang),
        "categories": _by_category(parts),
        "looks": [_look(look) for look in looks[:SHOWN]],
        "looks_total": len(looks),
        "listing": shown_of(request),
        "is_person": account.person_id is not None,
    }
    return render(request, "privacy/mine.html", context)


def _by_category(parts: list[queries.Part]) -> list[tuple[str, int]]:
    counts: dict[str, int] = {}
    for part in parts:
        counts[part.category] = counts.get(part.category, 0) + len(part.rows)
    return [(gettext(CATEGORIES[c]), counts[c]) for c in Category if c in counts]


def _look(look: queries.LookLine) -> dict[str, Any]:
    pairs = [each.rpartition(" ") for each in look.roles.split(", ") if each]
    roles = [f"{gettext(ROLE_NAMES[Role(role)])} ({owner})" for role, _gap, owner in pairs]
    return {"look": look, "roles": ", ".join(roles), "outlet": gettext(OUTLETS[Outlet(look.outlet)])}


@require_GET
@login_required
def looks(request: HttpRequest) -> HttpResponse:
    """Who looked at me, all of it, as a file."""
    lines = [_look(look) for look in queries.looks_at(request.user)]
    table = Table(
        title=gettext("Who looked at my data"),
        headings=(gettext("When (UTC)"), gettext("Who"), gettext("In which role"), gettext("How")),
        rows=[
            (line["look"].at.isoformat(" ", "seconds"), line["look"].who, line["roles"], line["outlet"])
            for line in lines
        ],
        lang=get_language() or "en",
        rtl=get_language_bidi(),
    )
    return respond(request, table, filename="who-looked", format=request.GET.get("format", "csv"))


@require_POST
@login_required
def consent(request: HttpRequest, key: str) -> HttpResponse:
    """Agree to the version that was shown, or take an agreement back: one press each."""
    at = timezone.now()
    if request.POST.get("do") == "withdraw":
        actions.withdraw_consent(by=request.actor, account=request.user, key=key, at=at)
        messages.success(request, gettext("You withdrew your consent. What rested on it has stopped."))
        return redirect("my_data")
    version = request.POST.get("version", "")
    actions.give_consent(
        by=request.actor,
        account=request.user,
        key=key,
        version=int(version) if version.isascii() and version.isdigit() and len(version) < 5 else 0,
        lang=request.POST.get("lang", "")[:20],
        at=at,
    )
    messages.success(request, gettext("You agreed. The receipt is on this page; you can withdraw at any time."))
    return redirect("my_data")


@require_GET
@login_required
def receipts(request: HttpRequest) -> HttpResponse:
    """What I agreed to, with the very texts; `format` takes it along."""
    found = queries.receipts(request.user)
    if wanted := request.GET.get("format"):
        return respond(request, _receipts_table(found), filename="consents", format=wanted)
    lines = [{"receipt": r, "how": gettext(HOWS[How(r.how)])} for r in found]
    return render(request, "privacy/receipts.html", {"lines": lines})


def _receipts_table(found: list[queries.Receipt]) -> Table:
    return Table(
        title=gettext("My consents"),
        headings=(
            gettext("Text"),
            gettext("Version"),
            gettext("Language"),
            gettext("Agreed (UTC)"),
            gettext("Withdrawn (UTC)"),
            gettext("How"),
            gettext("Fingerprint of the text"),
        ),
        rows=[
            (
                r.title,
                r.version,
                r.lang,
                r.given_at.isoformat(" ", "seconds"),
                r.withdrawn_at.isoformat(" ", "seconds") if r.withdrawn_at else "",
                gettext(HOWS[How(r.how)]),
                r.fingerprint,
            )
            for r in found
        ],
        lang=get_language() or "en",
        rtl=get_language_bidi(),
    )


@require_GET
@login_required
@demand_fresh
def take(request: HttpRequest) -> HttpResponse:
    """All of it in one file, for a session that has just proved who it is."""
    parts = queries.about_myself(request.user, request.viewer)
    answer = HttpResponse(packed(parts, queries.receipts(request.user)), content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="my-data.zip"'
    answer["Cache-Control"] = "private, no-store"
    return answer


class EraseForm(forms.Form):
    typed = Typed()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["typed"].label = gettext("Type the word “%(word)s”") % {"word": gettext(ERASE)}

    def clean_typed(self) -> str:
        typed: str = self.cleaned_data["typed"]
        if typed.casefold() not in {gettext(ERASE).casefold(), ERASE}:
            raise forms.ValidationError(gettext("This is another word. Nothing was erased."))
        return typed


@require_http_methods(["GET", "POST"])
@login_required
@demand_fresh
def erase(request: HttpRequest) -> HttpResponse:
    """Be erased, at once and for good: a fresh proof of identity, and a word typed by hand."""
    form = EraseForm(request.POST or None)
    if form.is_valid():
        account = cast(Any, request.user)
        done = attempt(
            form,
            lambda: people.erase_myself(by=request.actor, account=account, on=timezone.localdate()) or True,  # type: ignore[func-returns-value]
        )
        if done:
            logout(request)
            return render(request, "privacy/erased.html")
    return render(request, "privacy/erase.html", {"form": form})
