"""One style sheet for both directions of writing, readable in both colour schemes."""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.nodb
CSS = Path(__file__).resolve().parents[2] / "frontend/src/css"
SHEETS = sorted(CSS.glob("*.css"))
PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|inset)-(?:left|right|top|bottom)|left|right|top|bottom|"
    r"(?:min-|max-)?(?:width|height)|border-(?:top|bottom)-(?:left|right)-radius)\s*:|"
    r"(?:text-align|float):\s*(?:left|right)"
)
MEDIA = re.compile(r"@media[^{]*|\([^)]*\)")


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda s: s.name)
def test_no_sheet_knows_left_or_right(sheet):
    assert PHYSICAL.findall(MEDIA.sub("", sheet.read_text())) == []


def test_the_rule_bites():
    for bad in ("a{margin-left:1px}", "a{width: 2px}", "a{text-align: left}", "a{left:0}", "a{float: right}"):
        assert PHYSICAL.search(bad)
    for good in ("a{margin-inline-start:1px}", "a{inline-size:2px}", "a{float: inline-start}", "a{stroke-width:1}"):
        assert not PHYSICAL.search(good)


def read(part):
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", part))


def schemes():
    light, dark = (CSS / "tokens.css").read_text().split("@media (prefers-color-scheme: dark)")
    return {"light": read(light), "dark": {**read(light), **read(dark)}}


def luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


TEXT = [
    *((ink, ground) for ink in ("ink", "ink-soft", "link", "accent") for ground in ("paper", "surface", "felt")),
    *((word, f"{word}-wash") for word in ("good", "warn", "bad", "indigo")),
    *(("ink", f"{word}-wash") for word in ("good", "warn", "bad", "indigo", "note")),
    *(("on-head", "head"), ("on-head", "button"), ("on-head-soft", "head"), ("map-label", "map-halo")),
    *(("ink-soft", "note-wash"), ("ink-soft", "warn-wash"), ("link", "note-wash")),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_the_contrast_of_wcag_aa(scheme):
    colours = schemes()[scheme]
    weak = {p: round(contrast(colours[p[0]], colours[p[1]]), 2) for p in TEXT}
    assert {p: c for p, c in weak.items() if c < 4.5} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_borders_of_inputs_and_bars_can_be_seen(scheme):
    colours = schemes()[scheme]
    pairs = [("line-strong", "surface"), ("bar-evidence", "felt-deep"), ("map-unsettled", "map-around")]
    assert {p: c for p in pairs if (c := round(contrast(colours[p[0]], colours[p[1]]), 2)) < 3} == {}
