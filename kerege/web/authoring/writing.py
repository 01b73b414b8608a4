"""The editor of a lesson: all texts of one module in two languages side by side, and the lesson as learners see it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kerege.capacity.words import TRANSLATIONS, Translation
from kerege.lib.refusal import Refusal
from kerege.people.rules import check_may
from kerege.people.words import Deed
from kerege.training import actions
from kerege.training.actions.writing import write_lesson
from kerege.training.queries import CurriculumPage
from kerege.training.queries.lessons import as_lesson
from kerege.training.rules.curricula import Module, read, shapes
from kerege.training.rules.curricula.films import unheard
from kerege.training.rules.curricula.paragraphs import Held, Row, joined
from kerege.training.rules.curricula.walking import ROOT, Placed, placed
from kerege.training.rules.curricula.writing import Typed, Written, held_rows, parts_in, texts_in, written
from kerege.training.rules.scenarios import faults_in
from kerege.training.words import curricula_refused as refused
from kerege.training.words.curricula import Node
from kerege.training.words.scenarios import Flaw
from kerege.web.capacity.sealing import known_to_device
from kerege.web.curricula import wording
from kerege.web.curricula.editing import new_part
from kerege.web.curricula.scenarios import told_faults
from kerege.web.lessons import reading
from kerege.web.lessons.views import lesson_told
from kerege.web.shell.asked import asks
from kerege.web.shell.middleware import note_refused, told
from kerege.web.shell.wording import language_name

ADDS = {
    Node.ASSESSMENT: ("items",),
    Node.ITEM: ("choices",),
    Node.SCENARIO: ("scenes",),
    Node.SCENE: ("ways",),
    Node.MODULE: ("assessments", "scenarios"),
}
"""Which parts can be added in the editor, by what they are put into."""
STATES = (Translation.DRAFT, Translation.MACHINE, Translation.REVIEWED)


@dataclass
class Desk:
    """What an author has before them: a module of a draft in its source and, where there is one, a translation."""

    page: CurriculumPage
    module: str
    lang: str
    typed: dict[str, Typed] = field(default_factory=dict)
    said: dict[str, dict[str, Any]] = field(default_factory=dict)
    state: str = ""

    @property
    def content(self) -> dict[str, Any]:
        return self.page.programme.content

    @property
    def source(self) -> str:
        return self.page.programme.source

    def told(self) -> dict[str, Any]:
        """As the action takes it."""
        given = {"module": self.module, "lang": self.lang, "state": self.state}
        return given | {"typed": self.typed, "said": self.said}


@require_http_methods(["GET", "POST"])
@asks(version=lambda typed, _: typed[:20], part=lambda typed, _: typed[:60], beside=lambda typed, _: typed[:12])
def write(request: HttpRequest, key: str) -> HttpResponse:
    """The editor of one module. What is refused comes back with all that was typed."""
    page, choice = wording.shown_page(request, key)
    check_may(request.actor, Deed.KEEP_CURRICULA, page.line.owner)
    if not wording.is_draft(page):
        raise Refusal(refused.CURRICULUM_STANDS, field="version", version=page.shown.version)
    desk = _desk(request, page)
    if request.method == "GET":
        return _shown(request, desk, choice.lang)
    _read(request, desk)
    deed = request.POST.get("do", "")
    try:
        if deed in {"preview", "live"}:
            return _preview(request, desk, choice.lang, live=deed == "live")
        row = write_lesson(by=request.actor, **_named(request, page), told=desk.told())
        if deed.startswith("add|"):
            row = _added(request, page, deed, row.digest)
    except Refusal as refusal:
        note_refused(refusal)
        if deed in {"live", "autosave"}:
            said = _said(refusal, desk, choice.lang)
            return JsonResponse({"refused": said, "code": refusal.code}, status=refusal.status)
        return _shown(request, desk, choice.lang, refusal)
    if deed == "autosave":
        return JsonResponse({"seen": row.digest})
    return redirect(f"{_here(desk)}#saved")


def _desk(request: HttpRequest, page: CurriculumPage) -> Desk:
    others = [lang for lang in page.programme.content["languages"] if lang != page.programme.source]
    asked = request.GET.get("beside", "")
    desk = Desk(page, request.GET.get("part", ""), asked if asked in others else _least_translated(page, others))
    parts_in(desk.content, desk.module)  # refuses what is no module
    return desk


def _least_translated(page: CurriculumPage, others: list[str]) -> str:
    """The language in which most is still to be written; the first where nothing differs."""
    written = [
        each.told.get(name, {}) for each in placed(page.programme.content).values() for name in shapes.texts(each.node)
    ]
    return min(others, key=lambda lang: sum(lang in each for each in written), default="")


def _here(desk: Desk) -> str:
    asked = {"version": desk.page.shown.version, "part": desk.module, "beside": desk.lang}
    return f"{reverse('write_lesson', args=[desk.page.line.key])}?{urlencode(asked)}"


def _named(request: HttpRequest, page: CurriculumPage) -> dict[str, Any]:
    return {"key": page.line.key, "version": page.shown.version, "seen": request.POST.get("seen", "")[:64]}


def _read(request: HttpRequest, desk: Desk) -> None:
    """What the form brought: a text is a list of paragraphs in each language; lines end as everywhere in the house."""
    sent = request.POST
    desk.state = next((each.value for each in STATES if each.value == sent.get("state")), "")
    for text in texts_in(desk.content, desk.module, desk.lang):
        source = sent.getlist(f"{text.place}|{desk.source}")
        if not source:
            continue
        other = sent.getlist(f"{text.place}|{desk.lang}") if desk.lang else []
        other = (other + [""] * len(source))[: len(source)]
        holds = {int(each) for each in sent.getlist(f"{text.place}|ok") if each.isascii() and each.isdigit()}
        desk.typed[text.place] = Typed(_lines(source), _lines(other), frozenset(holds))
    for part in parts_in(desk.content, desk.module):
        if f"{part.address}|is" in sent and part.node == Node.CHOICE:
            desk.said[part.address] = {"right": f"{part.address}|right" in sent}
        if f"{part.address}|is" in sent and part.node == Node.WAY:
            desk.said[part.address] = {"to": sent.get(f"{part.address}|to", "")[:60]}


def _lines(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(each.replace("\r\n", "\n").strip() for each in texts)


def _added(request: HttpRequest, page: CurriculumPage, deed: str, digest: str) -> Any:
    """Add a part to what was just kept. Refuses training.curriculum_no_part for what is not added here."""
    _, parent, name = (deed.split("|") + ["", ""])[:3]
    made = new_part(page, parent[:130], name[:20], "")
    named = {"key": page.line.key, "version": page.shown.version, "seen": digest}
    return actions.add_part(by=request.actor, **named, parent=parent[:130], field=name[:20], told=made)


# -- as learners see it ------------------------------------------------------------------------------------------------


def _preview(request: HttpRequest, desk: Desk, lang: str, *, live: bool) -> HttpResponse:
    """The lesson as its reader will have it, of what is typed now; nothing is kept."""
    programme = read(written(desk.content, **desk.told()))
    lesson = as_lesson(desk.page, programme, desk.module, lang)
    context: dict[str, Any] = {"preview": True, "title": wording.titles(desk.page, lang)[desk.module], "lesson": lesson}
    if lesson is not None:
        there = [tag for tag, _state in lesson.line.languages]
        asked, beside = (desk.source if desk.source in there else "", desk.lang if desk.lang in there else "")
        context |= lesson_told(request, reading.read(lesson, asked=asked, beside=beside, here=lang), {})
    return render(request, "authoring/_preview.html" if live else "authoring/preview.html", context)


# -- the page ----------------------------------------------------------------------------------------------------------


def _shown(request: HttpRequest, desk: Desk, lang: str, wrong: Refusal | None = None) -> HttpResponse:
    page, names = desk.page, wording.titles(desk.page, lang)
    texts = list(texts_in(desk.content, desk.module, desk.lang))
    behind = wrong is not None and wrong.word == refused.CURRICULUM_BEHIND
    said = _said(wrong, desk, lang) if wrong else ""
    at = {_place(wrong, desk): said} if wrong else {}
    blocks = [_block(desk, part, texts, names, at) for part in parts_in(desk.content, desk.module)]
    rows = [row for text in texts for row in text.rows if row.source]
    context = {
        "me": known_to_device(request),
        "page": page,
        "title": names[desk.module],
        "root_title": names[ROOT],
        "module": desk.module,
        "blocks": [each for each in blocks if each["texts"]],
        "source": _language(desk.source),
        "lang": _language(desk.lang) if desk.lang else None,
        "pairs": [_language(each) for each in desk.content["languages"] if each != desk.source],
        "states": [(each.value, gettext(TRANSLATIONS[each])) for each in STATES],
        "state": desk.state,
        "seen": page.digest if not wrong or behind else request.POST.get("seen", "")[:64],
        "missing": sum(row.held == Held.MISSING for row in rows) if desk.lang else 0,
        "outdated": sum(row.held == Held.OUTDATED for row in rows) if desk.lang else 0,
        "files": [each for each in page.programme.attachments() if each.type.startswith("image/")],
        "unheard": wording.unheard_told(unheard(_module(desk), page.programme)),
        "clash": _meanwhile(desk, texts, names) if behind else [],
        "errors": [{"field": _field(_place(wrong, desk), blocks), "sentence": said}] if wrong else [],
        "here": _here(desk),
    }
    return render(request, "authoring/write.html", context, status=wrong.status if wrong else 200)


def _language(tag: str) -> dict[str, str]:
    return {"tag": tag, "name": language_name(tag)}


def _said(wrong: Refusal, desk: Desk, lang: str) -> str:
    """What a refusal says, with the place where something is missing called as the editor calls it."""
    names, place = wording.titles(desk.page, lang), _place(wrong, desk)
    for text in texts_in(desk.content, desk.module, desk.lang) if wrong.word == refused.CURRICULUM_LACKS else ():
        if place in {text.place, f"{text.place}.{desk.source}"}:
            name = f"{names[text.part.address]} · {wording.field_name(text.part.node, text.field)}"
            return told(Refusal(wrong.word, place=f"{name} · {language_name(desk.source)}"))
    return told(wrong)


_CHOICE = re.compile(r"(?P<item>[a-z0-9_-]+)\.choices\[(?P<number>[0-9]+)\]\.(?P<field>[a-z]+)(?P<lang>\..+)?")


def _place(wrong: Refusal, desk: Desk) -> str:
    """The text about which a refusal speaks, as the form names it: an answer is told by its number in its question."""
    place = str(wrong.data.get("place") or wrong.field or "")
    if found := _CHOICE.fullmatch(place):
        answers = [each.address for each in parts_in(desk.content, desk.module) if each.parent == found["item"]]
        place = f"{answers[int(found['number']) - 1]}.{found['field']}{found['lang'] or ''}"
    return place


def _field(place: str, blocks: list[dict[str, Any]]) -> str:
    ids = {text["place"]: text["id"] for block in blocks for text in block["texts"]}
    return ids.get(place) or ids.get(place.rpartition(".")[0], "")


def _block(
    desk: Desk, part: Placed, texts: list[Written], names: Mapping[str, str], at: Mapping[str, str]
) -> dict[str, Any]:
    """One part with its texts, what it says beside them, and what can be added to it."""
    flaws = _flaws(desk, part)
    return {
        "address": part.address,
        "kind": wording.node_name(part.node),
        "title": names[part.address],
        "node": part.node.value,
        "texts": [_text(desk, each, at, flaws) for each in texts if each.part.address == part.address],
        "wrong": flaws.get("", []),
        "right": desk.said.get(part.address, part.told).get("right", False) if part.node == Node.CHOICE else None,
        "to": _ways(desk, part, names),
        "to_wrong": flaws.get("to", []),
        "adds": [(name, wording.node_name(shapes.children(part.node)[name])) for name in _adds(part)],
        "tucked": part.node not in {Node.MODULE, *ADDS, Node.CHOICE, Node.WAY},
    }


def _adds(part: Placed) -> tuple[str, ...]:
    return () if part.told.get("question") else ADDS.get(part.node, ())


def _ways(desk: Desk, part: Placed, names: Mapping[str, str]) -> list[tuple[str, str, bool]] | None:
    """The scenes to which a choice may lead; None for what is none."""
    if part.node != Node.WAY:
        return None
    now = desk.said.get(part.address, part.told).get("to", "")
    scenario = next(each for each in _scenarios(desk) if any(one.id == part.parent for one in each.scenes))
    return [("", "–", not now)] + [(each.id, names[each.id], each.id == now) for each in scenario.scenes]


def _module(desk: Desk) -> Module:
    return next(each for each in desk.page.programme.modules if each.id == desk.module)


def _scenarios(desk: Desk) -> Iterable[Any]:
    return _module(desk).scenarios


def _flaws(desk: Desk, part: Placed) -> dict[str, list[str]]:
    """What is not right at a part of a scenario, by field. That a text is not translated its paragraphs say."""
    module = _module(desk)
    found = [
        fault
        for scenario in module.scenarios
        for fault in faults_in(scenario, module, desk.page.programme)
        if fault.part == part.address and fault.flaw != Flaw.NOT_TRANSLATED
    ]
    texts = shapes.texts(part.node)
    at = {fault: fault.field if fault.field in texts or fault.field == "to" else "" for fault in found}
    return {name: told_faults(each for each in found if at[each] == name) for name in set(at.values())}


def _text(desk: Desk, text: Written, at: Mapping[str, str], flaws: Mapping[str, list[str]]) -> dict[str, Any]:
    typed = desk.typed.get(text.place)
    rows = list(text.rows) if typed is None else _as_typed(text, typed)
    places = (text.place, *(f"{text.place}.{lang}" for lang in (desk.source, desk.lang)))
    full = bool(rows) and any((rows[-1].source, rows[-1].translation))
    more = [Row("", "", Held.MISSING)] if not rows or (text.long and full) else []
    return {
        "place": text.place,
        "id": f"at-{text.place.replace('/', '-').replace('.', '-')}",
        "field": wording.field_name(text.part.node, text.field),
        "long": text.long,
        "needed": text.needed,
        "rows": [_row(number, row, text.long) for number, row in enumerate(rows + more)],
        "wrong": [at[place] for place in places if place in at] + list(flaws.get(text.field, [])),
    }


def _as_typed(text: Written, typed: Typed) -> list[Row]:
    """The rows as they were typed, with all that is empty, so that numbers and ticks stand where they stood."""
    held = {(row.source, row.translation): row.held for row in held_rows(text.rows, typed)}
    pairs = zip(typed.source, typed.translation, strict=True)
    return [Row(source, other, held.get((source, other), Held.MISSING)) for source, other in pairs]


def _row(number: int, row: Row, long: bool) -> dict[str, Any]:
    length = max(len(row.source), len(row.translation))
    return {
        "number": number,
        "source": row.source,
        "translation": row.translation,
        "held": row.held.value if row.source or row.translation else "",
        "lines": min(max(length // 48 + 1 + row.source.count("\n"), 2 if long else 1), 16),
    }


def _meanwhile(desk: Desk, texts: list[Written], names: Mapping[str, str]) -> list[tuple[str, str]]:
    """What somebody else wrote since the page was shown, where it is not what was typed."""
    found = []
    for text in texts:
        now, typed = text.part.told.get(text.field, {}), desk.typed.get(text.place)
        sides = ((desk.source, typed.source), (desk.lang, typed.translation)) if typed else ()
        for lang, told_there in sides:
            if lang and joined(told_there) != now.get(lang, ""):
                name = f"{names[text.part.address]} · {wording.field_name(text.part.node, text.field)}"
                found.append((f"{name} · {language_name(lang)}", now.get(lang, "")))
    return found
