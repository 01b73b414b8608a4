"""Cloze texts of Moodle: {1:SHORTANSWER:=right~%50%half#why} in the middle of a text."""

import re

from kerege.lib.refusal import Refusal
from kerege.training.rules.items.answers import number as read_number
from kerege.training.rules.items.formats import answers
from kerege.training.rules.items.formats.answers import Told
from kerege.training.rules.items.formats.html import to_markdown
from kerege.training.rules.items.formats.taking import Data, Pictures
from kerege.training.words import bank as words

_GAP = re.compile(r"\{\s*+(?:(\d++)\s*+)?:\s*+([A-Z_]++)\s*:((?:\\.|[^{}\\])*)\}", re.DOTALL)
_PART = re.compile(r"(?:\\.|[^~\\])+", re.DOTALL)
_TEXT = frozenset(("SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC"))
_ONE = frozenset(("MULTICHOICE", "MC", "MULTICHOICE_S", "MCS"))
_ONE_LISTED = frozenset(
    ("MULTICHOICE_V", "MCV", "MULTICHOICE_H", "MCH", "MULTICHOICE_VS", "MCVS", "MULTICHOICE_HS", "MCHS")
)
_SEVERAL = frozenset(("MULTIRESPONSE", "MR", "MULTIRESPONSE_H", "MRH", "MULTIRESPONSE_S", "MRS", "MRHS"))
_NUMBER = frozenset(("NUMERICAL", "NM"))


def gaps(text: str, lang: str, pictures: Pictures) -> tuple[str, list[Data]]:
    """The text with places for its gaps, and what is asked there.

    Refuses training.bank_unsupported and training.bank_bad_question.
    """
    asked: list[Data] = []

    def gap(found: re.Match[str]) -> str:
        name = f"g{len(asked) + 1}"
        asked.append(_gap(name, found, lang, pictures))
        return f"[[{name}]]"

    return _GAP.sub(gap, text), asked


def _gap(name: str, found: re.Match[str], lang: str, pictures: Pictures) -> Data:
    points, kind, inside = float(found[1] or 1), found[2], found[3]
    told = [_told(each, pictures) for each in _PART.findall(inside) if each.strip()]
    if kind in _TEXT | _NUMBER and any(each.why and each.share <= 0 for each in told):
        pictures.lost.add("why")
    if kind in _TEXT:
        case = kind in {"SHORTANSWER_C", "SAC", "MWC"}
        return answers.text(name, told, lang, points=points, case=case)
    shuffle = kind.endswith("S")
    if kind in _ONE:
        return answers.inline(name, told, lang, points=points, shuffle=shuffle)
    if kind in _ONE_LISTED or kind in _SEVERAL:
        return answers.choice(name, told, lang, many=kind in _SEVERAL, points=points, shuffle=shuffle)
    if kind in _NUMBER:
        return answers.number(name, [_number(each) for each in told], lang, points=points)
    raise Refusal(words.UNSUPPORTED, field="file", name=f"cloze: {kind}"[:60])


def _told(part: str, pictures: Pictures) -> Told:
    share, part = 0.0, part.strip()
    if weight := re.match(r"%(-?\d+(?:\.\d+)?)%", part):
        share, part = float(weight[1]) / 100, part[weight.end() :]
    elif part.startswith("="):
        share, part = 1.0, part[1:]
    pieces = re.split(r"(?<![\\&])#", part, maxsplit=1)
    text, why = (re.sub(r"\\([#~}/\"\\])", r"\1", each) for each in (*pieces, "")[:2])
    return Told(to_markdown(text, pictures), share, to_markdown(why, pictures))


def _number(told: Told) -> tuple[float, Told]:
    said, _, tolerance = told.text.partition(":")
    value, missed = read_number(said.replace("\\", "")), read_number(tolerance or "0")
    if value is None or missed is None:
        raise Refusal(words.BAD_QUESTION, field="file", near=told.text[:60])
    return value, Told("", told.share, told.why, missed)
