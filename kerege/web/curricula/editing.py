"""Changing a draft on a phone: one part at a time, its texts in all languages beside each other."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST

from kerege.atlas.rules import language_tag
from kerege.capacity.words import TRANSLATIONS, Translation
from kerege.lib.refusal import Refusal
from kerege.people.rules import check_may
from kerege.people.words import Deed
from kerege.training import actions, queries
from kerege.training.queries import CurriculumPage
from kerege.training.rules.curricula import shapes
from kerege.training.rules.curricula.editing import part_of
from kerege.training.rules.curricula.translating import state_of
from kerege.training.rules.curricula.walking import ROOT, Placed, placed
from kerege.training.words import curricula_refused as refused
from kerege.training.words.curricula import Node
from kerege.web.curricula import wording
from kerege.web.curricula.attaching import files_shown, languages, licence_hint
from kerege.web.shell.forms import attempt
from kerege.web.shell.wording import language_name

WRITTEN = (Translation.DRAFT, Translation.MACHINE, Translation.REVIEWED)


class PartForm(forms.Form):
    """What a part says. The fields are those of its kind; texts stand once for each language of the curriculum."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, page: CurriculumPage, part: Placed, names: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.part, self.content, self.names = part, page.programme.content, names
        self.fields["seen"].initial = page.digest
        for name, field in self.said().items():
            self._add(name, field)
        if part.node == Node.ATTACHMENT:
            self._of_file(page)
        for lang in self.others if shapes.texts(part.node) else ():
            states = [("", gettext("as it was"))] + [(each.value, gettext(TRANSLATIONS[each])) for each in WRITTEN]
            box = forms.ChoiceField(required=False, choices=states)
            box.label = gettext("How far the texts in %(language)s can be relied on") % {
                "language": language_name(lang)
            }
            self.fields[f"state.{lang}"] = box

    @property
    def others(self) -> list[str]:
        return [lang for lang in self.content["languages"] if lang != self.content["source"]]

    def said(self) -> dict[str, Any]:
        """The fields that are typed: which file an attachment is, its own page says."""
        said = shapes.contents(self.part.node)
        typed = {name: field for name, field in said.items() if name not in (*shapes.FILE, "question", "origin")}
        if self.part.told.get("question"):
            del typed["kind"]  # a question of the bank stays one
        return typed

    def _of_file(self, page: CurriculumPage) -> None:
        known = languages(page)
        now = self.part.told.get("language", "")
        known += [(now, language_name(now))] if now and now not in dict(known) else []
        box = forms.ChoiceField(required=False, initial=now, choices=known, label=self.fields["language"].label)
        self.fields["language"] = box
        self.fields["licence"].help_text = licence_hint(page)

    def _add(self, name: str, field: Any) -> None:
        label, now = wording.field_name(self.part.node, name), self.part.told.get(name)
        if isinstance(field, shapes.Text):
            for lang in self.content["languages"]:
                box = self._text(field, lang, (now or {}).get(lang, ""))
                box.label = f"{label} · {language_name(lang)}"
                if (now or {}).get(lang) and lang != self.content["source"]:
                    state = state_of(self.content, lang, self.part.address, name, now or {})
                    box.help_text = gettext(TRANSLATIONS[state])
                self.fields[f"{name}.{lang}"] = box
            return
        self.fields[name] = made = self._other(name, field, now)
        made.label = label

    def _text(self, field: shapes.Text, lang: str, now: str) -> forms.CharField:
        shown: dict[str, Any] = {"lang": lang, "dir": "auto"}
        area = forms.Textarea(attrs={**shown, "rows": 14 if field.long else 2})
        needed = field.needed and lang == self.content["source"]
        return forms.CharField(required=needed, initial=now, widget=area, strip=False)

    def _other(self, name: str, field: Any, now: Any) -> forms.Field:
        needed = getattr(field, "needed", False)
        if isinstance(field, shapes.Number):
            return forms.IntegerField(required=needed, initial=now)
        if isinstance(field, shapes.Hours):
            return forms.FloatField(required=False, initial=now)
        if isinstance(field, shapes.Flag):
            return forms.BooleanField(required=False, initial=bool(now))
        if isinstance(field, shapes.OneOf):
            words = wording.KINDS[(self.part.node, name)]
            known = [(each.value, gettext(word)) for each, word in words.items()]
            return forms.ChoiceField(required=needed, initial=now, choices=known if needed else [("", "–"), *known])
        if isinstance(field, shapes.Links):
            return self._links(field, now)
        return forms.CharField(required=needed, initial=now, max_length=field.most)

    def _links(self, field: shapes.Links, now: Any) -> forms.Field:
        known = [(each.address, f"{self.names[each.address]} ({each.address})") for each in self._near(field.to, now)]
        if not field.many:
            return forms.ChoiceField(required=False, initial=now, choices=[("", "–"), *known])
        boxes = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(required=False, initial=now, choices=known, widget=boxes)

    def _near(self, node: Node, now: Any) -> Iterator[Placed]:
        """The parts to which a link may lead: those of the same module, and those to which it leads already."""
        parts = placed(self.content)
        here = _module_of(parts, self.part.address)
        linked = now if isinstance(now, list) else [now]
        for each in parts.values():
            if each.node == node and (_module_of(parts, each.address) == here or each.address in linked):
                yield each

    def rows(self) -> list[list[forms.BoundField]]:
        """The fields as they stand beside each other: each text in all languages, then all else."""
        texts = [
            [self[f"{name}.{lang}"] for lang in self.content["languages"]]
            for name, field in self.said().items()
            if isinstance(field, shapes.Text)
        ]
        beside = {each.name for row in texts for each in row}
        return [*texts, [each for each in self if each.name not in beside]]

    def told(self) -> dict[str, Any]:
        """What was typed, as an action takes it. Lines end as everywhere in the house."""
        found: dict[str, Any] = {}
        for name, field in self.said().items():
            if isinstance(field, shapes.Text):
                texts = {lang: self.cleaned_data[f"{name}.{lang}"] for lang in self.content["languages"]}
                found[name] = {lang: text for lang, text in map(_plain, texts.items()) if text}
            else:
                found[name] = self.cleaned_data[name]
        return found

    def states(self) -> dict[str, str]:
        return {lang: state for lang in self.others if (state := self.cleaned_data.get(f"state.{lang}"))}

    def at(self) -> dict[str, str]:
        """The field of the form for each place that a refusal names."""
        before = f"{self.part.address}." if self.part.address else ""
        places = {f"{before}{name}": name for name in self.fields}
        source = self.content["source"]
        return places | {f"{before}{name}": f"{name}.{source}" for name in shapes.texts(self.part.node)}


