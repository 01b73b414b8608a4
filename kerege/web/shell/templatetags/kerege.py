"""`{% load kerege %}`: names with their notes, withheld values, figures, days, bars, sort links, the map."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.http import HttpRequest
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from kerege.lib.geo import Box
from kerege.lib.tables import FORMATS
from kerege.people.rules import ANONYMOUS, Actor, may
from kerege.people.words import Deed
from kerege.records.labels import Withheld
from kerege.web.shell import figures, maps
from kerege.web.shell.footnotes import Footnotes
from kerege.web.shell.navigation import address
from kerege.web.shell.prose import illustrated, markdown, markdown_line

register = template.Library()
for tell in (figures.day, figures.month, figures.figure, markdown, markdown_line):
    register.filter(tell.__name__, tell)
register.simple_tag(illustrated)


def _notes(context: Context) -> Footnotes:
    """The request's footnotes. A template without them would print bare designated names, so it is an error."""
    notes = context.get("footnotes")
    if not isinstance(notes, Footnotes):
        raise template.TemplateSyntaxError("a designated name needs `footnotes` in the context; render with a request")
    return notes


@register.inclusion_tag("shell/components/share_link.html", takes_context=True)
def share_link(context: Context, kind: str, uid: str, owner: str) -> dict[str, str]:
    """The way to a record's sensitivity and shares, for whoever labels its owner's records; nothing for others."""
    actor: Actor = context.get("actor") or ANONYMOUS
    return {"address": address("shared_record", kind, str(uid)) if may(actor, Deed.LABEL, owner) else ""}


@register.simple_tag(takes_context=True)
def wrong(context: Context, field: str) -> SafeString | str:
    """What is wrong with a filter, beside its control (`kerege.web.shell.asked`); nothing where nothing is."""
    said = [each.sentence for each in (context.get("refused") or ()) if each.field == field]
    return format_html('<p class="field__error" id="{}-error">{}</p>', field, said[0]) if said else ""


@register.simple_tag(takes_context=True)
def wrong_mark(context: Context, field: str, hint: str = "") -> SafeString | str:
    """The attributes of a control whose filter was refused; `hint` is what describes it anyway."""
    if all(each.field != field for each in (context.get("refused") or ())):
        return format_html(' aria-describedby="{}"', hint) if hint else ""
    return format_html(' aria-invalid="true" aria-describedby="{}"', f"{hint} {field}-error".strip())


@register.simple_tag(takes_context=True)
def typed(context: Context, field: str, now: object) -> str:
    """What stands in a control: what was typed where it was refused, else what is chosen now."""
    return next((each.typed for each in (context.get("refused") or ()) if each.field == field), str(now or ""))


@register.simple_tag(takes_context=True)
def designated(context: Context, named: Any) -> SafeString | str:
    """The name with its marker, for markup; the note goes to the foot of the page. Also takes a plain text."""
    if isinstance(named, Withheld):
        return shown(named)
    name, marker = _notes(context).tell(named)
    lang = getattr(named, "lang", "")
    said = format_html(' lang="{}"', lang) if lang else ""
    mark = format_html('<span class="marker">{}</span>', marker) if marker else ""
    return format_html("<bdi{}>{}{}</bdi>", said, name, mark)


@register.simple_tag(takes_context=True)
def designated_text(context: Context, named: Any) -> str:
    """The same as plain text, for <title>, <option> and attributes."""
    name, marker = _notes(context).tell(named)
    return name + marker


@register.filter
def shown(value: Any) -> SafeString | str:
    """A value that may be WITHHELD or missing. What is withheld says so; what was not recorded is a dash with words."""
    if isinstance(value, Withheld):
        return format_html('<span class="withheld">{}</span>', figures.withheld())
    if value is None or value == "":
        return format_html('<span class="soft" title="{0}">–<span class="visually-hidden">{0}</span></span>', _absent())
    return figures.figure(value) if isinstance(value, int | float) else value


def _absent() -> str:
    return gettext("not recorded")


@register.simple_tag
def withheld(value: Any) -> SafeString | str:
    """`{% withheld value %}`: the same as `{{ value|shown }}`."""
    return shown(value)


@register.filter
def is_withheld(value: Any) -> bool:
    return isinstance(value, Withheld)


@register.simple_tag
def stated(value: Any, qualifier: str = "exact") -> SafeString | str:
    """A source's figure with its qualifier; withheld and missing values as `shown`."""
    return figures.stated(value, qualifier) if isinstance(value, int) else shown(value)


@register.simple_tag
def days(first: Any, last: Any, precision: str = "day") -> str:
    """`{% days course.start course.end course.precision %}`."""
    return figures.days(first, last, str(precision))


@register.simple_tag
def bar(value: float | None, whole: float | None, planned: float = 0) -> SafeString:
    """A bar of `value` (and `planned` after it) against `whole`. Decoration: the figures have to stand beside it."""
    full = max(whole or 0, (value or 0) + planned) or 1
    share, coming = ((part or 0) / full * 100 for part in (value, planned))
    return format_html(
        '<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        '<rect class="bar__evidence" width="{0}" height="8"/>'
        '<rect class="bar__planned" x="{0}" width="{1}" height="8"/>'
        "</svg>",
        *(f"{share:.1f}", f"{coming:.1f}"),
    )


@register.simple_tag(takes_context=True)
def sort_heading(context: Context, key: str, label: str, css: str = "") -> SafeString:
    """A column heading that sorts: `?sort=key`, a second press `?sort=-key`; the filters stay."""
    request: HttpRequest = context["request"]
    now = request.GET.get("sort", "")
    state = {key: "ascending", f"-{key}": "descending"}.get(now, "none")
    query = request.GET.copy()
    query.pop("page", None)
    query["sort"] = f"-{key}" if now == key else key
    return format_html(
        '<th scope="col" class="{}" aria-sort="{}"><a href="?{}">{}</a></th>', css, state, query.urlencode(), label
    )


@register.simple_tag
def export_formats() -> list[str]:
    """The endings of the files that a table leaves as."""
    return list(FORMATS)


@register.inclusion_tag("shell/components/map.html", takes_context=True)
def region_map(
    context: Context,
    values: Mapping[str, maps.MapValue],
    title: str,
    legend: Iterable[tuple[int, str]] = (),
    dots: Iterable[maps.Dot] = (),
    tiles: str = "",
    box: Box | None = None,
    towns: Iterable[maps.TownLabel] = (),
    ways: Iterable[maps.Way] = (),
) -> dict[str, Any]:
    """The map as a figure with legend, disclaimer and the button to the detailed map. With a `box` only that part.

    `legend` pairs levels with words. With `tiles`, the address of vector tiles, the detailed map draws its places from
    there instead of from the dots. Notes of designated names in the labels have to be registered by the table
    beside the map, or with `{% designated_text %}`. `ways` are arrows between countries: the page has the legend of
    them, and there is no detailed map.
    """
    dots, ways = list(dots), list(ways)
    picture = maps.region_map(values, title=title, dots=dots, box=box, towns=towns, ways=ways)
    return {
        "picture": picture,
        "has_ways": bool(ways),
        "legend": legend,
        "has_dots": any(not dot.area for dot in dots),
        "has_areas": any(dot.area for dot in dots),
        "tiles": tiles,
        "box": str(box) if box else "",
        "disclaimer": maps.disclaimer(),
        "words_json": json.dumps(maps.control_words()),
    }
