"""Others' XLSForms in the shape in which `form_in` reads sets: sections of one level, and keys as sets have them.

Names, codes and lists are spelled as keys, with whatever speaks of them; a group inside a group hands its condition on;
questions without a group get a section. What asks nothing (notes, times, devices) and how a form looks are left out and
told. Of a form that `form_out` wrote nothing changes.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kerege.capacity.rules.definitions import check_size
from kerege.capacity.rules.form_names import names_of, with_names
from kerege.capacity.rules.form_words import CHOICES, ROW, SETTINGS, SURVEY, Sheets
from kerege.capacity.words import refused
from kerege.lib.refusal import Refusal
from kerege.lib.workbooks import Rows

DEEPEST = 10
ASKS_NOTHING = frozenset(
    "start end today deviceid phonenumber username email subscriberid simserial audit start-geopoint note "
    "background-audio image photo audio video file".split()
)
"""Types that are left out. Pictures and files are recorded as evidence, with any question."""
LOOKS = tuple(
    "appearance default parameters autoplay constraint_message required_message guidance_hint image media:: audio "
    "video big-image bind:: body:: instance:: repeat_count".split()
)
_SAME_TYPE = {
    "int": "integer",
    "string": "text",
    "select1": "select_one",
    "select one": "select_one",
    "select one from": "select_one",
    "select multiple": "select_multiple",
    "select multiple from": "select_multiple",
    "select all that apply": "select_multiple",
    "select all that apply from": "select_multiple",
}
_SAME_HEADING = {"relevance": "relevant", "list name": "list_name", "caption": "label", "value": "name"}
_CHOOSES = re.compile(r"(select[a-z1_ ]*?) (\S+)", re.IGNORECASE)
Row = Mapping[str, str]


@dataclass(frozen=True)
class LeftOut:
    """What was left out: a type, or a column, and in which rows of the sheet “survey”."""

    what: str
    rows: tuple[int, ...]


@dataclass
class _Group:
    """A group with what is in it; `row` is empty for the form itself."""

    number: int
    row: Row
    inside: list["_Group | tuple[int, Row]"] = field(default_factory=list)

    @property
    def groups(self) -> list["_Group"]:
        return [each for each in self.inside if isinstance(each, _Group)]


def plain(sheets: Sheets, *, called: str = "") -> tuple[Sheets, tuple[LeftOut, ...]]:
    """The form as `form_in.content_of` reads it, and what was left out. `called` is its title where it has none.

    Refuses capacity.set_too_large, .form_no_survey, .form_groups, .form_repeat and .form_cascade.
    """
    headed = {name: [_headed(row) for row in rows] for name, rows in sheets.items()}
    if not headed.get(SURVEY):
        raise Refusal(refused.FORM_NO_SURVEY, field="file", sheet=SURVEY)
    check_size(sum("group" not in row.get("type", "") for row in headed[SURVEY]))
    left: dict[str, list[int]] = {}
    asked = list(_asked(headed[SURVEY], left))
    settings = dict(next(iter(headed.get(SETTINGS) or []), {}))
    settings["form_title"] = settings.get("form_title") or settings.get("form_id") or called
    survey = list(_sections(_tree(asked), settings["form_title"], left))
    made = {SURVEY: survey, CHOICES: headed.get(CHOICES) or [], SETTINGS: [settings]}
    named = with_names(made, names_of(made))
    return named, tuple(LeftOut(what, tuple(rows)) for what, rows in left.items())


def _headed(row: Row) -> dict[str, str]:
    """The row with headings as they are written now: pyxform takes older spellings too."""
    found = {}
    for heading, text in row.items():
        what, colon, rest = heading.strip().partition(":")
        what = _SAME_HEADING.get(what.strip().lower(), what.strip().lower())
        found[f"{what}::{rest.strip(': ')}" if colon else what] = text
    return found


def _asked(rows: Rows, left: dict[str, list[int]]) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows that ask or group something, with their numbers and types as they are written now."""
    for number, row in enumerate(rows, start=2):
        kind = _type(row.get("type", ""))
        if not kind:
            continue
        if kind.startswith("begin_repeat"):
            raise Refusal(refused.FORM_REPEAT, field="file", row=number, name=row.get("name", "")[:40])
        if row.get("choice_filter"):
            raise Refusal(refused.FORM_CASCADE, field="file", row=number, name=row.get("name", "")[:40])
        if kind in ASKS_NOTHING:
            left.setdefault(kind, []).append(number)
            continue
        for heading in row:
            if heading.startswith(LOOKS):
                left.setdefault(heading, []).append(number)
        yield (
            number,
            {"type": kind, ROW: str(number)}
            | {k: v for k, v in row.items() if k != "type" and not k.startswith(LOOKS)},
        )


