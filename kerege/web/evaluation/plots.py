"""Plots as SVG, without script. Decoration: the table beside each says the same in figures."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDE, HIGH, SIDE = 320, 240, 36
SHADES = (".15", ".32", ".5", ".72", "1")
"""Of 1 to 5: the more somebody agrees, the darker."""


DONE = ("1", ".5", ".15")
"""Of what is done, done in part, and not done."""


def shares(counts: Sequence[int], shades: Sequence[str] = SHADES) -> SafeString:
    """How often each was given, from 1 to 5 or whatever `shades` stand for, as one bar."""
    whole, at, parts = sum(counts) or 1, 0.0, []
    for shade, count in zip(shades, counts, strict=False):
        wide = 100 * count / whole
        parts.append((f"{at:.1f}", f"{wide:.1f}", shade))
        at += wide
    return format_html(
        '<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">{}</svg>',
        format_html_join("", '<rect class="bar__evidence" x="{}" width="{}" height="8" fill-opacity="{}"/>', parts),
    )


def slopes(pairs: Sequence[tuple[float, float]], *, before: str, after: str) -> SafeString | str:
    """A line for each pair from 0 to 100, with the mean of all drawn over them."""
    if not pairs:
        return ""
    middle = tuple(sum(each[at] for each in pairs) / len(pairs) for at in (0, 1))
    thin = format_html_join(
        "",
        '<path d="M{0} {1}L{2} {3}" stroke="currentColor" stroke-opacity=".35" fill="none"/>'
        '<circle cx="{0}" cy="{1}" r="3" fill="currentColor" fill-opacity=".5"/>'
        '<circle cx="{2}" cy="{3}" r="3" fill="currentColor" fill-opacity=".5"/>',
        [(SIDE, _y(a), WIDE - SIDE, _y(b)) for a, b in pairs],
    )
    mean = format_html(
        '<path d="M{} {}L{} {}" class="plot__mean" stroke-width="4" fill="none"/>',
        SIDE,
        _y(middle[0]),
        WIDE - SIDE,
        _y(middle[1]),
    )
    return _frame(format_html("{}{}", thin, mean), _ends(before, after))


def spans(ends: Sequence[tuple[float, float]], *, before: str, after: str) -> SafeString:
    """The mean before and after with one standard deviation up and down: `ends` are two of (mean, spread)."""
    drawn = []
    for x, (middle, spread) in zip((SIDE, WIDE - SIDE), ends, strict=True):
        drawn.append((x, _y(min(100, middle + spread)), x, _y(max(0, middle - spread)), x, _y(middle)))
    bars = format_html_join(
        "",
        '<path d="M{} {}L{} {}" stroke="currentColor" stroke-width="2"/>'
        '<circle cx="{}" cy="{}" r="6" fill="currentColor"/>',
        drawn,
    )
    mean = format_html(
        '<path d="M{} {}L{} {}" class="plot__mean" stroke-width="4" fill="none"/>',
        SIDE,
        _y(ends[0][0]),
        WIDE - SIDE,
        _y(ends[1][0]),
    )
    return _frame(format_html("{}{}", mean, bars), _ends(before, after))


def item_map(points: Sequence[tuple[str, float, float, bool]]) -> SafeString | str:
    """Questions by how many know them (right is easy) and how well they tell who knows the rest (up is well); those to
    look at are drawn as squares. `points` are (number, difficulty, discrimination, to look at).
    """
    if not points:
        return ""
    drawn = []
    for name, easy, tells, bad in points:
        x, y = SIDE + (WIDE - 2 * SIDE) * easy, _y(50 + 50 * max(-1.0, min(1.0, tells)))
        mark = format_html('<rect x="{}" y="{}" width="9" height="9" fill="currentColor"/>', f"{x - 4.5:.1f}", y - 4.5)
        dot = format_html('<circle cx="{}" cy="{}" r="4" fill="currentColor" fill-opacity=".6"/>', f"{x:.1f}", y)
        drawn.append((mark if bad else dot, f"{x + 6:.1f}", y - 5, name))
    dots = format_html_join("", '{}<text x="{}" y="{}" font-size="11" fill="currentColor">{}</text>', drawn)
    zero = format_html(
        '<path d="M{} {}H{}" stroke="currentColor" stroke-opacity=".5" stroke-dasharray="4 4"/>',
        SIDE,
        _y(50),
        WIDE - SIDE,
    )
    return _frame(format_html("{}{}", zero, dots), format_html("{}", ""), scale=("-1", "0", "1"))


def on_paper(drawn: SafeString | str) -> str:
    """A plot as an SVG that needs no style sheet of ours: for files."""
    begin, rest = str(drawn).split(">", 1)
    fonts = "text{font-family:'Noto Sans','Noto Naskh Arabic','DejaVu Sans',sans-serif}"
    colours = ".plot__mean{stroke:#a2441c}.bar__evidence{fill:#0a4a57}"
    return f'{begin} xmlns="http://www.w3.org/2000/svg"><style>{fonts}{colours}</style>{rest}'


def _y(percent: float) -> float:
    return round(HIGH - SIDE - (HIGH - 2 * SIDE) * percent / 100, 1)


def _ends(before: str, after: str) -> SafeString:
    return format_html_join(
        "",
        '<text x="{}" y="{}" text-anchor="{}" font-size="12" fill="currentColor">{}</text>',
        [(4, HIGH - 10, "start", before), (WIDE - 4, HIGH - 10, "end", after)],
    )


def _frame(inside: SafeString, ends: SafeString, *, scale: tuple[str, str, str] = ("0", "50", "100")) -> SafeString:
    """The field of a plot with its scale. It is drawn from left to right in every language, as its table is not."""
    lines = format_html_join(
        "",
        '<path d="M{} {}H{}" stroke="currentColor" stroke-opacity=".15"/>'
        '<text x="4" y="{}" font-size="11" fill="currentColor">{}</text>',
        [(SIDE - 8, _y(at), WIDE - SIDE + 8, _y(at) + 4, name) for at, name in zip((0, 50, 100), scale, strict=True)],
    )
    return format_html(
        '<svg class="plot" viewBox="0 0 {0} {1}" width="{0}" height="{1}" direction="ltr" aria-hidden="true" '
        'focusable="false">{2}{3}{4}</svg>',
        WIDE,
        HIGH,
        lines,
        inside,
        ends,
    )
