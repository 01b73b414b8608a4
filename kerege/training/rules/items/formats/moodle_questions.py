"""The questions of a Moodle backup, written as Moodle exports them: one reader then reads both.

A backup has the rows of Moodle's tables (numbers for formats and types, shares from 0 to 1, right answers by their
number), since version 4.0 with entries and versions around each question; the export has the forms of a teacher.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

FORMATS = {"0": "moodle_auto_format", "1": "html", "2": "plain_text", "4": "markdown"}
CALLED = {"match": "matching"}
NULL = "$@NULL@$"
_GROUP = re.compile(r'"draggroup";(?:s:\d+:"|i:)(\d+)')
_AFTER = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
File = tuple[str, str, str, str]
"""Component, number of the row, path, and name of the member that holds the bytes."""


def exported(root: Any, files: Iterable[File]) -> str:
    """The whole of questions.xml as one file of the export."""
    shown: dict[str, list[tuple[str, str]]] = {}
    for component, item, path, member in files:
        if component == "question" or component.startswith("qtype_"):
            shown.setdefault(item, []).append((path, member))
    categories = {str(each.get("id")): each for each in root.iterfind("question_category")}
    out = ["<quiz>"]
    for each in categories.values():
        questions = list(_latest(each))
        if questions:
            path = _path(each, categories)
            out.append(f'<question type="category"><category><text>{escape(path)}</text></category></question>')
            below = {str(one.get("id")): one for one, _number in questions}
            out += [_Question(one, number, below, shown).written() for one, number in questions if _is_own(one)]
    return "\n".join([*out, "</quiz>"])


def _is_own(question: Any) -> bool:
    """Whether it is asked by itself, and no part of another question nor a place for one that is drawn."""
    return _said(question, "parent") in {"0", "", str(question.get("id"))} and _said(question, "qtype") != "random"


def _path(category: Any, categories: Mapping[str, Any]) -> str:
    names: list[str] = []
    at: Any = category
    while at is not None and len(names) < 20:
        if (name := _said(at, "name")) != "top":
            names.insert(0, name.replace("/", "//"))
        at = categories.get(_said(at, "parent")) if _said(at, "parent") != str(at.get("id")) else None
    return "/".join(names)


def _latest(category: Any) -> Iterator[tuple[Any, str]]:
    """Each question with its number, in the last version that is not hidden."""
    for each in category.iterfind("questions/question"):
        if _said(each, "hidden") != "1":
            yield each, _said(each, "idnumber")
    for entry in category.iterfind("question_bank_entries/question_bank_entry"):
        found: tuple[int, Any] | None = None
        for version in entry.iterfind("question_version/question_versions"):
            number = _said(version, "version")
            at = int(number) if re.fullmatch(r"[0-9]{1,9}", number) else 0
            question = version.find("questions/question")
            if question is not None and _said(version, "status") != "hidden" and (found is None or at > found[0]):
                found = (at, question)
        if found is not None:
            yield found[1], _said(entry, "idnumber")


def _quoted(value: str) -> str:
    return f'"{escape(value)}"'


def _said(element: Any, name: str) -> str:
    told = (element.findtext(name) or "").strip()
    return "" if told == NULL else told


class _Question:
    """One question, written as the export writes it."""

    def __init__(
        self, element: Any, number: str, below: Mapping[str, Any], shown: Mapping[str, Sequence[tuple[str, str]]]
    ) -> None:
        self.element, self.number, self.below, self.shown = element, number, below, shown
        self.kind = _said(element, "qtype")
        found = element.find(f"plugin_qtype_{self.kind}_question")
        self.own = found if found is not None else element
        self.id = str(element.get("id"))

    def written(self) -> str:
        parts = [f"<name><text>{escape(_said(self.element, 'name'))}</text></name>", self._asked()]
        parts.append(self._text(self.element, "generalfeedback", self.id))
        parts.append(f"<defaultgrade>{escape(_said(self.element, 'defaultmark'))}</defaultgrade>")
        parts.append(f"<penalty>{escape(_said(self.element, 'penalty') or '0')}</penalty>")
        parts.append(f"<idnumber>{escape(self.number)}</idnumber>" if self.number else "")
        parts += ["<hint/>" for _each in self.element.iterfind("question_hints/question_hint")][:1]
        for tag in self.element.iterfind("tags/tag"):
            name = _said(tag, "rawname") or _said(tag, "name")
            parts.append(f"<tags><tag><text>{escape(name)}</text></tag></tags>")
        make = getattr(self, f"_{self.kind}", None) if self.kind in _KINDS else None
        parts += make() if make else []
        return f"<question type={_quoted(CALLED.get(self.kind, self.kind))}>{''.join(parts)}</question>"

    def _asked(self) -> str:
        if self.kind != "multianswer":
            return self._text(self.element, "questiontext", self.id)
        parts = [each.strip() for each in _said(self.own, "multianswer/sequence").split(",")]

        def part(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            there = self.below.get(parts[at]) if 0 <= at < len(parts) else None
            return _said(there, "questiontext") if there is not None else found[0]

        return self._text(self.element, "questiontext", self.id, lambda text: re.sub(r"\{#(\d{1,3})\}", part, text))

    def _text(self, element: Any, name: str, row: str, change: Any = None, called: str = "") -> str:
        """A text in its format, with the pictures that belong to its row."""
        told = _said(element, name)
        form = FORMATS.get(_said(element, f"{name}format"), "html")
        files = "".join(
            f"<file path={_quoted('/' + path.rpartition('/')[0] + '/' * ('/' in path))} "
            f"name={_quoted(path.rpartition('/')[2])} held={_quoted(member)}/>"
            for path, member in self.shown.get(row, ())
        )
        inside = f"<text>{escape(change(told) if change else told)}</text>{files if '@@PLUGINFILE@@' in told else ''}"
        return f'<{called or name} format="{form}">{inside}</{called or name}>'

    def _answers(
        self, *, tolerance: Mapping[str, str] | None = None, truth: Mapping[str, str] | None = None
    ) -> list[str]:
        made = []
        for each in self.own.iterfind("answers/answer"):
            number = str(each.get("id"))
            share = _share(_said(each, "fraction"))
            form = FORMATS.get(_said(each, "answerformat"), "html")
            text = (truth or {}).get(number) or _said(each, "answertext")
            pictures = self._text(each, "answertext", number).partition("</text>")[2].removesuffix("</answertext>")
            missed = (tolerance or {}).get(number, "")
            why = self._text(each, "feedback", number)
            made.append(
                f'<answer fraction="{share}" format="{form}"><text>{escape(text)}</text>{pictures}{why}'
                f"{f'<tolerance>{escape(missed)}</tolerance>' if missed else ''}</answer>"
            )
        return made

    def _settings(self, name: str, *fields: str) -> list[str]:
        """What stands beside the answers: yes and no, and what is said to everybody afterwards."""
        found = self.own.find(name)
        if found is None:
            return []
        told = [f"<{each}>{escape(_said(found, each))}</{each}>" for each in fields if _said(found, each)]
        return told + [self._text(found, each, self.id) for each in _AFTER if _said(found, each)]

    # -- kinds ---------------------------------------------------------------------------------------------------------

    def _multichoice(self) -> list[str]:
        return self._answers() + self._settings("multichoice", "single", "shuffleanswers", "answernumbering")

    def _truefalse(self) -> list[str]:
        told = self.own.find("truefalse")
        right = {_said(told, "trueanswer"): "true", _said(told, "falseanswer"): "false"} if told is not None else {}
        return self._answers(truth=right)

    def _shortanswer(self) -> list[str]:
        return self._answers() + self._settings("shortanswer", "usecase")

    def _numerical(self) -> list[str]:
        rows = self.own.iterfind("numerical_records/numerical_record")
        units = self.own.find("numerical_units/numerical_unit")
        missed = {_said(each, "answer"): _said(each, "tolerance") for each in rows}
        return self._answers(tolerance=missed) + (["<units><unit/></units>"] if units is not None else [])

    def _match(self) -> list[str]:
        made = self._settings("matchoptions", "shuffleanswers")
        for each in self.own.iterfind("matches/match"):
            asked = self._text(each, "questiontext", str(each.get("id")), called="subquestion")
            answer = f"<answer><text>{escape(_said(each, 'answertext'))}</text></answer>"
            made.append(asked.replace("</subquestion>", f"{answer}</subquestion>"))
        return made

    def _essay(self) -> list[str]:
        told = self.own.find("essay")
        if told is None:
            return []
        guide = self._text(told, "graderinfo", self.id) if _said(told, "graderinfo") else ""
        return [guide, *self._settings("essay", "responsefieldlines", "attachments")]

    def _gapselect(self) -> list[str]:
        rows = self.own.iterfind("answers/answer")
        told = [(_said(each, "answertext"), _said(each, "feedback") or "1") for each in rows]
        made = [f"<selectoption><text>{escape(t)}</text><group>{escape(g)}</group></selectoption>" for t, g in told]
        return made + self._settings("gapselect", "shuffleanswers")

    def _ddwtos(self) -> list[str]:
        made = []
        for each in self.own.iterfind("answers/answer"):
            group = _GROUP.search(_said(each, "feedback"))
            text = escape(_said(each, "answertext"))
            made.append(f"<dragbox><text>{text}</text><group>{group[1] if group else '1'}</group></dragbox>")
        return made + self._settings("ddwtos", "shuffleanswers")

    def _ordering(self) -> list[str]:
        return self._answers() + self._settings("ordering", "gradingtype")


_KINDS = frozenset(
    ("multichoice", "truefalse", "shortanswer", "numerical", "match", "essay", "gapselect", "ddwtos", "ordering")
)


def _share(told: str) -> str:
    """Percent of a share from 0 to 1, as the export says it."""
    try:
        return f"{float(told or 0) * 100:.5f}"
    except ValueError:
        return "0"
