"""The difference between two versions."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kerege.lib.versions import text_in
from kerege.training import queries
from kerege.training.queries import CurriculumPage
from kerege.training.rules.curricula.difference import FieldChange, PartChange
from kerege.training.rules.curricula.difference import difference as compared
from kerege.training.rules.curricula.tree import Programme
from kerege.training.words.curricula import CHANGES, Change, Node
from kerege.web.curricula import wording
from kerege.web.shell.wording import language_name, word_of


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
    of_parent = other is not None and not (to or number)
    context = {
        "page": page,
        "title": text_in(page.programme.title, choice.lang, page.programme.source),
        "other": name,
        "parts": told_changes(found, page, other, choice.lang),
        "minutes": (other.minutes, page.programme.minutes) if other is not None else None,
        "hours": (f"{other.hours:g}", f"{page.programme.hours:g}") if other is not None else None,
        "may_put_back": of_parent and wording.keeps(request, page) and wording.is_draft(page),
        "versions": [each.version for each in page.versions if each.version != page.shown.version],
    }
    return render(request, "curricula/difference.html", context)


def told_changes(found: list[PartChange], page: CurriculumPage, other: Programme | None, lang: str) -> list[Any]:
    """Changes in words. What came or went with the part around it is counted there and not told again."""
    if other is None:
        return []
    names = wording.titles_of(other, lang) | wording.titles(page, lang)
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
        "fields": [told_field(part.node, each, names) for each in part.fields],
        "where": names.get(part.parent, "") if part.parent else "",
        "before": names.get(part.parent_before, "") if part.parent_before != part.parent else "",
        "inside": inside,
        "gone": Change.REMOVED in part.changes,
    }


def told_field(node: Node, change: FieldChange, names: dict[str, str]) -> dict[str, Any]:
    """What became of a field, in words."""
    name = wording.field_name(node, change.field)
    text = bool(change.lang)
    old, new = (change.old, change.new) if text else _values(node, change, names)
    return {
        "name": f"{name} · {language_name(change.lang)}" if text else name,
        "lang": change.lang,
        "lines": change.lines,
        "old": old,
        "new": new,
    }


def _values(node: Node, change: FieldChange, names: dict[str, str]) -> tuple[str, str]:
    """Both sides of what is no text; of a list only what went and what came, unless its order alone is another."""
    old, new = change.old, change.new
    if isinstance(old, list) and isinstance(new, list) and set(old) != set(new):
        old, new = [each for each in old if each not in new], [each for each in new if each not in old]
    told = [wording.value(node, change.field, each, names) if each not in (None, []) else "" for each in (old, new)]
    return told[0], told[1]
