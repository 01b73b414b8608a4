"""Cards of a table-top exercise on paper, in A5: one for each role and one for each inject."""

import json
from collections.abc import Iterable
from typing import Any

import typst
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_info, gettext, override
from django.views.decorators.http import require_GET

from kerege.training.queries import ActivityLine
from kerege.training.rules.practice_plan import Part, Texts
from kerege.web.activities import lists
from kerege.web.practice import wording
from kerege.web.shell.figures import figure

_SOURCE = """
#let told = json(bytes(sys.inputs.told))
#set document(title: told.title)
#set page(paper: "a5", margin: 12mm)
#set text(size: 11pt, font: ("Noto Sans", "Noto Naskh Arabic", "DejaVu Sans", "Libertinus Serif"))
#for (n, card) in told.cards.enumerate() [
  #if n > 0 { pagebreak() }
  #text(size: 9pt, fill: luma(90))[#told.title]
  #v(2mm)
  #grid(columns: card.sides.len() * (1fr,), gutter: 6mm,
    ..card.sides.map(side => [
      #set text(lang: side.lang, dir: if side.rtl { rtl } else { ltr })
      #text(size: 9pt)[#upper(side.kind)]
      #v(1mm)
      #text(size: 15pt, weight: "bold")[#side.heading]
      #v(2mm)
      #for line in side.text [#line #parbreak()]
    ]))
]
"""


@require_GET
def cards(request: HttpRequest, uid: object, activity: object, languages: str) -> HttpResponse:
    """The cards as a PDF, in one language or in two beside each other (`ru`, `en-ru`)."""
    _, line = wording.activity_here(request, uid, activity)
    known = {tag: info for tag in languages.split("-")[:2] if (info := _language(tag)) is not None}
    if not known or not (line.plan.roles or line.plan.injects):
        raise lists.not_there(gettext("card"), languages)
    answer = HttpResponse(printed(line, known), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="cards-{"-".join(known)}.pdf"'
    return answer


def _language(tag: str) -> dict[str, Any] | None:
    try:
        return dict(get_language_info(tag))
    except KeyError:
        return None


def printed(line: ActivityLine, languages: dict[str, dict[str, Any]]) -> bytes:
    """The cards of roles first, then those of injects in the order of their minutes."""
    plan = line.plan
    roles = {each.id: each.title for each in plan.roles}
    told = {
        "title": _first(plan.title, languages),
        "cards": [
            *({"sides": _sides(languages, "role", each, each.title, each.text, {})} for each in plan.roles),
            *({"sides": _sides(languages, "inject", each, {}, each.text, roles)} for each in plan.injects),
        ],
    }
    written: bytes = typst.compile(_SOURCE.encode(), sys_inputs={"told": json.dumps(told, ensure_ascii=False)})
    return written


def _sides(
    languages: dict[str, dict[str, Any]], kind: str, part: Part, title: Texts, text: Texts, roles: dict[str, Texts]
) -> list[dict[str, Any]]:
    """One side for each language in which the card is written. Where it is in none of them it is all in the language
    that it has: English between Persian words is set from the wrong side.
    """
    written = {tag: info for tag, info in languages.items() if text.get(tag)}
    if not written:
        own = next((tag for tag in ("en", *text) if text.get(tag)), "en")
        written = {own: _language(own) or {"bidi": False}}
    return [_side(tag, info["bidi"], kind, part, title, text, roles) for tag, info in written.items()]


def _side(
    tag: str, rtl: bool, kind: str, part: Part, title: Texts, text: Texts, roles: dict[str, Texts]
) -> dict[str, Any]:
    with override(tag):
        if kind == "role":
            name, heading = gettext("Role"), _first(title, [tag])
        else:
            name = gettext("Inject")
            whom = _first(roles.get(part.to, {}), [tag])
            heading = gettext("Minute %(n)s") % {"n": figure(part.minutes)} + (f" · {whom}" if whom else "")
        lines = _first(text, [tag]).split("\n")
    return {"lang": tag, "rtl": rtl, "kind": name, "heading": heading, "text": lines}


def _first(texts: Texts, tags: Iterable[str]) -> str:
    return (
        next((texts[tag] for tag in tags if texts.get(tag)), None) or texts.get("en") or next(iter(texts.values()), "")
    )
