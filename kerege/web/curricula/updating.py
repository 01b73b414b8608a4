"""The update from the parent: what both changed is decided one by one, for a side or for a text of one's own."""

from datetime import date
from itertools import takewhile
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import filesizeformat
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from kerege.lib.versions import VersionState, text_in
from kerege.people.rules import check_may
from kerege.people.words import Deed
from kerege.training import actions, queries
from kerege.training.queries import CurriculumPage
from kerege.training.rules.curricula import shapes
from kerege.training.rules.curricula.merging import Conflict
from kerege.training.rules.curricula.walking import placed
from kerege.training.words.curricula import CLASHES, SIDES, Node, Side
from kerege.web.curricula import wording
from kerege.web.inventory.forms import language_name
from kerege.web.shell.forms import attempt
from kerege.web.shell.wording import word_of


class TextForm(forms.Form):
    """A text of one's own for a conflict about one; it begins with what stands here."""

    seen = forms.CharField(widget=forms.HiddenInput)
    conflict = forms.CharField(widget=forms.HiddenInput, max_length=400)
    text = forms.CharField(label=_("Text of your own"), required=False, strip=False)

    def __init__(self, *args: Any, lang: str = "", long: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = {"lang": lang, "dir": "auto", "rows": 14 if long else 3}
        self.fields["text"].widget = forms.Textarea(attrs=shown)


@require_http_methods(["GET", "POST"])
def update(request: HttpRequest, key: str) -> HttpResponse:
    """Bring in what became of the parent, and decide what both changed. Nothing is decided by itself."""
    page, choice = wording.shown_page(request, key)
    check_may(request.actor, Deed.KEEP_CURRICULA, page.line.owner)
    wrong: dict[str, TextForm] = {}
    if request.method == "POST":
        wrong = _done(request, key, page)
        if not wrong:
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
        "conflicts": [
            _conflict(Conflict.read(each), page, names, choice.lang) | {"form": _form(each, number, page, wrong)}
            for number, each in enumerate(page.conflicts)
        ],
        "decided": [_decided(each, page, names, choice.lang) for each in page.decided],
        "may_change": wording.is_draft(page),
    }
    return render(request, "curricula/update.html", context, status=422 if wrong else 200)


def _done(request: HttpRequest, key: str, page: CurriculumPage) -> dict[str, TextForm]:
    """Do what was sent. A text that is refused stays where it was typed: then its form, by the name of its conflict."""
    sent = request.POST
    named: dict[str, Any] = {"by": request.actor, "key": key, "version": page.shown.version}
    named["seen"] = sent.get("seen", "")[:64]
    conflict, side = sent.get("conflict", "")[:400], sent.get("side", "")[:10]
    if not conflict:
        actions.update_from_parent(**named, parent_version=sent.get("parent_version", "")[:20])
    elif side != Side.TEXT:
        actions.decide_conflict(**named, conflict=conflict, side=side)
    else:
        form = TextForm({**sent.dict(), "seen": page.digest})
        text = sent.get("text", "").replace("\r\n", "\n").strip()
        told: dict[str, Any] = {"conflict": conflict, "side": side, "text": text}
        if not form.is_valid():
            return {conflict: form}
        done = attempt(form, lambda: actions.decide_conflict(**named, **told), otherwise="text")
        return {conflict: form} if done is None else {}
    return {}


def _form(kept: dict[str, Any], number: int, page: CurriculumPage, wrong: dict[str, TextForm]) -> TextForm | None:
    """The form for a text of one's own; None where the conflict is about none."""
    conflict = Conflict.read(kept)
    part = placed(page.programme.content).get(conflict.address)
    shape = shapes.texts(part.node).get(conflict.field) if part is not None else None
    if shape is None or not conflict.lang:
        return None
    told: dict[str, Any] = {"lang": conflict.lang, "long": shape.long, "auto_id": f"c{number}-%s"}
    if conflict.name in wrong:
        form = TextForm(wrong[conflict.name].data, **told)
        form.is_valid()
        for field, errors in wrong[conflict.name].errors.items():
            if field not in form.errors:  # what the form finds by itself it says by itself
                form.add_error(field, errors)
        return form
    return TextForm(initial={"seen": page.digest, "conflict": conflict.name, "text": conflict.own or ""}, **told)


def _decided(kept: dict[str, Any], page: CurriculumPage, names: dict[str, str], lang: str) -> dict[str, Any]:
    """A conflict that somebody decided, with how and when."""
    more: dict[str, Any] = {name: kept[name] for name in ("side", "on", "text") if name in kept}
    conflict = Conflict.read({name: value for name, value in kept.items() if name not in more})
    more |= {"how": word_of(SIDES, kept["side"]), "on": date.fromisoformat(kept["on"])}
    return _conflict(conflict, page, names, lang) | more


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
    if isinstance(value, dict) and conflict.field == shapes.FILE[0]:
        return f"{value.get('name', '')} ({filesizeformat(value.get('size', 0))})"
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