def _type(text: str) -> str:
    kind = " ".join(text.split())
    low = kind.lower()
    if low.startswith(("begin", "end")) and low not in ASKS_NOTHING:
        return low.replace(" ", "_")
    if chooses := _CHOOSES.fullmatch(kind):
        word = chooses[1].strip().lower()
        return f"{_SAME_TYPE.get(word, word)} {chooses[2]}"
    return _SAME_TYPE.get(low, low if " " not in low else kind)


def _tree(rows: list[tuple[int, dict[str, str]]]) -> _Group:
    """Groups inside groups. Refuses capacity.form_groups where one has no end, no beginning, or lies too deep."""
    whole = _Group(1, {})
    open_groups = [whole]
    number = 1
    for number, row in rows:
        if row["type"] == "begin_group":
            made = _Group(number, row)
            open_groups[-1].inside.append(made)
            open_groups.append(made)
        elif row["type"] == "end_group":
            open_groups.pop()
        else:
            open_groups[-1].inside.append((number, row))
        if not 0 < len(open_groups) <= DEEPEST:
            raise Refusal(refused.FORM_GROUPS, field="file", row=number)
    if len(open_groups) > 1:
        raise Refusal(refused.FORM_GROUPS, field="file", row=open_groups[-1].number)
    return whole


def _sections(whole: _Group, title: str, left: dict[str, list[int]]) -> Iterator[dict[str, str]]:
    """Rows of sections. What stands in no group becomes a section called as the form is."""
    loose: list[Row] = []
    parts = 0
    for each in whole.inside:
        if isinstance(each, tuple):
            loose.append(each[1])
            continue
        if loose:
            parts += 1
            yield from _section({"name": _part(parts), "label": title}, loose, "")
            loose = []
        yield from _of_group(each, "", left)
    if loose:
        yield from _section({"name": _part(parts + 1), "label": title}, loose, "")


def _part(number: int) -> str:
    return "part" if number == 1 else f"part_{number}"


def _of_group(group: _Group, condition: str, left: dict[str, list[int]]) -> Iterator[dict[str, str]]:
    """A group with questions of its own is a section with all that is in it; one that only holds groups is none."""
    own = _both(condition, group.row.get("relevant", ""))
    if group.inside and len(group.groups) == len(group.inside):
        for each in group.groups:
            yield from _of_group(each, own, left)
        return
    inside = list(_flat(group, "", left, top=True))
    if not inside:
        left.setdefault("begin_group", []).append(group.number)
        return
    yield from _section(group.row, inside, own)


def _flat(group: _Group, condition: str, left: dict[str, list[int]], *, top: bool = False) -> Iterator[Row]:
    if not top:
        left.setdefault("begin_group", []).append(group.number)
        condition = _both(condition, group.row.get("relevant", ""))
    for each in group.inside:
        if isinstance(each, _Group):
            yield from _flat(each, condition, left)
        else:
            row = each[1]
            told = _both(condition, row.get("relevant", ""))
            yield {**row, "relevant": told} if told else row


def _section(begin: Row, rows: list[Row], condition: str) -> Iterator[dict[str, str]]:
    told = dict(begin) | {"type": "begin_group"} | ({"relevant": condition} if condition else {})
    if not any(heading.startswith("label") for heading in told):
        told["label"] = told.get("name", "").replace("_", " ").strip().capitalize()
    yield told
    yield from (dict(row) for row in rows)
    yield {"type": "end_group"}


def _both(one: str, other: str) -> str:
    """Two conditions of which both have to hold."""
    told = [each.strip() for each in (one, other) if each.strip()]
    return told[0] if len(told) == 1 else " and ".join(f"({each})" for each in told)
