"""Two texts of law compared: what changed, word by word, and the amending law that would say so."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language, get_language_bidi, gettext
from django.views.decorators.http import require_GET

from kerege.law.queries import comparing
from kerege.law.queries.comparing import Comparison, Side
from kerege.law.rules.akn.compare import Change
from kerege.law.rules.akn.wording import Fate, Run
from kerege.law.rules.measures import LANGUAGES
from kerege.law.words.comparing import KINDS, Kind
from kerege.law.words.measures import SOURCE_KINDS
from kerege.lib.tables import Table
from kerege.web.measures import wording
from kerege.web.shell.asked import a_line, asks, one_of
from kerege.web.shell.asof import on_date
from kerege.web.shell.exports import respond
from kerege.web.shell.figures import day
from kerege.web.shell.navigation import address
from kerege.web.shell.wording import word_of

MARKS = {Kind.CHANGED: "warn", Kind.INSERTED: "good", Kind.DELETED: "bad", Kind.MOVED: "note", Kind.RENUMBERED: "note"}
TELLING = (Kind.CHANGED, Kind.INSERTED, Kind.DELETED, Kind.MOVED, Kind.RENUMBERED, Kind.SAME)


@require_GET
@asks(**{"from": a_line(300), "to": a_line(300), "show": one_of("all", "amending")})
def compare(request: HttpRequest) -> HttpResponseBase:
    """What became of each part from one text to another, by their addresses (FRBR)."""
    on, lang = on_date(request), get_language() or "en"
    texts = [(each.uri, _called(each, lang)) for each in comparing.sides(request.viewer, on=on)]
    context: dict[str, Any] = {
        "texts": texts,
        "first": request.GET.get("from", ""),
        "second": request.GET.get("to", ""),
        "trail": [(gettext("Law"), address("law")), (gettext("National measures"), address("measures"))],
    }
    if context["first"] and context["second"]:
        old = comparing.side(request.viewer, context["first"], field="from", on=on)
        new = comparing.side(request.viewer, context["second"], field="to", on=on)
        found = comparing.comparison(request.viewer, old, new)
        if wanted := request.GET.get("format"):
            return respond(request, _table(found, lang), filename=f"compared-{on}", format=wanted)
        context |= _shown(request, found, lang)
    return render(request, "comparing/compare.html", context)


def _called(side: Side, lang: str) -> str:
    title = wording.named(side.measure.titles, lang)[0] or side.measure.uri
    kind = word_of(SOURCE_KINDS, side.text.kind)
    return f"{title[:80]} · {wording.language(side.text.language)} · {day(side.text.start)} · {kind}"


def _shown(request: HttpRequest, found: Comparison, lang: str) -> dict[str, Any]:
    whole = request.GET.get("show") == "all" or not found.of_one_language
    rows = [_row(each, found) for each in found.changes if whole or each.kind is not Kind.SAME]
    amending = request.GET.get("show") == "amending" and found.of_one_language
    told = comparing.instructions(request.viewer, found.old, found.new) if amending else []
    tag = "ru" if lang.startswith("ru") else "en"
    return {
        "found": found,
        "old": _called(found.old, lang),
        "new": _called(found.new, lang),
        "old_href": _address(found.old),
        "new_href": _address(found.new),
        "counts": [(word_of(KINDS, kind), found.counts[kind]) for kind in TELLING if found.counts[kind]],
        "rows": rows,
        "whole": whole,
        "amending": amending,
        "instructions": [each.wording[tag] for each in told if each.wording[tag]],
        "instructions_tag": tag,
        "old_tag": LANGUAGES[found.old.text.language],
        "new_tag": LANGUAGES[found.new.text.language],
    }


def _address(side: Side) -> str:
    return wording.address(side.uri)


def _row(change: Change, found: Comparison) -> dict[str, Any]:
    both = change.old if change.old and change.new and not found.of_one_language else None
    return {**change_row(change), "beside": both}


def change_row(change: Change) -> dict[str, Any]:
    """What became of a part, as `comparing/_change.html` shows it."""
    part = change.new or change.old
    was = change.old if change.old and change.new and change.old.num != change.new.num else None
    return {
        "part": part,
        "kind": word_of(KINDS, change.kind),
        "mark": MARKS.get(change.kind, ""),
        "gone": change.kind is Kind.DELETED,
        "came": change.kind is Kind.INSERTED,
        "was": was,
        "moved": change.moved and change.kind is not Kind.MOVED,
        "heading": _runs(change.heading),
        "words": _runs(change.words),
    }


def _runs(runs: tuple[Run, ...]) -> list[tuple[str, str, bool]]:
    """Each run with its sign, and whether it abuts on changed words before it without a space between them."""
    signs = {Fate.KEPT: "", Fate.DELETED: "-", Fate.INSERTED: "+"}
    return [
        (signs[run.fate], run.text, before is not None and _abut(before, run))
        for before, run in zip((None, *runs), runs, strict=False)
    ]


def _abut(before: Run, after: Run) -> bool:
    changed = Fate.KEPT not in {before.fate, after.fate}
    return changed and not before.text[-1:].isspace() and not after.text[:1].isspace()


def _table(found: Comparison, lang: str) -> Table:
    headings = (gettext("Part"), gettext("What became of it"), gettext("Before"), gettext("After"))
    rows = [
        (
            (each.new or each.old or _NOTHING).eid,
            word_of(KINDS, each.kind),
            _said(each.old),
            _said(each.new),
        )
        for each in found.changes
    ]
    return Table(title=gettext("Two texts compared"), headings=headings, rows=rows, lang=lang, rtl=get_language_bidi())


class _Nothing:
    eid = ""


_NOTHING = _Nothing()


def _said(part: Any) -> str:
    return "\n".join(each for each in (f"{part.num} {part.heading}".strip(), part.text) if each) if part else ""
