"""Writing a question in the browser: the common kinds, in one or two languages side by side, without a script."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kerege.lib.refusal import Refusal
from kerege.people.rules import check_may
from kerege.people.words import Deed
from kerege.training.actions import bank as actions
from kerege.training.actions.bank import Tags
from kerege.training.queries import bank as queries
from kerege.training.queries.bank import BankVersionLine
from kerege.training.words.curricula import BLOOMS
from kerege.training.words.items import INTERACTIONS
from kerege.training.words.items import Interaction as Kind
from kerege.web.bank import written
from kerege.web.bank.forms import spoken
from kerege.web.shell.asked import asks, one_of
from kerege.web.shell.middleware import note_refused, told
from kerege.web.shell.wording import language_name

EDITED = (Kind.CHOICE, Kind.TEXT, Kind.NUMBER, Kind.MATCH, Kind.ORDER, Kind.EXTENDED)


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
@asks(kind=one_of(EDITED), source=one_of("en", "ru", "kk", "ky", "uz", "tg", "mn", "fa", "ur"))
def new_item(request: HttpRequest, key: str) -> HttpResponse:
    """Write a question of a kind into a collection."""
    line = queries.collection(request.viewer, request.actor, key)
    check_may(request.actor, Deed.KEEP_CURRICULA, line.owner)
    kind = Kind(request.GET.get("kind") or Kind.CHOICE)
    source = request.GET.get("source") or "en"
    langs = (source, "ru" if source == "en" else "en")
    draft = written.blank(kind, langs)
    context = {"collection": line, "heading": gettext("New question"), "kinds": _kinds(kind), "spoken": spoken()}
    if request.method == "POST":
        draft = written.sent(request.POST, draft)
        made = _attempt(lambda: actions.draft_item(by=request.actor, collection=key, body=draft.body, tags=draft.tags))
        if not isinstance(made, Refusal):
            messages.success(request, gettext("The question is kept as a draft. Another person reviews it."))
            return redirect("bank_item", uid=made.entry.uid)
        context["errors"] = [_error(made)]
    return _page(request, draft, context)


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
@asks()
def edit_item(request: HttpRequest, uid: object) -> HttpResponse:
    """Change a question; of a released one another version begins."""
    page = queries.entry(request.viewer, request.actor, str(uid))
    check_may(request.actor, Deed.KEEP_CURRICULA, page.collection.owner)
    if not written.can_be_edited(page.item):
        return redirect("bank_item", uid=uid)
    draft = written.of(page.item, _tags(page.shown))
    context: dict[str, Any] = {"collection": page.collection, "page": page, "heading": gettext("Change the question")}
    if request.method == "POST":
        draft = written.sent(request.POST, draft)
        seen = request.POST.get("seen", "")
        by = {"by": request.actor, "entry": str(uid), "seen": seen}
        made = _attempt(lambda: actions.change_item(**by, body=draft.body, tags=draft.tags))
        if not isinstance(made, Refusal):
            messages.success(request, gettext("The change is kept. Another person reviews it."))
            return redirect("bank_item", uid=uid)
        context["errors"] = [_error(made)]
    return _page(request, draft, context | {"seen": page.shown.digest})


def _attempt(call: Any) -> Any:
    try:
        return call()
    except Refusal as refusal:
        note_refused(refusal)
        return refusal


def _error(refusal: Refusal) -> dict[str, str]:
    """Told at the field where the page has one of this name, else at the head of the page."""
    return {"field": written.field_of(refusal.field or ""), "sentence": told(refusal)}


def _tags(version: BankVersionLine) -> Tags:
    names = ("outcomes", "competences", "topics", "bloom", "difficulty", "source", "licence")
    return Tags(**{name: getattr(version, name) for name in names})


def _kinds(here: Kind) -> list[tuple[str, str, bool]]:
    return [(kind.value, gettext(INTERACTIONS[kind]), kind == here) for kind in EDITED]


def _page(request: HttpRequest, draft: "written.Draft", context: dict[str, Any]) -> HttpResponse:
    more = {
        "draft": draft,
        "kind_name": gettext(INTERACTIONS[draft.kind]),
        "columns": [{"lang": lang, "name": language_name(lang)} for lang in draft.langs],
        "blooms": [(level.value, gettext(said), level.value == draft.tags.bloom) for level, said in BLOOMS.items()],
        "topics": ", ".join(draft.tags.topics),
    }
    return render(request, "bank/edit.html", context | more, status=422 if context.get("errors") else 200)
