"""A question set as a form for a phone: the set's own XLSForm, and what somebody needs who stands in a laboratory.

Beside each question that may not apply stands why, and behind each section what proves its answers. The names of what
is added have a hyphen, which no key of a question can have.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from kerege.capacity.rules.form_out import sheets_of
from kerege.capacity.rules.form_words import CHOICES, NOT_APPLICABLE, SETTINGS, SURVEY, Sheets, heading_of, labels
from kerege.capacity.rules.parts import Definition, Question, Section

FORM = "assessment-"
"""Each assessment is a form of its own: its number is this and the uid of the assessment."""
WHY, PROOF, BEGUN, DONE = "-why", "-proof", "form-begun", "form-done"
OF, FILE, SAYS = "-of", "-file", "-says"
Row = dict[str, str]


@dataclass(frozen=True)
class Spoken:
    """What a form says beside its questions, in one language."""

    why: str
    why_hint: str
    proof: str
    of: str
    file: str
    says: str


def form_id(assessment: str) -> str:
    return f"{FORM}{assessment}"


def phone_sheets(
    found: Definition, *, assessment: str, version: str, title: str, spoken: Mapping[str, Spoken]
) -> Sheets:
    """The sheets of the form of one assessment. `spoken` has an entry for each language of the set."""
    sheets = sheets_of(found, key=form_id(assessment), version=version)
    questions = {question.key: question for question in found.questions()}
    sections = {section.key: section for section in found.sections}
    survey: list[Row] = [{"type": "start", "name": BEGUN}, {"type": "end", "name": DONE}]
    here: Section | None = None
    for row in sheets[SURVEY]:
        here = sections.get(row.get("name", ""), here) if row["type"] == "begin_group" else here
        if row["type"] == "end_group" and here is not None:
            survey += _proof(here, spoken)
        survey.append(_plain(row, found))
        question = questions.get(row.get("name", ""))
        if question is not None and question.may_not_apply:
            survey += _why(question, spoken)
    choices = [_plain(row, found) for row in sheets[CHOICES]]
    choices += [choice for section in found.sections for choice in _choices(section, found)]
    settings = {name: text for name, text in sheets[SETTINGS][0].items() if not name.startswith("kerege_")}
    return {SURVEY: survey, CHOICES: choices, SETTINGS: [settings | {"form_title": title}]}


def _plain(row: Row, found: Definition) -> Row:
    """Nobody is held up on a phone: what is needed is asked for when the assessment is closed. What has no words in one
    language has those of the language of the set, because a phone would show a stroke.
    """
    kept = {name: value for name, value in row.items() if name != "required" and not name.startswith("kerege_")}
    for what in ("label", "hint"):
        heads = {lang: f"{what}::{heading_of(lang)}" for lang in found.languages}
        said = {lang: kept[head] for lang, head in heads.items() if kept.get(head)}
        if said:
            kept |= labels(what, _in_all(said, found))
    return kept


def _why(question: Question, spoken: Mapping[str, Spoken]) -> list[Row]:
    row = {"type": "text", "name": f"{question.key}{WHY}", "relevant": f"${{{question.key}}} = '{NOT_APPLICABLE}'"}
    asked = labels("label", {lang: each.why for lang, each in spoken.items()})
    hints = labels("hint", {lang: each.why_hint for lang, each in spoken.items()})
    return [row | asked | hints | {"required": "yes"}]


def _proof(section: Section, spoken: Mapping[str, Spoken]) -> list[Row]:
    """Pictures, as many as there are. The first place is there by itself; nothing is asked before one is taken."""
    key = section.key
    texts = {
        name: labels("label", {lang: getattr(each, name) for lang, each in spoken.items()})
        for name in ("proof", "of", "file", "says")
    }
    with_file = {"relevant": f"${{{key}{FILE}}} != ''"}
    chosen = {"type": f"select_one {key}{OF}", "name": f"{key}{OF}", "appearance": "minimal", "required": "yes"}
    return [
        {"type": "begin_repeat", "name": f"{key}{PROOF}"} | texts["proof"],
        {"type": "image", "name": f"{key}{FILE}", "parameters": "max-pixels=2000"} | texts["file"],
        chosen | with_file | texts["of"],
        {"type": "text", "name": f"{key}{SAYS}"} | with_file | texts["says"],
        {"type": "end_repeat"},
    ]


def _choices(section: Section, found: Definition) -> list[Row]:
    return [
        {"list_name": f"{section.key}{OF}", "name": question.key} | labels("label", _in_all(question.text, found))
        for question in section.questions
    ]


def _in_all(texts: Mapping[str, str], found: Definition) -> dict[str, str]:
    return {lang: texts.get(lang) or texts.get(found.source) or next(iter(texts.values())) for lang in found.languages}
