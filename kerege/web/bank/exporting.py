"""A question as a file of QTI 3.0, for other programs."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from kerege.lib.refusal import Refusal
from kerege.training.queries import bank as queries
from kerege.training.queries.bank import BankPage
from kerege.training.rules.items.formats.qti_writing import written
from kerege.web.inventory.forms import language_name
from kerege.web.shell.asked import a_language, asks
from kerege.web.shell.middleware import told


@require_GET
@login_required
@never_cache
@asks(lang=a_language)
def as_qti(request: HttpRequest, uid: object) -> HttpResponse:
    """The newest version in one language. Refuses training.no_such_bank_item, training.bank_unsupported."""
    page = queries.entry(request.viewer, request.actor, str(uid))
    asked = request.GET.get("lang", "")
    lang = asked if asked in page.item.languages else page.item.source
    xml, _lost = written(page.item, page.line.key, lang)
    answer = HttpResponse(xml, content_type="application/xml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{page.line.key}.{lang}.xml"'
    return answer


def offered(page: BankPage) -> dict[str, Any]:
    """In which languages the question can be taken along, what is lost, and why it cannot where it cannot."""
    try:
        made = [(lang, written(page.item, page.line.key, lang)[1]) for lang in page.item.languages]
    except Refusal as refusal:
        return {"files": [], "no_file": told(refusal)}
    lost = sorted({name for _lang, names in made for name in names})
    return {"files": [(lang, language_name(lang)) for lang, _names in made], "lost": lost, "no_file": ""}
