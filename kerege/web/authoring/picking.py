"""Choosing a released question of the question bank for a quiz of a lesson."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kerege.lib.refusal import Refusal
from kerege.lib.versions import text_in
from kerege.people.rules import check_may
from kerege.people.words import Deed
from kerege.training.actions.questions import take_question
from kerege.training.queries import bank
from kerege.training.queries.bank import BankItem
from kerege.training.rules import items
from kerege.training.rules.curricula.editing import part_of
from kerege.training.words import curricula_refused as refused
from kerege.training.words.curricula import Node
from kerege.training.words.items import INTERACTIONS
from kerege.web.curricula import wording
from kerege.web.curricula.editing import module_of
from kerege.web.shell.asked import asks
from kerege.web.shell.middleware import note_refused, told
from kerege.web.shell.wording import language_name


@require_http_methods(["GET", "POST"])
@asks(version=lambda typed, _: typed[:20], part=lambda typed, _: typed[:130], bank=lambda typed, _: typed[:60])
def pick(request: HttpRequest, key: str) -> HttpResponse:
    """The released questions of a collection, each as it asks; keys are not shown. One press takes one."""
    page, choice = wording.shown_page(request, key)
    check_may(request.actor, Deed.KEEP_CURRICULA, page.line.owner)
    address = request.GET.get("part", "")
    if part_of(page.programme.content, address).node != Node.ASSESSMENT:
        raise Refusal(refused.CURRICULUM_NO_PART, field="part", part=address or "–")
    wrong = None
    if request.method == "POST":
        try:
            _take(request, page, address)
            asked = {"version": page.shown.version, "part": module_of(page.programme.content, address)}
            return redirect(f"{reverse('write_lesson', args=[key])}?{urlencode(asked)}")
        except Refusal as refusal:
            note_refused(refusal)
            wrong = refusal
    collections = bank.collections(request.viewer, request.actor)
    chosen = request.GET.get("bank", "") or next((each.key for each in collections), "")
    found = bank.released(request.viewer, request.actor, chosen) if chosen else []
    names = wording.titles(page, choice.lang)
    context = {
        "page": page,
        "root_title": names[""],
        "title": names[address],
        "collections": collections,
        "chosen": chosen,
        "questions": [_line(each, choice.lang) for each in found if not each.by_person],
        "left_out": sum(each.by_person for each in found),
        "digest": page.digest,
        "address": address,
        "errors": [{"field": "", "sentence": told(wrong)}] if wrong else [],
        "back": f"{reverse('write_lesson', args=[key])}?"
        + urlencode({"version": page.shown.version, "part": module_of(page.programme.content, address)}),
    }
    return render(request, "authoring/pick.html", context, status=wrong.status if wrong else 200)


def _take(request: HttpRequest, page: Any, address: str) -> Any:
    sent = request.POST
    named = {"key": page.line.key, "version": page.shown.version, "seen": sent.get("seen", "")[:64]}
    told_here = {"bank": sent.get("bank", "")[:60], "question": sent.get("question", "")[:36]}
    source = page.programme.source
    return take_question(by=request.actor, owner=page.line.owner, quiz=address, source=source, **named, **told_here)


def _line(each: BankItem, lang: str) -> dict[str, Any]:
    shown = items.shown(each.item, lang, each.uid)
    return {
        "uid": each.uid,
        "title": text_in(each.item.title, lang, each.item.source) or shown.text[:200],
        "text": shown.text if each.item.title else "",
        "lang": shown.lang,
        "kinds": ", ".join(dict.fromkeys(gettext(INTERACTIONS[asked.kind]) for asked in shown.interactions)),
        "languages": ", ".join(language_name(tag) for tag in each.languages),
    }
