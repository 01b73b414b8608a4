"""Coordinates as people write them: decimal, with minutes and seconds, with letters of three scripts.

Where a place is right is another question: this only reads what is written, and says how it was written.
"""

import re
from enum import StrEnum
from typing import Any, NamedTuple

from kerege.lib.refusal import Refusal
from kerege.lib.sheets import words
from kerege.lib.sheets.numbers import western
from kerege.lib.sheets.shape import as_text


class Axis(StrEnum):
    LATITUDE = "latitude"
    LONGITUDE = "longitude"


class Angle(NamedTuple):
    """`axis` is what letters say, None without letters. `sexagesimal` for minutes and seconds."""

    degrees: float
    axis: Axis | None = None
    sexagesimal: bool = False


# Longer signs first. Latin C, B and E look like the Cyrillic letters that are meant, so they count as those.
_SIDES: tuple[tuple[str, Axis, int], ...] = (
    (
        r"с\.?\s*ш\.?|c\.?\s*ш\.?|северн\w*(?:\s+широт\w*)?|north|шимол\w*|солт\w*|түн\w*|хойд\w*|شمال\w*",
        Axis.LATITUDE,
        1,
    ),
    (r"ю\.?\s*ш\.?|южн\w*(?:\s+широт\w*)?|south|жануб\w*|ҷануб\w*|оңтүс\w*|түш\w*|өмнө\w*|جنوب\w*", Axis.LATITUDE, -1),
    (
        r"в\.?\s*д\.?|b\.?\s*д\.?|восточн\w*(?:\s+долгот\w*)?|east|шарқ\w*|шығ\w*|чыгыш\w*|зүүн\w*|شرق\w*",
        Axis.LONGITUDE,
        1,
    ),
    (r"з\.?\s*д\.?|западн\w*(?:\s+долгот\w*)?|west|ғарб\w*|батыс\w*|баруун\w*|غرب\w*", Axis.LONGITUDE, -1),
    (r"[nсc]", Axis.LATITUDE, 1),
    (r"[sю]", Axis.LATITUDE, -1),
    (r"[eвbе]", Axis.LONGITUDE, 1),
    (r"[wз]", Axis.LONGITUDE, -1),
)
_SIDE = tuple((re.compile(rf"(?<![^\W\d_])(?:{p})(?![^\W\d_])", re.IGNORECASE), a, s) for p, a, s in _SIDES)
_LABEL = re.compile(
    r"(?<![^\W\d_])(?:lat(?:itude)?|lon(?:gitude)?|lng|широта|долгота|ендік|бойлық)\s*[:=.]?\s*", re.IGNORECASE
)
_NUMBER = r"(\d{1,3}(?:[.,]\d+)?)"
_SEXAGESIMAL = re.compile(
    rf"([+-]?)\s*{_NUMBER}\s*(?:[°º˚*]|град\w*\.?|deg\w*|\s)\s*{_NUMBER}\s*(?:['′’ʹ‘`´]|мин\w*\.?|min\w*|\s)?\s*"
    rf"(?:{_NUMBER}\s*(?:[\"″”“ʺ]|''|′′|’’|сек\w*\.?|sec\w*)?)?"
)
_DECIMAL = re.compile(r"([+-]?)\s*(\d{1,3}(?:[.,]\d*)?)\s*[°º˚*]?")
_WKT = re.compile(r"(?:SRID=4326;)?\s*POINT\s*Z?\s*\(\s*(-?[\d.]+)\s+(-?[\d.]+)(?:\s+-?[\d.]+)?\s*\)", re.IGNORECASE)
_ODK = re.compile(r"(-?\d{1,2}\.\d+)\s+(-?\d{1,3}\.\d+)\s+-?\d+(?:\.\d+)?\s+\d+(?:\.\d+)?")


def read_angle(value: Any) -> Angle:
    """One coordinate. Refuses sheets.not_an_angle, also for minutes from 60 on and more than 180 degrees."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _checked(Angle(float(value)), value)
    text = _LABEL.sub("", western(as_text(value))).strip()
    text, axis, sign = _without_side(text)
    if parts := _DECIMAL.fullmatch(text):
        degrees, sexagesimal = float(parts[2].replace(",", ".")), False
    elif parts := _SEXAGESIMAL.fullmatch(text):
        whole, minutes, seconds = (float((p or "0").replace(",", ".")) for p in parts.groups()[1:])
        if minutes >= 60 or seconds >= 60 or not whole.is_integer():
            raise Refusal(words.NOT_AN_ANGLE, value=as_text(value)[:80])
        degrees, sexagesimal = whole + minutes / 60 + seconds / 3600, True
    else:
        raise Refusal(words.NOT_AN_ANGLE, value=as_text(value)[:80])
    if parts[1] == "-":
        sign = -sign
    return _checked(Angle(sign * degrees, axis, sexagesimal), value)


def read_point(value: Any) -> tuple[Angle, Angle]:
    """Latitude and longitude out of one cell, in this order unless letters say otherwise.

    Reads pairs with comma, semicolon or space between them, decimal commas too, WKT and the points of ODK.
    Refuses sheets.not_a_point.
    """
    text = western(as_text(value)).strip().strip("()[]")
    if wkt := _WKT.fullmatch(western(as_text(value)).strip()):
        return _checked(Angle(float(wkt[2])), value), _checked(Angle(float(wkt[1])), value)
    if odk := _ODK.fullmatch(text):
        return _checked(Angle(float(odk[1])), value), _checked(Angle(float(odk[2])), value)
    for one, other in _halves(text):
        try:
            first, second = read_angle(one), read_angle(other)
        except Refusal:
            continue
        if first.axis is not None and first.axis == second.axis:
            continue
        turned = first.axis == Axis.LONGITUDE or second.axis == Axis.LATITUDE
        return (second, first) if turned else (first, second)
    raise Refusal(words.NOT_A_POINT, value=as_text(value)[:80])


def _halves(text: str) -> list[tuple[str, str]]:
    """Ways to cut a text in two, the likeliest first: at a sign that stands once, at the middle space."""
    out = []
    for sign in (";", "/", "|"):
        if text.count(sign) == 1:
            out.append(text.split(sign))
    commas = [p.start() for p in re.finditer(",", text)]
    if len(commas) in {1, 3}:
        at = commas[len(commas) // 2]
        out.append([text[:at], text[at + 1 :]])
    spaced = re.split(r",\s+|\s+", text)
    if len(spaced) % 2 == 0:
        half = len(spaced) // 2
        out.append([" ".join(spaced[:half]), " ".join(spaced[half:])])
    for comma in commas:
        out.append([text[:comma], text[comma + 1 :]])
    for space in re.finditer(r"\s+", text):
        out.append([text[: space.start()], text[space.end() :]])
    for behind in re.finditer(r"(?<=[^\W\d_])(?=[\s+-]*\d)|(?<=[″\"'])(?=\d)", text):
        out.append([text[: behind.start()], text[behind.start() :]])
    return [(one.strip(" ,;"), other.strip(" ,;")) for one, other in out[:24]]


def _without_side(text: str) -> tuple[str, Axis | None, int]:
    for pattern, axis, sign in _SIDE:
        if found := list(pattern.finditer(text)):
            if len(found) > 1:
                return text, None, 1
            return (text[: found[0].start()] + text[found[0].end() :]).strip(" ,."), axis, sign
    return text, None, 1


def _checked(angle: Angle, value: Any) -> Angle:
    if not -180 <= angle.degrees <= 180:
        raise Refusal(words.NOT_AN_ANGLE, value=as_text(value)[:80])
    return angle