def _plain(pair: tuple[str, str]) -> tuple[str, str]:
    return pair[0], pair[1].replace("\r\n", "\n").strip()


def module_of(content: Any, address: str) -> str:
    """The module in which a part stands; empty for the programme."""
    return _module_of(placed(content), address)


def _module_of(parts: dict[str, Placed], address: str) -> str:
    while address and parts[address].node != Node.MODULE:
        address = parts[address].parent
    return address


@require_http_methods(["GET", "POST"])
def part(request: HttpRequest, key: str) -> HttpResponse:
    """One part of a draft with its form; below it what is in it and what can be added."""
    page, choice = wording.shown_page(request, key)
    check_may(request.actor, Deed.KEEP_CURRICULA, page.line.owner)
    address = request.GET.get("part", "")[:130]
    here = part_of(page.programme.content, address)
    names = wording.titles(page, choice.lang)
    sent = request.POST if request.method == "POST" else None
    form = PartForm(sent, page=page, part=here, names=names)
    clash: list[tuple[str, str]] = []
    if form.is_valid():
        if attempt(form, lambda: _save(request, page, form), called=form.at()) is not None:
            return redirect(f"{request.path}?{urlencode({'version': page.shown.version, 'part': address})}")
        clash = _meanwhile(form, page) if form.has_error(NON_FIELD_ERRORS, refused.CURRICULUM_BEHIND.code) else []
    parent = queries.ancestry(request.viewer, page, on=choice.on, lang=choice.lang)
    files = files_shown(request, page) if here.node in {Node.MODULE, Node.ATTACHMENT} else {}
    context = {
        "page": page,
        "title": names[address],
        "root_title": names[ROOT],
        "kind": wording.node_name(here.node),
        "address": address,
        "is_module": here.node == Node.MODULE,
        "is_scenario": here.node == Node.SCENARIO,
        "form": form,
        "clash": clash,
        "behind": parent if parent is not None and parent.behind else None,
        "up": (here.parent, names[here.parent]) if address else None,
        "certificate_needs": _needed_for_certificate(parent, page, address),
        "lists": [_list(here, name, node, names, files) for name, node in shapes.children(here.node).items()],
        "may_change": wording.is_draft(page),
        "elsewhere": _elsewhere(page, here, names),
        "digest": page.digest,
        "file": files.get(address),
        "new_languages": [each for each in _languages() if each[0] not in page.programme.languages],
    }
    return render(request, "curricula/part.html", context, status=422 if form.errors else 200)


