"""The cascade as bands between generations, as SVG without script. The table beside it says the same in figures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDE, BAR, HEAD, WORDS = 940, 16, 52, 300
TALLEST, GAP, LEAST = 300, 26, 6
LEVEL, BENDS = 300, 90
"""A band runs level beside the words of its column, which are in the gaps, and bends in what is left of the way."""


@dataclass(frozen=True)
class Node:
    """A country's courses of one generation: `weight` courses, what is written beside it, and where its records are."""

    generation: int
    code: str
    weight: int
    label: str
    title: str
    href: str


@dataclass(frozen=True)
class Band:
    """Lines between two nodes: `weight` courses were taught so; `solid` where a register or a source says it."""

    source: tuple[int, str]
    target: tuple[int, str]
    weight: int
    title: str
    solid: bool


@dataclass(frozen=True)
class Place:
    x: float
    y: float
    height: float


def bands(
    nodes: Iterable[Node], between: Iterable[Band], *, headings: Mapping[int, str], title: str, rtl: bool = False
) -> SafeString | str:
    """One column for each generation, in the direction of reading, in which words begin too; each node is a link, with
    its words above it, where no band of its own begins. Empty without a node.
    """
    nodes = list(nodes)
    if not nodes:
        return ""
    places, height = _placed(nodes, sorted(headings), rtl)
    columns = format_html_join(
        "",
        '<text x="{}" y="18" class="bands__head">{}</text>',
        [(f"{_x(g, sorted(headings), rtl) + (BAR if rtl else 0):.1f}", text) for g, text in headings.items()],
    )
    return format_html(
        '<svg class="bands" viewBox="0 0 {} {}" role="group" aria-label="{}">{}{}{}</svg>',
        *(WIDE, round(height), title, columns),
        format_html_join("", "{}", [(each,) for each in _drawn_bands(between, places, rtl)]),
        format_html_join("", "{}", [(_node(node, places[node.generation, node.code], rtl),) for node in nodes]),
    )


Places = dict[tuple[int, str], Place]


def _placed(nodes: list[Node], generations: list[int], rtl: bool) -> tuple[Places, float]:
    columns = {g: [n for n in nodes if n.generation == g] for g in generations}
    unit = TALLEST / max(1, *(sum(n.weight for n in column) for column in columns.values()))
    places: Places = {}
    lowest = 0.0
    for generation, column in columns.items():
        y: float = HEAD
        for node in column:
            tall = max(LEAST, node.weight * unit)
            places[generation, node.code] = Place(_x(generation, generations, rtl), y, tall)
            y += max(tall, 14) + GAP
        lowest = max(lowest, y)
    return places, lowest


def _x(generation: int, generations: list[int], rtl: bool) -> float:
    """The left edge of a column; room for the words beside the last one."""
    step = (WIDE - WORDS) / max(1, len(generations) - 1)
    x = generations.index(generation) * step
    return WIDE - BAR - x if rtl else x


def _drawn_bands(between: Iterable[Band], places: Places, rtl: bool) -> Iterable[SafeString]:
    """Each band as thick as the share of its target that it reaches; several into one node lie under each other."""
    used_out: dict[tuple[int, str], float] = {}
    used_in: dict[tuple[int, str], float] = {}
    weights: dict[tuple[int, str], int] = {}
    between = [band for band in between if band.source in places and band.target in places]
    for band in between:
        weights[band.source] = weights.get(band.source, 0) + band.weight
    for band in between:
        start, end = places[band.source], places[band.target]
        out = start.height * band.weight / weights[band.source]
        thick = min(end.height, max(2.0, out))
        y = start.y + used_out.get(band.source, 0) + out / 2
        z = min(end.y + used_in.get(band.target, 0) + thick / 2, end.y + end.height - thick / 2)
        used_out[band.source] = used_out.get(band.source, 0) + out
        used_in[band.target] = used_in.get(band.target, 0) + thick
        yield _band(band, (start.x + (0 if rtl else BAR), y), (end.x + (BAR if rtl else 0), z), thick)


def _band(band: Band, start: tuple[float, float], end: tuple[float, float], thick: float) -> SafeString:
    way = end[0] - start[0]
    level = start[0] + max(min(LEVEL, abs(way) - BENDS), 0) * (1 if way > 0 else -1)
    middle = (level + end[0]) / 2
    return format_html(
        '<path class="bands__line{}" fill="none" stroke-width="{}" d="M{} {} H{} C{} {} {} {} {} {}">'
        "<title>{}</title></path>",
        "" if band.solid else " bands__line--weak",
        *(f"{n:.1f}" for n in (thick, *start, level, middle, start[1], middle, end[1], *end)),
        band.title,
    )


def _node(node: Node, place: Place, rtl: bool) -> SafeString:
    return format_html(
        '<a href="{}"><title>{}</title><rect class="bands__node" x="{}" y="{}" width="{}" height="{}" rx="3"/>'
        '<text class="bands__text" x="{}" y="{}">{}</text></a>',
        *(node.href, node.title),
        *(f"{n:.1f}" for n in (place.x, place.y, BAR, place.height)),
        f"{place.x + BAR if rtl else place.x:.1f}",
        f"{place.y - 7:.1f}",
        node.label,
    )
