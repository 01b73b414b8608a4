"""Questions as files for other programs: one as QTI 3.0, and one or a filtered list in every format."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from kerege.lib.refusal import Refusal
from kerege.training.queries import bank as queries
from kerege.training.queries import bank_sending
from kerege.training.queries.bank import BankPage
from kerege.training.rules.items.formats.qti_writing import written
from kerege.training.rules.items.formats.sending import Sending, Told, ToSend, send
from kerege.training.words import bank as words
from kerege.training.words.bank import ITEM_STATES, SENT_AS, ItemState, SentAs
from kerege.training.words.items import INTERACTIONS
from kerege.training.words.items import Interaction as Kind
from kerege.web.bank.forms import spoken
from kerege.web.bank.parts import parts_named
from kerege.web.shell.asked import a_language, asks, one_of
from kerege.web.shell.middleware import told
from kerege.web.shell.wording import language_name


@require_GET
@login_required
@never_cache
@asks(lang=a_language)
def as_qti(request: HttpRequest, uid: object) -> HttpResponse:
    """The newest version in one language. Refuses training.no_such_bank_item, training.bank_cannot_say."""
    page = queries.entry(request.viewer, request.actor, str(uid))
    lang = _in_language(request, page.item.languages) or page.item.source
    xml, _lost = written(page.item, page.line.key, lang)
    answer = HttpResponse(xml, content_type="application/xml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{page.line.key}.{lang}.xml"'
    return answer


def offered(page: BankPage) -> dict[str, Any]:
    """In which languages the question can be taken along, what is lost, and why it cannot where it cannot."""
    try:
        made = [(lang, written(page.item, page.line.key, lang)[1]) for lang in page.item.languages]
    except Refusal as refusal:
        return {"files": [], "no_file": told(refusal)} | _ways(page)
    lost = parts_named(sorted({name for _lang, names in made for name in names}))
    return {"files": [(lang, language_name(lang)) for lang, _names in made], "lost": lost, "no_file": ""} | _ways(page)


def _ways(page: BankPage) -> dict[str, Any]:
    """The other formats in which the question can leave, and what each cannot say."""
    here = (get_language() or "en").split("-")[0]
    lang = here if here in page.item.languages else page.item.source
    blank = dict.fromkeys((each.name for each in page.item.images), b"")
    one = ToSend(page.line.key, page.item, page.shown.topics, blank)
    found = {way: send([one], way, lang, page.line.key).told[0] for way in (SentAs.MOODLE, SentAs.GIFT)}
    ways = [(way.value, SENT_AS[way]) for way, each in found.items() if each.refusal is None]
    lost = [f"{SENT_AS[way]}: {_said(each)}" for way, each in found.items() if each.said]
    return {"ways": ways, "ways_lost": lost, "here_lang": lang}


def _said(each: Told) -> str:
    """Why a question is not in the file, or what of it is not, in the reader's language."""
    if each.refusal is None and each.lost:
        return told(Refusal(words.PART_LOST, names=parts_named(each.lost)))
    return told(each.said) if each.said else ""


ASKED: dict[str, Any] = {"format": one_of(SentAs), "lang": a_language, "state": one_of(ItemState), "kind": one_of(Kind)}


@require_GET
@login_required
@never_cache
@asks(**ASKED)
def look(request: HttpRequest, key: str) -> HttpResponse:
    """What would be in the file, question by question, before it is taken. Refuses training.no_such_bank."""
    line = queries.collection(request.viewer, request.actor, key)
    wanted = _wanted(request, line.languages)
    found = _sending(request, key, wanted)
    rows = [{"line": each, "said": _said(each)} for each in found.told]
    context = {
        "collection": line,
        "rows": rows,
        "number": found.number,
        "missing": sum(bool(each.code) for each in found.told),
        "query": "&".join(f"{name}={value}" for name, value in wanted.items() if value),
        "formats": [(way, said, way == wanted["format"]) for way, said in SENT_AS.items()],
        "languages": [(tag, name, tag == wanted["lang"]) for tag, name in spoken() if tag in line.languages],
        "states": [(state, gettext(said), state == wanted["state"]) for state, said in ITEM_STATES.items()],
        "kinds": [(kind, gettext(said), kind == wanted["kind"]) for kind, said in INTERACTIONS.items()],
    }
    return render(request, "bank/export.html", context)


@require_GET
@login_required
@never_cache
@asks(**ASKED)
def as_file(request: HttpRequest, key: str) -> HttpResponse:
    """The file of a filtered list. Refuses training.no_such_bank and training.bank_nothing_to_send."""
    line = queries.collection(request.viewer, request.actor, key)
    return _answered(_sending(request, key, _wanted(request, line.languages)))


@require_GET
@login_required
@never_cache
@asks(format=one_of(SentAs), lang=a_language)
def item_file(request: HttpRequest, uid: object) -> HttpResponse:
    """The file of one question. Refuses training.no_such_bank_item and training.bank_nothing_to_send."""
    one = bank_sending.question(request.viewer, request.actor, str(uid))
    wanted = _wanted(request, one.item.languages)
    return _answered(send([one], SentAs(wanted["format"]), wanted["lang"], one.key))


def _wanted(request: HttpRequest, languages: Any) -> dict[str, str]:
    """What was asked for; else Moodle XML, in the reader's language where there is something in it."""
    asked = {name: request.GET.get(name, "") for name in ASKED}
    here = (get_language() or "en").split("-")[0]
    usual = here if here in languages else next(iter(languages), "en")
    told_ = {"format": asked["format"] if asked["format"] in SENT_AS else SentAs.MOODLE.value}
    return asked | told_ | {"lang": _in_language(request, languages) or usual}


def _in_language(request: HttpRequest, languages: Any) -> str:
    """The language that was asked for. Refuses training.bank_not_in_language for one in which nothing is written: no
    file in another language comes instead.
    """
    asked = request.GET.get("lang", "")
    if asked and asked not in languages:
        raise Refusal(words.NOT_IN_LANGUAGE, lang=asked[:20], known=", ".join(languages))
    return asked


def _sending(request: HttpRequest, key: str, wanted: dict[str, str]) -> Sending:
    filters = {"state": wanted["state"], "kind": wanted["kind"]}
    found = bank_sending.questions(request.viewer, request.actor, key, **filters)
    return send(found, SentAs(wanted["format"]), wanted["lang"], key)


def _answered(found: Sending) -> HttpResponse:
    if not found.number:
        raise next((each.refusal for each in found.told if each.refusal), None) or Refusal(words.NOTHING_TO_SEND)
    answer = HttpResponse(found.content, content_type=found.media_type)
    answer["Content-Disposition"] = f'attachment; filename="{found.name}"'
    return answer
