"""Improvements offered back: what a fork offers, and what the keeper of the parent says to it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.versions import VersionState
from kerege.people.rules import check_may
from kerege.people.words import Deed
from kerege.sharing.words import SENSITIVITIES
from kerege.training import actions, queries
from kerege.training.rules.curricula.difference import difference as compared
from kerege.training.words.curricula import CHANGES, DECISIONS
from kerege.web.curricula import wording
from kerege.web.curricula.comparing import told_changes
from kerege.web.shell.middleware import note_refused, told
from kerege.web.shell.wording import word_of


@require_http_methods(["GET", "POST"])
def offers(request: HttpRequest, key: str) -> HttpResponse:
    """What this curriculum can offer to its parent, and what its own forks offered to it."""
    page, choice = wording.shown_page(request, key)
    check_may(request.actor, Deed.KEEP_CURRICULA, page.line.owner)
    errors = []
    if request.method == "POST":
        try:
            _do(request, key, page.shown.version)
            return redirect(f"{request.path}?{urlencode({'version': page.shown.version})}")
        except Refusal as refusal:
            if refusal.status not in {409, 422}:
                raise
            note_refused(refusal)
            declined = request.POST.get("decline", "")[:40]
            errors = [{"field": f"reason-{declined}" if declined else "", "sentence": told(refusal)}]
    parent = queries.ancestry(request.viewer, page, on=choice.on, lang=choice.lang)
    published = page.shown.state != VersionState.DRAFT
    found: list[Any] = []
    if parent is not None and published:
        changes = compared(parent.programme.content, page.programme.content)
        found = told_changes(changes, page, parent.programme, choice.lang)
    made = [each for each in _offers(request, parent.key) if each.key == key] if parent is not None else []
    given = {each.node for each in made if each.version == page.shown.version}
    names = wording.titles(page, choice.lang)
    above = wording.titles_of(parent.programme, choice.lang) if parent is not None else {}
    draft = next((each for each in page.versions if each.state == VersionState.DRAFT), None)
    drafted = (
        queries.curriculum(request.viewer, key, on=choice.on, lang=choice.lang, version=draft.version)
        if draft is not None
        else None
    )
    context = {
        "page": page,
        "title": names[""],
        "parent": parent,
        "published": published,
        "changes": [(each, each["address"] in given) for each in found],
        "received": _with_changes(request, [_received(each, names) for each in _offers(request, key)], choice),
        "made": [_received(each, above | names) for each in made],
        "draft": drafted,
        "errors": errors,
    }
    return render(request, "curricula/offers.html", context, status=422 if errors else 200)


def _offers(request: HttpRequest, key: str) -> list[Any]:
    return queries.curriculum_offers(request.viewer, key)


def _with_changes(request: HttpRequest, received: list[dict[str, Any]], choice: Any) -> list[dict[str, Any]]:
    """Each offer with what it changes, where the reader may see from which version it comes."""
    changes: dict[tuple[str, str], dict[str, Any]] = {}
    for each in received:
        whence = (each["line"].key, each["line"].version)
        if whence not in changes:
            changes[whence] = _changed(request, *whence, choice)
        each["told"] = changes[whence].get(each["line"].node)
    return received


def _changed(request: HttpRequest, key: str, version: str, choice: Any) -> dict[str, Any]:
    """What a version of a fork says otherwise than its parent, by the addresses of the parts."""
    page = queries.curriculum(request.viewer, key, on=choice.on, lang=choice.lang, version=version) if key else None
    parent = queries.ancestry(request.viewer, page, on=choice.on, lang=choice.lang) if page is not None else None
    if page is None or parent is None:
        return {}
    found = compared(parent.programme.content, page.programme.content)
    return {each["address"]: each for each in told_changes(found, page, parent.programme, choice.lang)}


def _received(line: Any, names: dict[str, str]) -> dict[str, Any]:
    return {
        "line": line,
        "part": names.get(line.node, line.node),
        "change": word_of(CHANGES, line.change),
        "level": gettext(SENSITIVITIES[Sensitivity(line.label)]) if line.label > Sensitivity.PUBLIC else "",
        "decision": word_of(DECISIONS, line.decision) if line.decision else "",
    }


def _do(request: HttpRequest, key: str, version: str) -> None:
    sent = request.POST
    if sent.get("decline"):
        actions.decline_offer(by=request.actor, offer=sent["decline"][:40], reason=sent.get("reason", ""))
    elif sent.get("accept"):
        number, seen = sent.get("draft", "")[:20], sent.get("seen", "")[:64]
        row = actions.accept_offer(by=request.actor, offer=sent["accept"][:40], version=number, seen=seen)
        messages.success(request, gettext("It stands in version %(version)s now.") % {"version": row.version})
        if row.conflicts:
            messages.warning(request, gettext("Both had changed the same: decide it on the page of the update."))
    else:
        parts, note = sent.getlist("parts"), sent.get("note", "")
        actions.offer_back(by=request.actor, key=key, version=version, parts=parts, note=note)
