"""Collections of questions, one of them with its filters, and one question: preview, history, review and release."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kerege.files import queries as files
from kerege.files.words import Purpose
from kerege.lib.refusal import N_, Refusal
from kerege.people.rules import REGION
from kerege.people.words import Deed
from kerege.training.actions import bank as actions
from kerege.training.queries import bank as queries
from kerege.training.queries.bank import BankPage, BankVersionLine
from kerege.training.rules.items import checked, grade, notices, shown
from kerege.training.words.bank import ITEM_STATES, ItemState
from kerege.training.words.curricula import BLOOMS, Bloom
from kerege.training.words.items import INTERACTIONS, NOTICES
from kerege.training.words.items import Interaction as Kind
from kerege.web.activities import lists
from kerege.web.bank.differing import differences
from kerege.web.bank.exporting import offered
from kerege.web.bank.forms import CollectionForm, RetireForm
from kerege.web.bank.wording import titled
from kerege.web.capacity.drafts import offered_owners
from kerege.web.content.addresses import address_of
from kerege.web.questions import asking, calling
from kerege.web.shell.asked import a_number, asks, one_of
from kerege.web.shell.forms import attempt
from kerege.web.shell.middleware import note_refused, told
from kerege.web.shell.wording import language_name

TRIAL, BESIDE = "trial", "beside"
"""With what the names of the fields begin in the two languages of a preview; only the first is tried."""
MARKS = {ItemState.DRAFT: "warn", ItemState.REVIEWED: "info", ItemState.RELEASED: "good", ItemState.RETIRED: ""}


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
@asks()
def collections(request: HttpRequest) -> HttpResponse:
    """The collections that the reader keeps, and a form for another one."""
    owners = offered_owners(request, Deed.KEEP_CURRICULA)
    form = CollectionForm(request.POST if request.method == "POST" else None, owners=owners)
    if form.is_valid():
        made = attempt(form, lambda: actions.keep_collection(by=request.actor, **form.cleaned_data))
        if made is not None:
            return redirect("bank_collection", key=made.key)
    lines = queries.collections(request.viewer, request.actor)
    names = lists.names_of((each.owner for each in lines), lists.chosen(request))
    table = [{"line": each, "owner": _owner(each.owner, names), "states": _states(each.states)} for each in lines]
    return render(request, "bank/collections.html", {"lines": table, "form": form}, status=422 if form.errors else 200)


def _owner(owner: str, names: Mapping[str, Any]) -> Any:
    return gettext("The region") if owner == REGION else names[owner]


def _states(states: Mapping[str, int]) -> list[tuple[str, int]]:
    return [(gettext(said), states[state]) for state, said in ITEM_STATES.items() if states.get(state)]


@require_http_methods(["GET"])
@login_required
@never_cache
@asks(state=one_of(ItemState), kind=one_of(Kind))
def collection(request: HttpRequest, key: str) -> HttpResponse:
    """One collection: its questions, by how they stand and how they are answered."""
    line = queries.collection(request.viewer, request.actor, key)
    wanted = {name: request.GET.get(name, "") for name in ("state", "kind")}
    found = [
        each
        for each in queries.entries(request.viewer, request.actor, key)
        if wanted["state"] in ("", each.version.state) and wanted["kind"] in ("", *each.version.kinds)
    ]
    context = {
        "collection": line,
        "lines": [_shown(each.version) | {"line": each} for each in found],
        "states": [(state, gettext(said), state == wanted["state"]) for state, said in ITEM_STATES.items()],
        "kinds": [(kind, gettext(said), kind == wanted["kind"]) for kind, said in INTERACTIONS.items()],
        "filtered": any(wanted.values()),
        "asked": urlencode({name: value for name, value in wanted.items() if value}),
    }
    return render(request, "bank/collection.html", context)


def _shown(version: BankVersionLine) -> dict[str, Any]:
    state = ItemState(version.state)
    return {
        "version": version,
        **titled(version.titles, version.written_in),
        "state": gettext(ITEM_STATES[state]),
        "mark": MARKS[state],
        "kinds": [gettext(INTERACTIONS[Kind(each)]) for each in version.kinds],
        "languages": [language_name(each) for each in version.languages],
        "bloom": gettext(BLOOMS[Bloom(version.bloom)]) if version.bloom else "",
    }


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
@asks(version=a_number(1, 100_000))
def item(request: HttpRequest, uid: object) -> HttpResponse:
    """One question as learners meet it, in two languages; trying it, its review, release and history."""
    number = request.GET.get("version", "")
    page = queries.entry(request.viewer, request.actor, str(uid), int(number) if number.isdigit() else None)
    do = request.POST.get("do", "")
    form = RetireForm(request.POST if do == "retire" else None)
    if do in _DEEDS:
        deed, said = _DEEDS[do]
        seen = {"seen": request.POST.get("seen", "")} if do == "review" else {}
        deed(by=request.actor, version=page.shown.uid, **seen)
        messages.success(request, gettext(said))
        return redirect("bank_item", uid=uid)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        told_ = {"by": request.actor, "version": page.shown.uid, "reason": reason}
        if attempt(form, lambda: actions.retire_item(**told_)) is not None:
            messages.success(request, gettext("The question is retired."))
            return redirect("bank_item", uid=uid)
    tried = _tried(request, page) if do == "try" else {"errors": {}, "answers": {}}
    context = _context(request, page, tried) | {"form": form, "tried": tried if do == "try" else None}
    wrong = bool(form.errors or tried["errors"])
    return render(request, "bank/item.html", context, status=422 if wrong else 200)


_DEEDS: Mapping[str, tuple[Any, str]] = {
    "review": (actions.review_item, N_("Reviewed. The question can be released now.")),
    "release": (actions.release_item, N_("Released. From now on this version does not change.")),
}


def _tried(request: HttpRequest, page: BankPage) -> dict[str, Any]:
    """What the reader answered for a trial, which is kept nowhere."""
    answers = calling.sent(request.POST, shown(page.item, _lang(page), page.shown.uid), TRIAL)
    try:
        answers = checked(page.item, answers)
    except Refusal as refusal:
        note_refused(refusal)
        return {"errors": {refusal.field or "": told(refusal)}, "answers": answers}
    return {"errors": {}, "answers": answers, "graded": grade(page.item, answers)}


def _lang(page: BankPage) -> str:
    here = (get_language() or "en").split("-")[0]
    return here if here in page.item.languages else page.item.source


def _context(request: HttpRequest, page: BankPage, tried: Mapping[str, Any]) -> dict[str, Any]:
    first = _lang(page)
    second = next((lang for lang in page.item.languages if lang != first), "")
    pictures = _pictures(request, page)
    previews = []
    for n, lang in enumerate(each for each in (first, second) if each):
        made = shown(page.item, lang, page.shown.uid)
        answers, errors = (tried["answers"], tried["errors"]) if n == 0 else ({}, {})
        asked = asking.asked(made, answers, prefix=(TRIAL, BESIDE)[n], pictures=pictures, errors=errors)
        previews.append({"lang": lang, "name": language_name(lang), "item": asked, "tried": n == 0})
    older = [each for each in page.versions if each.number < page.shown.number]
    before = queries.entry(request.viewer, request.actor, page.line.uid, older[0].number) if older else None
    newest = page.versions[0].number == page.shown.number
    return {
        "page": page,
        "previews": previews,
        "right": _right(page, first),
        "notices": [(gettext(NOTICES[what]), name) for what, name in notices(page.item)],
        "versions": [_shown(each) for each in page.versions],
        "changes": differences(before.item.data, page.item.data) if before is not None else [],
        "before": before.shown.number if before is not None else None,
        "reviews": page.shown.state == ItemState.DRAFT and not page.shown.own,
        "waits_for_others": page.shown.state == ItemState.DRAFT and page.shown.own,
        "releases": page.shown.state == ItemState.REVIEWED and not page.shown.own,
        "others_release": page.shown.state == ItemState.REVIEWED and page.shown.own,
        "retires": page.shown.state == ItemState.RELEASED,
        "edits": newest and not page.item.processing and not page.item.by_hand,
        **_shown(page.shown),
        **(offered(page) if newest else {}),
    }


def _right(page: BankPage, lang: str) -> list[dict[str, Any]]:
    """What is right, for who keeps the question."""
    return [{"id": each.id, "said": list(_said(each, lang, page.item.source))} for each in page.item.interactions]


def _said(each: Any, lang: str, source: str) -> Iterable[str]:
    texts = {one.id: one.text.get(lang) or one.text.get(source, "") or one.id for one in _offered(each)}
    yield from (" → ".join(texts.get(name, name) for name in key) for key in each.right)
    yield from (f"{one.value} ({one.share:.0%})" for one in each.accepted)
    yield from (f"{one.value:g} ± {one.tolerance:g} ({one.share:.0%})" for one in each.numbers)
    for key, points in each.table.points if each.table else ():
        yield f"{' → '.join(texts.get(name, name) for name in key)}: {points:g}"


def _offered(each: Any) -> Iterable[Any]:
    return (*each.choices, *each.targets, *each.areas)


def _pictures(request: HttpRequest, page: BankPage) -> dict[str, str]:
    if not page.item.images:
        return {}
    found = files.files_of(request.viewer, [page.collection.uid], purpose=Purpose.BANK)
    return {each.sha256: address_of(request, each) for each in found}
