"""The review of a draft of lessons: what stands there paragraph by paragraph, what was said, and what is next."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kerege.journal.rules import known_as
from kerege.lib.refusal import Refusal
from kerege.lib.versions import text_in
from kerege.people.words import UNKNOWN_KEY
from kerege.training.actions import reviewing as actions
from kerege.training.queries import CurriculumPage
from kerege.training.queries.reviewing import Review, reviewers
from kerege.training.queries.reviewing import review as reviewed
from kerege.training.rules.curricula.paragraphs import paragraphs
from kerege.training.rules.curricula.translating import path
from kerege.training.rules.curricula.walking import ROOT, told_texts
from kerege.training.rules.reviewing import Entry, demand_decidable, needs_review
from kerege.training.words.reviewing import SAID, STAGES, Stage
from kerege.web.curricula import wording
from kerege.web.curricula.editing import module_of
from kerege.web.shell.asked import asks
from kerege.web.shell.middleware import note_refused, told

DEEDS: dict[str, Callable[..., Any]] = {
    "ask": actions.ask_for_review,
    "remark": actions.remark,
    "settle": actions.settle_remark,
    "approve": actions.approve_review,
    "return": actions.return_review,
}
OPENLY = {"yes": True, "no": False}


def _short(most: int) -> Callable[[str, str], str]:
    return lambda typed, _field: typed[:most]


@require_http_methods(["GET", "POST"])
@asks(version=_short(20), at=_short(200), paragraph=_short(5))
def review(request: HttpRequest, key: str) -> HttpResponse:
    """The review of a version. One press is one entry; what is refused is told with all that was typed."""
    page, choice = wording.shown_page(request, key)
    found = reviewed(request.viewer, request.actor, key, page.shown.version)
    if found is None:
        raise Refusal(UNKNOWN_KEY, what=gettext("review"), key=f"{key[:60]} {page.shown.version}".strip())
    if request.method == "GET":
        return _shown(request, page, found, choice.lang)
    try:
        _do(request, page)
    except Refusal as refusal:
        note_refused(refusal)
        return _shown(request, page, found, choice.lang, refusal)
    if reviewed(request.viewer, request.actor, key, page.shown.version) is None:
        said = gettext(
            "Your decision is recorded. The version is restricted now, and you may not read it any more: a second "
            "reviewer decides."
        )
        messages.success(request, said)
        return redirect("curricula")
    there = reverse("curriculum_review", args=[key])
    return redirect(f"{there}?{urlencode({'version': page.shown.version})}#said")


def _do(request: HttpRequest, page: CurriculumPage) -> None:
    sent, deed = request.POST, request.POST.get("do", "")
    given: dict[str, Any] = {"by": request.actor, "key": page.line.key, "version": page.shown.version}
    given |= {"seen": sent.get("seen", "")[:64], "text": sent.get("text", "")}
    number = sent.get("paragraph", "")
    more: dict[str, dict[str, Any]] = {
        "ask": {"reviewer": sent.get("reviewer", "")[:64]},
        "settle": {"remark": sent.get("remark", "")[:36]},
        "approve": {"openly": OPENLY.get(sent.get("openly", ""))},
        "return": {},
        "remark": {
            "place": sent.get("place", "")[:200],
            "paragraph": int(number) if number.isascii() and number.isdigit() else None,
        },
    }
    name = deed if deed in DEEDS else "remark"
    DEEDS[name](**given, **more[name])


def _shown(
    request: HttpRequest, page: CurriculumPage, found: Review, lang: str, refused: Refusal | None = None
) -> HttpResponse:
    names = wording.titles(page, lang)
    keeps, draft = wording.keeps(request, page), wording.is_draft(page)
    me = known_as(request.actor.uid)
    sent = request.POST if refused else request.GET
    place, number = sent.get("place", sent.get("at", ""))[:200], sent.get("paragraph", "")[:5]
    left = {each.uid for each in found.now.left}
    context = {
        "page": page,
        "title": names[ROOT],
        "stage": gettext(STAGES[found.now.stage]),
        "approved": found.now.approved,
        "restricted": found.now.restricted,
        "second": found.now.stage == Stage.SECOND,
        "needed": needs_review(page.programme),
        "asked_of": found.names.get(found.now.asked.asked_of, "") if found.now.asked else "",
        "entries": [_told(each, found, names, each.uid in left) for each in found.entries],
        "parts": _parts(page, lang, names, found) if draft else [],
        "may_ask": keeps and draft and not found.now.approved,
        "may_remark": draft and bool(found.entries),
        "may_decide": draft and _may_decide(found, me),
        "people": reviewers(page.line.owner, on=localdate(), but={*found.authors, me}) if keeps and draft else {},
        "authors": sorted(found.names[each] for each in found.authors if each in found.names),
        "keeps": keeps,
        "digest": page.digest,
        "about": _about(place, number, names),
        "place": place,
        "number": number,
        "text": sent.get("text", "") if refused else "",
        "do": sent.get("do", "") if refused else "",
        "openly": sent.get("openly", "") if refused else "",
        "reviewer": sent.get("reviewer", "") if refused else "",
        "wrong": {(refused.field or "do"): told(refused)} if refused else {},
        "errors": [{"field": _field(sent.get("do", ""), refused.field), "sentence": told(refused)}] if refused else [],
    }
    return render(request, "curricula/review.html", context, status=refused.status if refused else 200)


def _field(deed: str, field: str | None) -> str:
    return f"{deed}-{field}" if field and deed in DEEDS else ""


def _may_decide(found: Review, me: str) -> bool:
    try:
        demand_decidable(found.now, me=me, authors=found.authors)
    except Refusal:
        return False
    return True


def _told(each: Entry, found: Review, names: dict[str, str], left: bool) -> dict[str, Any]:
    return {
        "uid": each.uid,
        "at": each.at,
        "who": found.names.get(each.by, ""),
        "what": gettext(SAID[each.kind]),
        "whom": found.names.get(each.asked_of, ""),
        "about": _about(each.place, str(each.paragraph or ""), names) if each.place else "",
        "place": each.place,
        "text": each.text,
        "openly": each.openly,
        "left": left,
        "answers": next((one.text for one in found.entries if each.answers and one.uid == each.answers), ""),
    }


def _about(place: str, number: str, names: dict[str, str]) -> str:
    """What a remark is about, in words: the part, the field and the paragraph."""
    if not place:
        return gettext("the whole")
    address, _, field = place.rpartition(".")
    where = f"{names.get(address, address)} · {gettext(wording.FIELDS.get(field, field))}"
    return f"{where} · ¶ {number}" if number and number != "1" else where


def _parts(page: CurriculumPage, lang: str, names: dict[str, str], found: Review) -> list[dict[str, Any]]:
    """Every text of the draft, paragraph by paragraph, by module, with how many remarks are open at each."""
    source = page.programme.source
    open_at: dict[tuple[str, int], int] = {}
    for each in found.now.left:
        where = each.place, each.paragraph or 1
        open_at[where] = open_at.get(where, 0) + 1
    modules: dict[str, list[dict[str, Any]]] = {}
    for address, field, texts, _part in told_texts(page.programme.content):
        place, text = path(address, field), text_in(texts, lang, source)
        rows = [
            {"number": number, "text": one, "open": open_at.get((place, number), 0)}
            for number, one in enumerate(paragraphs(text), start=1)
        ]
        name = gettext(wording.FIELDS.get(field, field))
        of_module = modules.setdefault(module_of(page.programme.content, address), [])
        of_module.append({"place": place, "of": names[address], "field": name, "rows": rows})
    return [{"title": names[address], "texts": texts} for address, texts in modules.items()]
