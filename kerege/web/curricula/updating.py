"""The update from the parent: what both changed is decided one by one, for a side or in a way of one's own."""

from datetime import date
from itertools import takewhile
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import filesizeformat
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kerege.lib.versions import VersionState, text_in
from kerege.people.rules import check_may
from kerege.people.words import Deed
from kerege.training import actions, queries
from kerege.training.queries import CurriculumPage
from kerege.training.rules.curricula import shapes
from kerege.training.rules.curricula.difference import changed_fields
from kerege.training.rules.curricula.lines import compared
from kerege.training.rules.curricula.merging import Conflict
from kerege.training.rules.curricula.walking import placed
from kerege.training.words.curricula import CLASHES, SIDES, Clash, Node, Side
from kerege.web.curricula import wording
from kerege.web.curricula.comparing import told_field
from kerege.web.curricula.settling import OwnForm, buttons, own_form
from kerege.web.shell.forms import attempt
from kerege.web.shell.wording import language_name, word_of


@require_http_methods(["GET", "POST"])
def update(request: HttpRequest, key: str) -> HttpResponse:
    """Bring in what became of the parent, and decide what both changed. Nothing is decided by itself."""
    page, choice = wording.shown_page(request, key)
    check_may(request.actor, Deed.KEEP_CURRICULA, page.line.owner)
    names = wording.titles(page, choice.lang)
    wrong: dict[str, OwnForm] = {}
    if request.method == "POST":
        wrong = _done(request, key, page, names)
        if not wrong:
            return redirect(f"{request.path}?{urlencode({'version': page.shown.version})}")
    parent = queries.ancestry(request.viewer, page, on=choice.on, lang=choice.lang)
    versions = []
    if parent is not None:
        shown = queries.curriculum(request.viewer, parent.key, on=choice.on, lang=choice.lang)
        versions = [each for each in shown.versions if each.state != VersionState.DRAFT] if shown else []
    context = {
        "page": page,
        "title": names[""],
        "parent": parent,
        "offered": list(takewhile(lambda each: parent is not None and each.version != parent.base, versions)),
        "conflicts": [
            _open(Conflict.read(each), number, page, names, choice.lang, wrong)
            for number, each in enumerate(page.conflicts)
        ],
        "decided": [_decided(each, page, names, choice.lang) for each in page.decided],
        "may_change": wording.is_draft(page),
    }
    return render(request, "curricula/update.html", context, status=422 if wrong else 200)


def _done(request: HttpRequest, key: str, page: CurriculumPage, names: dict[str, str]) -> dict[str, OwnForm]:
    """Do what was sent. What is refused stays where it was typed: then its form, by the name of its conflict."""
    sent = request.POST
    named: dict[str, Any] = {"by": request.actor, "key": key, "version": page.shown.version}
    named["seen"] = sent.get("seen", "")[:64]
    conflict, side = sent.get("conflict", "")[:400], sent.get("side", "")[:10]
    if not conflict:
        actions.update_from_parent(**named, parent_version=sent.get("parent_version", "")[:20])
        return {}
    form = _own_form(request, page, conflict, names) if side in {Side.TEXT, Side.VALUE} else None
    if form is None or form.side != side:
        actions.decide_conflict(**named, conflict=conflict, side=side)
        return {}
    if not form.is_valid():
        return {conflict: form}
    told: dict[str, Any] = {"conflict": conflict, "side": side, **form.told()}
    otherwise = next(name for name in form.fields if name not in {"seen", "conflict"})
    done = attempt(form, lambda: actions.decide_conflict(**named, **told), otherwise=otherwise)
    return {conflict: form} if done is None else {}


def _own_form(request: HttpRequest, page: CurriculumPage, conflict: str, names: dict[str, str]) -> OwnForm | None:
    """The form of this conflict with what was sent. Sent once more, it answers to what stands there now."""
    sent = request.POST.copy()
    sent["seen"] = page.digest
    for number, each in enumerate(page.conflicts):
        found = Conflict.read(each)
        if found.name == conflict:
            return own_form(page, found, number, names, sent)
    return None


