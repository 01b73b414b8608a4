"""The difference between two versions, and the update from the parent with its conflicts."""

from itertools import takewhile
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from kerege.lib.versions import VersionState, text_in
from kerege.people.rules import check_may
from kerege.people.words import Deed
from kerege.training import actions, queries
from kerege.training.queries import CurriculumPage
from kerege.training.rules.curricula.difference import FieldChange, PartChange
from kerege.training.rules.curricula.difference import difference as compared
from kerege.training.rules.curricula.merging import Conflict
from kerege.training.rules.curricula.tree import Programme
from kerege.training.rules.curricula.walking import placed
from kerege.training.words.curricula import CHANGES, CLASHES, Node
from kerege.web.curricula import wording
from kerege.web.inventory.forms import language_name
from kerege.web.shell.wording import word_of


@require_GET
def difference(request: HttpRequest, key: str) -> HttpResponse:
    """What the version shown says otherwise than its parent, or than another version (`?to=` a key, `?to_version=`)."""
    page, choice = wording.shown_page(request, key)
    to, number = request.GET.get("to", "")[:60], request.GET.get("to_version", "")[:20]
    other: Programme | None
    if to or number:
        before, _ = wording.shown_page(request, to or key, version=number)
        other, name = before.programme, f"{to or key} {before.shown.version}"
    else:
        parent = queries.ancestry(request.viewer, page, on=choice.on, lang=choice.lang)
        other, name = (parent.programme, f"{parent.key} {parent.base}") if parent is not None else (None, "")
    found = compared(other.content, page.programme.content) if other is not None else []
    context = {
        "page": page,
        "title": text_in(page.programme.title, choice.lang, page.programme.source),
        "other": name,
        "parts": told_changes(found, page, other, choice.lang),
        "minutes": (other.minutes, page.programme.minutes) if other is not None else None,
        "hours": (f"{other.hours:g}", f"{page.programme.hours:g}") if other is not None else None,
        "versions": [each.version for each in page.versions if each.version != page.shown.version],
    }
    return render(request, "curricula/difference.html", context)


def told_changes(found: list[PartChange], page: CurriculumPage, other: Programme | None, lang: str) -> list[Any]:
    """Changes in words. What came or went with the part around it is counted there and not told again."""
    if other is None:
        return []
    names = wording.titles(page, lang)
    before = placed(other.content)
    names = {name: wording.called(part, lang, other.source) for name, part in before.items()} | names
    inside: dict[str, int] = {}
    around: dict[str, str] = {}  # a part is told before what is in it
    for each in found:
        if each.within:
            around[each.address] = around.get(each.parent, each.parent)
            inside[around[each.address]] = inside.get(around[each.address], 0) + 1
    return [_told(each, names, inside.get(each.address, 0)) for each in found if not each.within]


def _told(part: PartChange, names: dict[str, str], inside: int) -> dict[str, Any]:
    return {
        "address": part.address,
        "name": names.get(part.address, part.address),
        "node": wording.node_name(part.node),
        "kinds": [(each.value, word_of(CHANGES, each)) for each in part.changes],
        "fields": [_field(part.node, each, names) for each in part.fields],
        "where": names.get(part.parent, "") if part.parent else "",
        "before": names.get(part.parent_before, "") if part.parent_before != part.parent else "",
        "inside": inside,
    }


def _field(node: Node, change: FieldChange, names: dict[str, str]) -> dict[str, Any]:
    name = wording.field_name(node, change.field)
    text = bool(change.lang)
    return {
        "name": f"{name} · {language_name(change.lang)}" if text else name,
        "lang": change.lang,
        "lines": change.lines,
        "old": change.old if text else wording.value(node, change.field, change.old, names),
        "new": change.new if text else wording.value(node, change.field, change.new, names),
    }


@require_http_methods(["GET", "POST"])
def update(request: HttpRequest, key: str) -> HttpResponse:
    """Bring in what became of the parent, and decide what both changed. Nothing is decided by itself."""
    page, choice = wording.shown_page(request, key)
    check_may(request.actor, Deed.KEEP_CURRICULA, page.line.owner)
    if request.method == "POST":
        _do(request, key, page)
        return redirect(f"{request.path}?{urlencode({'version': page.shown.version})}")
    parent = queries.ancestry(request.viewer, page, on=choice.on, lang=choice.lang)
    versions = []
    if parent is not None:
        shown = queries.curriculum(request.viewer, parent.key, on=choice.on, lang=choice.lang)
        versions = [each for each in shown.versions if each.state != VersionState.DRAFT] if shown else []
    names = wording.titles(page, choice.lang)
    context = {
        "page": page,
        "title": names[""],
        "parent": parent,
        "offered": list(takewhile(lambda each: parent is not None and each.version != parent.base, versions)),
        "conflicts": [_conflict(Conflict.read(each), page, names, choice.lang) for each in page.conflicts],
        "may_change": wording.is_draft(page),
    }
    return render(request, "curricula/update.html", context)


def _do(request: HttpRequest, key: str, page: CurriculumPage) -> None:
    named: dict[str, Any] = {"by": request.actor, "key": key, "version": page.shown.version}
    named["seen"] = request.POST.get("seen", "")[:64]
    if conflict := request.POST.get("conflict", ""):
        side = request.POST.get("side", "") == "parent"
        actions.decide_conflict(**named, conflict=conflict[:400], parents_side=side)
    else:
        actions.update_from_parent(**named, parent_version=request.POST.get("parent_version", "")[:20])


def _conflict(conflict: Conflict, page: CurriculumPage, names: dict[str, str], lang: str) -> dict[str, Any]:
    part = placed(page.programme.content).get(conflict.address)
    node = part.node if part is not None else Node.PROGRAMME
    sides = [_side(conflict, getattr(conflict, name), node, names, lang) for name in ("base", "own", "theirs")]
    field = (
        wording.field_name(node, conflict.field)
        if conflict.field in wording.FIELDS
        else (gettext(wording.LISTS[conflict.field]) if conflict.field in wording.LISTS else "")
    )
    return {
        "name": conflict.name,
        "clash": word_of(CLASHES, conflict.clash),
        "part": names.get(conflict.address, conflict.address),
        "node": wording.node_name(node),
        "field": field,
        "language": language_name(conflict.lang) if conflict.lang else "",
        "lang": conflict.lang,
        "base": sides[0],
        "own": sides[1],
        "theirs": sides[2],
    }


def _side(conflict: Conflict, value: Any, node: Node, names: dict[str, str], lang: str) -> str:
    """What one side says, in words: of a part as a whole its title, of an order the titles in it."""
    if isinstance(value, dict) and conflict.field:
        return text_in(value, lang, "en")
    if isinstance(value, dict):
        told = value.get("told", value)
        texts: dict[str, str] = next((told[each] for each in ("title", "text", "stem", "what") if told.get(each)), {})
        return text_in(texts, lang, "en") or gettext("a part")
    if isinstance(value, list):
        return " → ".join(names.get(str(each), str(each)) for each in value)
    if value is None and not conflict.field:
        return gettext("removed")
    if conflict.lang and isinstance(value, str):
        return value
    return (
        names.get(value, "") or wording.value(node, conflict.field, value, names)
        if isinstance(value, str)
        else (wording.value(node, conflict.field, value, names))
    )
