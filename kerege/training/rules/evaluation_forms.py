"""What a form of evaluation asks. It is data: a published version never changes, and a course stays with its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.training.words import evaluation_refused as refused
from kerege.training.words.evaluation import FormKind, Theme

MOST_QUESTIONS = 20
"""More is not answered on a phone at the end of a day."""


@dataclass(frozen=True)
class Question:
    """One thing that is asked; `theme` is empty in forms about behaviour."""

    key: str
    text: Mapping[str, str]
    theme: str = ""

    def told(self, lang: str) -> str:
        """The text in a language, or in the nearest that there is."""
        return self.text.get(lang) or self.text.get(lang.split("-")[0]) or self.text["en"]


@dataclass(frozen=True)
class EvaluationForm:
    """A form, read: `questions` have numbers or choices as answers, `texts` words, `conditions` are the drivers."""

    title: Question
    questions: tuple[Question, ...]
    texts: tuple[Question, ...] = ()
    conditions: tuple[Question, ...] = ()


def read_form(kind: str, content: Mapping[str, Any]) -> EvaluationForm:
    """The form in the content. Refuses training.form_wrong, naming the place."""
    if kind not in set(FormKind):
        raise _wrong("kind", kind)
    questions = _list(content, "questions", themed=kind == FormKind.REACTION)
    if not 1 <= len(questions) <= MOST_QUESTIONS:
        raise _wrong("questions", len(questions))
    texts, conditions = _list(content, "texts"), _list(content, "conditions")
    keys = [each.key for each in (*questions, *texts, *conditions)]
    if len(keys) != len(set(keys)):
        raise _wrong("key", "twice")
    return EvaluationForm(Question("title", _text(content, "title", "title")), questions, texts, conditions)


def _list(content: Mapping[str, Any], name: str, *, themed: bool = False) -> tuple[Question, ...]:
    found = content.get(name, [])
    if not isinstance(found, list) or not all(isinstance(each, Mapping) for each in found):
        raise _wrong(name, type(found).__name__)
    return tuple(_question(each, f"{name} {number}", themed) for number, each in enumerate(found, start=1))


def _question(given: Mapping[str, Any], place: str, themed: bool) -> Question:
    key, theme = given.get("key", ""), given.get("theme", "")
    if not (isinstance(key, str) and key.isidentifier() and key.isascii() and len(key) <= 40):
        raise _wrong(f"{place}: key", key)
    if themed and theme not in set(Theme):
        raise _wrong(f"{place}: theme", theme)
    return Question(key, _text(given, "text", place), str(theme))


def _text(given: Mapping[str, Any], name: str, place: str) -> dict[str, str]:
    text = given.get(name)
    if not isinstance(text, Mapping) or not text.get("en") or not all(isinstance(t, str) for t in text.values()):
        raise _wrong(f"{place}: {name}", "en")
    return dict(text)


def _wrong(place: str, value: object) -> Refusal:
    return Refusal(refused.FORM_WRONG, field="content", place=place, value=str(value)[:60])