def _needed_for_certificate(parent: Any, page: CurriculumPage, address: str) -> bool:
    """Whether a mandatory outcome of a parent that bears a certificate is this part, or stands in it."""
    if not address or parent is None or not parent.programme.certificate:
        return False
    parts = placed(page.programme.content)
    mandatory = [each.id for each in parent.programme.outcomes() if each.mandatory and each.id in parts]
    return any(address in {each, *_around(parts, each)} for each in mandatory)


def _around(parts: dict[str, Placed], address: str) -> Iterator[str]:
    while address:
        address = parts[address].parent
        yield address


def _languages() -> list[tuple[str, str]]:
    """The languages of the pages, by their tags."""
    return [(language_tag(code), str(name)) for code, name in settings.LANGUAGES]


def _save(request: HttpRequest, page: CurriculumPage, form: PartForm) -> Any:
    named = {"key": page.line.key, "version": page.shown.version, "seen": form.cleaned_data["seen"]}
    told, states = form.told(), form.states()
    return actions.change_part(by=request.actor, **named, part=form.part.address, told=told, states=states)


def _meanwhile(form: PartForm, page: CurriculumPage) -> list[tuple[str, str]]:
    """What somebody else wrote since the page was shown, where it is not what was typed. The next press of the button
    is an answer to that: the form then says that it has seen it.
    """
    data = form.data.copy()  # type: ignore[attr-defined]
    data["seen"] = page.digest
    form.data = data
    found: list[tuple[str, str]] = []
    for name, typed in form.told().items():
        now = form.part.told.get(name)
        if now == typed or not (now or typed):
            continue
        if isinstance(typed, dict):  # a text that somebody took out is told too: it has no language any more
            before = now or {}
            others = [lang for lang in {**before, **typed} if before.get(lang) != typed.get(lang)]
            found += [(str(form.fields[f"{name}.{lang}"].label), str(before.get(lang, ""))) for lang in others]
        else:
            found.append((str(form.fields[name].label), wording.value(form.part.node, name, now, form.names)))
    return found


def _list(here: Placed, name: str, node: Node, names: dict[str, str], files: dict[str, Any]) -> dict[str, Any]:
    prefix = f"{here.address}/" if node == Node.CHOICE else ""
    addresses = [f"{prefix}{each['id']}" for each in here.told.get(name, ())]
    rows = [(address, names[address], files.get(address, {}).get("about", ())) for address in addresses]
    return {"field": name, "name": gettext(wording.LISTS[name]), "node": wording.node_name(node), "rows": rows}


def _elsewhere(page: CurriculumPage, here: Placed, names: dict[str, str]) -> list[tuple[str, str]]:
    """The other parts under which this one may stand."""
    if here.address == ROOT:
        return []
    kind = placed(page.programme.content)[here.parent].node
    parts = placed(page.programme.content).values()
    return [(each.address, names[each.address]) for each in parts if each.node == kind and each.address != here.parent]