def _open(
    conflict: Conflict, number: int, page: CurriculumPage, names: dict[str, str], lang: str, wrong: dict[str, OwnForm]
) -> dict[str, Any]:
    """A conflict that waits, with what can be done about it."""
    part = placed(page.programme.content).get(conflict.address)
    form = wrong.get(conflict.name) or own_form(page, conflict, number, names)
    return _conflict(conflict, page, names, lang) | {
        "form": form,
        "buttons": buttons(conflict),
        "changed": _changed(conflict, part.node, names) if part is not None else [],
        "address": conflict.address if part is not None and part.node != Node.CHOICE else None,
    }


def _changed(conflict: Conflict, node: Node, names: dict[str, str]) -> list[dict[str, Any]]:
    """What one side changed in a part that the other removed."""
    if conflict.clash not in {Clash.GONE_HERE, Clash.GONE_THERE}:
        return []
    left = conflict.own or conflict.theirs or {}
    return [told_field(node, each, names) for each in changed_fields(node, conflict.base or {}, left)]


def _decided(kept: dict[str, Any], page: CurriculumPage, names: dict[str, str], lang: str) -> dict[str, Any]:
    """A conflict that somebody decided, with how and when."""
    more: dict[str, Any] = {name: kept[name] for name in ("side", "on", "text", "value") if name in kept}
    conflict = Conflict.read({name: value for name, value in kept.items() if name not in more})
    more |= {"how": word_of(SIDES, kept["side"]), "on": date.fromisoformat(kept["on"])}
    if "value" in kept:
        more["value"] = _side(conflict, kept["value"], _node(conflict, page), names, lang)
    return _conflict(conflict, page, names, lang) | more


def _conflict(conflict: Conflict, page: CurriculumPage, names: dict[str, str], lang: str) -> dict[str, Any]:
    node = _node(conflict, page)
    sides = [_side(conflict, getattr(conflict, name), node, names, lang) for name in ("base", "own", "theirs")]
    field = wording.FIELDS.get(conflict.field) or wording.LISTS.get(conflict.field)
    return _lines(conflict) | {
        "name": conflict.name,
        "clash": word_of(CLASHES, conflict.clash),
        "part": names.get(conflict.address, conflict.address),
        "node": wording.node_name(node),
        "field": gettext(field) if field else "",
        "language": language_name(conflict.lang) if conflict.lang else "",
        "lang": conflict.lang,
        "base": sides[0],
        "own": sides[1],
        "theirs": sides[2],
    }


def _lines(conflict: Conflict) -> dict[str, Any]:
    """What each side made of the lines of a text; nothing where one of them has no text."""
    base, own, theirs = conflict.base, conflict.own, conflict.theirs
    if conflict.clash != Clash.LINES or not all(isinstance(each, str) for each in (base, own, theirs)):
        return {}
    return {"own_lines": compared(base, own), "their_lines": compared(base, theirs)}


def _node(conflict: Conflict, page: CurriculumPage) -> Node:
    part = placed(page.programme.content).get(conflict.address)
    return part.node if part is not None else Node.PROGRAMME


def _side(conflict: Conflict, value: Any, node: Node, names: dict[str, str], lang: str) -> str:
    """What one side says, in words: of a part as a whole its title, of an order the titles in it."""
    if isinstance(value, dict) and conflict.field == shapes.FILE[0]:
        return f"{value.get('name', '')} ({filesizeformat(value.get('size', 0))})"
    if isinstance(value, dict) and conflict.field:
        return text_in(value, lang, "en")
    if isinstance(value, dict):
        told = value.get("told", value)
        texts: dict[str, str] = next((told[each] for each in ("title", "text", "stem", "what") if told.get(each)), {})
        first = text_in(texts, lang, "en") or gettext("a part")
        return "\n".join([first, *(_answer(each, lang) for each in told.get("choices", ()))])
    if isinstance(value, list):
        return " → ".join(names.get(str(each), str(each)) for each in value)
    if value is None and not conflict.field:
        return gettext("removed")
    if conflict.lang and isinstance(value, str):
        return value
    known = names.get(value) if isinstance(value, str) else ""
    return known or wording.value(node, conflict.field, value, names)


def _answer(told: dict[str, Any], lang: str) -> str:
    """An answer to choose, and whether it is right: by nothing else two sides of a question differ."""
    text = text_in(told.get("text", {}), lang, "en")
    return gettext("right: %(answer)s") % {"answer": text} if told.get("right") else f"– {text}"
