"""Charts of outlooks and of plans over years as SVG, without script.

Decoration: the tables beneath say the same in figures.
"""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from kerege.web.shell.figures import figure

WIDE, HIGH, LEFT, RIGHT, TOP, BOTTOM = 480, 270, 40, 12, 24, 34
SIZE = 13


def fan(
    bands: Sequence[Sequence[float]], needed: Sequence[int], years: Sequence[tuple[int, str]], ends: int, end_word: str
) -> SafeString:
    """Percentiles 5, 25, 50, 75, 95 of each quarter, how many are needed, and where everything from outside ends.
    `years` are the quarters with which a year begins.
    """
    most = max(max(band[-1] for band in bands), *needed, 1)
    step = max(1, len(bands) - 1)

    def x(quarter: float) -> float:
        return LEFT + (WIDE - LEFT - RIGHT) * quarter / step

    def y(people: float) -> float:
        return HIGH - BOTTOM - (HIGH - TOP - BOTTOM) * people / most

    def area(low: int, high: int) -> str:
        there = [f"{x(n):.1f} {y(band[high]):.1f}" for n, band in enumerate(bands)]
        back = [f"{x(n):.1f} {y(band[low]):.1f}" for n, band in reversed(list(enumerate(bands)))]
        return f"M{'L'.join([*there, *back])}Z"

    middle = "L".join(f"{x(n):.1f} {y(band[2]):.1f}" for n, band in enumerate(bands))
    asked = "L".join(f"{x(n):.1f} {y(people):.1f}" for n, people in enumerate(needed))
    scale = format_html_join(
        "",
        '<path d="M{} {}H{}" stroke="currentColor" stroke-opacity=".15"/><text x="{}" y="{}" text-anchor="end" '
        'font-size="{}" fill="currentColor">{}</text>',
        [(LEFT, f"{y(n):.1f}", WIDE - RIGHT, LEFT - 6, f"{y(n) + 4:.1f}", SIZE, n) for n in _ticks(most)],
    )
    below = format_html_join(
        "",
        '<text x="{}" y="{}" font-size="{}" fill="currentColor">{}</text>',
        [(f"{x(n):.1f}", HIGH - 10, SIZE, label) for n, label in years if x(n) < WIDE - 40],
    )
    late = ends > step / 2
    end = format_html(
        '<path d="M{0} {1}V{2}" stroke="currentColor" stroke-dasharray="2 4" stroke-width="2"/>'
        '<text x="{3}" y="{4}" text-anchor="{5}" font-size="{6}" fill="currentColor">{7}</text>',
        f"{x(min(ends, step)):.1f}", TOP - 6, HIGH - BOTTOM, f"{x(min(ends, step)) + (-5 if late else 5):.1f}", TOP - 8,
        "end" if late else "start", SIZE, end_word,
    )  # fmt: skip
    drawn = format_html(
        '<path class="plot__band" fill-opacity=".18" d="{}"/><path class="plot__band" fill-opacity=".34" d="{}"/>'
        '<path class="plot__line" fill="none" stroke-width="3" d="M{}"/>'
        '<path class="plot__mean" fill="none" stroke-width="2.5" stroke-dasharray="7 4" d="M{}"/>',
        area(0, 4), area(1, 3), middle, asked,
    )  # fmt: skip
    return _frame(format_html("{}{}{}{}", scale, drawn, end, below), HIGH)


def _ticks(most: float) -> list[int]:
    whole = max(1, round(most))
    step = next(n for n in (d * 10**k for k in range(12) for d in (1, 2, 5)) if whole / n <= 5)
    return list(range(0, whole + 1, step))


STYLES = (("plot__line", ""), ("plot__mean", ""), ("plot__line", "7 4"), ("plot__mean", "7 4"), ("plot__line", "2 4"))
"""How the lines of a chart differ, one after the other."""