@require_POST
def arrange(request: HttpRequest, key: str) -> HttpResponse:
    """Add, move or take out a part, or begin a language, and go back to where it stood. What is wrong is told there."""
    sent = request.POST
    version, address = sent.get("version", "")[:20], sent.get("part", "")[:130]
    named = {"by": request.actor, "key": key, "version": version, "seen": sent.get("seen", "")[:64]}
    deed = sent.get("deed", "")
    if deed == "add":
        page, _ = wording.shown_page(request, key, version=version)
        field = sent.get("field", "")[:20]
        told_part = new_part(page, address, field, sent.get("title", ""))
        actions.add_part(**named, parent=address, field=field, told=told_part)
    elif deed == "language":
        actions.add_language(**named, lang=sent.get("lang", "")[:12])
    elif deed == "remove":
        page, _ = wording.shown_page(request, key, version=version)
        address, gone = part_of(page.programme.content, address).parent, address
        actions.remove_part(**named, part=gone)
        _tell_gone(request, page, gone)
    elif deed == "back":
        actions.put_back(**named, part=address)
        return redirect(f"{reverse('curriculum_difference', args=[key])}?{urlencode({'version': version})}")
    else:
        address = _moved(request, named, key, version, address)
    there = reverse("curriculum_part", args=[key])
    return redirect(f"{there}?{urlencode({'version': version, 'part': address})}")


def _tell_gone(request: HttpRequest, page: CurriculumPage, gone: str) -> None:
    """Say what was taken out; of what a parent has, where it is put back."""
    name = wording.titles(page, get_language() or "en")[gone]
    messages.success(request, gettext("“%(part)s” was taken out.") % {"part": name})
    if page.base_id is not None:
        messages.info(request, gettext("What the parent has can be put back on the page of the difference to it."))


def _moved(request: HttpRequest, named: dict[str, Any], key: str, version: str, address: str) -> str:
    page, _ = wording.shown_page(request, key, version=version)
    here = part_of(page.programme.content, address)
    to, where = request.POST.get("to", here.parent)[:130], request.POST.get("deed", "")
    position = {"up": here.position - 1, "down": here.position + 1}.get(where, 1_000_000)
    actions.move_part(**named, part=address, parent=to if where == "to" else here.parent, position=max(position, 0))
    return here.parent if where in {"up", "down"} else address


def new_part(page: CurriculumPage, parent: str, field: str, title: str) -> dict[str, Any]:
    """A part with all that its kind needs, called by what was typed; what else it says is filled in on its own page."""
    here = part_of(page.programme.content, parent)
    node = shapes.children(here.node).get(field)
    if node is None:
        raise Refusal(refused.CURRICULUM_NO_PART, field="part", part=f"{parent}.{field}"[:130])
    text = {page.programme.source: title.strip() or wording.node_name(node)}
    made: dict[str, Any] = {"id": _id(parent, node)}
    for name, shape in shapes.contents(node).items():
        if getattr(shape, "needed", False):
            made[name] = text if isinstance(shape, shapes.Text) else _first(shape)
    if node == Node.ITEM:
        made["choices"] = [
            {"id": "a", "text": {page.programme.source: gettext("Yes")}, "right": True},
            {"id": "b", "text": {page.programme.source: gettext("No")}},
        ]
    return made


_SHORT = {
    Node.MODULE: "module",
    Node.OUTCOME: "o",
    Node.ACTIVITY: "a",
    Node.ASSESSMENT: "q",
    Node.SCENE: "s",
    Node.WAY: "w",
}


def _id(parent: str, node: Node) -> str:
    own = _SHORT.get(node, node.value)
    return f"{parent.rsplit('/', 1)[-1][:40]}-{own}1" if parent and node != Node.CHOICE else f"{own}-1"


def _first(shape: Any) -> Any:
    if isinstance(shape, shapes.OneOf):
        return next(iter(shape.known)).value
    return shape.low if isinstance(shape, shapes.Number) else "-"
