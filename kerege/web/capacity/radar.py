"""A radar of section scores as SVG, without script. Decoration: the table beside it says the same in figures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

MIDDLE, RADIUS = 160, 120


@dataclass(frozen=True)
class Ring:
    """The scores of one round, from 0 to 1 along the axes; None where there is none."""

    name: str
    shares: Sequence[float | None]


def radar(rings: Iterable[Ring], axes: Sequence[str]) -> SafeString | str:
    """The newest ring as an area, the one before as a dashed line. Fewer than three axes make no picture."""
    rings = list(rings)
    if len(axes) < 3 or not rings:
        return ""
    grid = format_html_join(
        "",
        '<polygon points="{}" fill="none" stroke="currentColor" stroke-opacity=".25"/>',
        [(_ring(axes, r),) for r in (0.25, 0.5, 0.75, 1)],
    )
    spokes = format_html_join(
        "",
        '<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="currentColor" stroke-opacity=".25"/>'
        '<text x="{}" y="{}" text-anchor="middle" dominant-baseline="middle" '
        'font-size="13" fill="currentColor">{}</text>',
        [(MIDDLE, MIDDLE, *_at(n, len(axes), 1), *_at(n, len(axes), 1.14), n + 1) for n in range(len(axes))],
    )
    return format_html(
        '<svg class="radar" viewBox="0 0 {0} {0}" width="{0}" height="{0}" aria-hidden="true" '
        'focusable="false">{1}{2}{3}</svg>',
        MIDDLE * 2,
        grid,
        spokes,
        format_html_join("", "{}", [(_drawn(ring, len(axes), ring is rings[-1]),) for ring in rings]),
    )


def _drawn(ring: Ring, axes: int, newest: bool) -> SafeString:
    """Points where there are scores, joined where neighbours have them; a gap stays a gap."""
    known = [(n, share) for n, share in enumerate(ring.shares) if share is not None]
    dots = format_html_join(
        "", '<circle cx="{}" cy="{}" r="3.5" fill="currentColor"/>', [_at(n, axes, share) for n, share in known]
    )
    points = " ".join(f"{x},{y}" for x, y in (_at(n, axes, share) for n, share in known))
    whole = len(known) == axes
    if newest:
        area = _area(points) if whole else ""
        return format_html("{}{}", area, dots)
    return _outline(points) if whole else dots


def _area(points: str) -> SafeString:
    return format_html(
        '<polygon points="{}" fill="currentColor" fill-opacity=".18" stroke="currentColor" stroke-width="2"/>', points
    )


def _outline(points: str) -> SafeString:
    return format_html(
        '<polygon points="{}" fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="5 4"/>', points
    )


def _ring(axes: Sequence[str], share: float) -> str:
    return " ".join(f"{x},{y}" for x, y in (_at(n, len(axes), share) for n in range(len(axes))))


def _at(number: int, axes: int, share: float) -> tuple[str, str]:
    angle = 2 * pi * number / axes - pi / 2
    return f"{MIDDLE + RADIUS * share * cos(angle):.1f}", f"{MIDDLE + RADIUS * share * sin(angle):.1f}"