def lines(series: Sequence[Sequence[float]], years: Sequence[tuple[int, str]], limit: float = 0) -> SafeString | str:
    """What grows and shrinks over quarters, each in its own style, and a thin line at what can be reached at most. The
    page says which line is which (`key_of`).
    """
    if not series:
        return ""
    most = max([limit, 1.0, *(value for values in series for value in values)])
    step = max(1, max(len(values) for values in series) - 1)

    def x(quarter: float) -> float:
        return LEFT + (WIDE - LEFT - RIGHT) * quarter / step

    def y(value: float) -> float:
        return HIGH - BOTTOM - (HIGH - TOP - BOTTOM) * value / most

    scale = format_html_join(
        "",
        '<path d="M{} {}H{}" stroke="currentColor" stroke-opacity=".15"/><text x="{}" y="{}" text-anchor="end" '
        'font-size="{}" fill="currentColor">{}</text>',
        [(LEFT, f"{y(n):.1f}", WIDE - RIGHT, LEFT - 6, f"{y(n) + 4:.1f}", SIZE, figure(n)) for n in _ticks(most)],
    )
    below = format_html_join(
        "",
        '<text x="{}" y="{}" font-size="{}" fill="currentColor">{}</text>',
        [(f"{x(n):.1f}", HIGH - 10, SIZE, label) for n, label in years if x(n) < WIDE - 30],
    )
    drawn = format_html_join(
        "",
        '<path class="{}" fill="none" stroke-width="3" stroke-dasharray="{}" d="M{}"/>',
        [
            (*STYLES[at % len(STYLES)], "L".join(f"{x(n):.1f} {y(value):.1f}" for n, value in enumerate(values)))
            for at, values in enumerate(series)
        ],
    )
    top = format_html(
        '<path stroke="currentColor" stroke-dasharray="2 4" stroke-width="1.5" d="M{} {}H{}"/>',
        LEFT, f"{y(limit):.1f}", WIDE - RIGHT,
    ) if limit else ""  # fmt: skip
    return _frame(format_html("{}{}{}{}", scale, top, drawn, below), HIGH)


def key_of(at: int) -> SafeString:
    """A short piece of the line that stands at this place in `lines`."""
    css, dashes = STYLES[at % len(STYLES)]
    return format_html(
        '<svg viewBox="0 0 36 10" width="36" height="10" aria-hidden="true" focusable="false">'
        '<path class="{}" fill="none" stroke-width="3" stroke-dasharray="{}" d="M0 5H36"/></svg>',
        css, dashes,
    )  # fmt: skip


ROW = 44


def tornado(swings: Sequence[tuple[str, float, float]], needed: int) -> SafeString | str:
    """Each figure lower and higher: what moves most stands first. `needed` is the line that has to be reached. The
    field begins where the figures do: how far they move is what is looked at.
    """
    if not swings:
        return ""
    ends = [needed, *(each for _name, *both in swings for each in both)]
    least, most = min(ends), max(ends)
    whole = (most - least) or 1.0

    def x(people: float) -> float:
        return 2 * LEFT + (WIDE - 4 * LEFT) * (people - least) / whole

    rows = format_html_join(
        "",
        '<text class="plot__word" x="{0}" y="{1}" font-size="{2}">{3}</text>'
        '<rect class="{4}" x="{5}" y="{6}" width="{7}" height="12"/>'
        '<text class="plot__word" x="{8}" y="{9}" text-anchor="end" font-size="{2}">{10}</text>'
        '<text class="plot__word" x="{11}" y="{9}" font-size="{2}">{12}</text>',
        [
            (
                2, at * ROW + 16, SIZE, name, "plot__good" if min(low, high) >= needed else "plot__band",
                f"{x(min(low, high)):.1f}", at * ROW + 24, f"{max(2.0, abs(x(high) - x(low))):.1f}",
                f"{x(min(low, high)) - 5:.1f}", at * ROW + 34, figure(round(min(low, high), 1)),
                f"{x(max(low, high)) + 5:.1f}", figure(round(max(low, high), 1)),
            )
            for at, (name, low, high) in enumerate(swings)
        ],
    )  # fmt: skip
    high = len(swings) * ROW + 22
    line = format_html(
        '<path class="plot__mean" stroke-width="2.5" stroke-dasharray="7 4" d="M{0} 22V{1}"/>'
        '<text x="{0}" y="{2}" text-anchor="middle" font-size="{3}" fill="currentColor">{4}</text>',
        f"{x(needed):.1f}", high - 16, high - 2, SIZE, needed,
    )  # fmt: skip
    return _frame(format_html("{}{}", line, rows), high)


def _frame(inside: SafeString, high: int) -> SafeString:
    """The field of a chart. It is drawn from left to right in every language, as its table is not."""
    return format_html(
        '<svg class="plot plot--wide" viewBox="0 0 {0} {1}" width="{0}" height="{1}" direction="ltr" '
        'aria-hidden="true" focusable="false">{2}</svg>',
        WIDE, high, inside,
    )  # fmt: skip
