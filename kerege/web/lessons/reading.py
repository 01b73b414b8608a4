"""Lessons as pages show them: texts in the language in which the lesson is read, questions with what was chosen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.core import signing
from django.utils import timezone
from django.utils.translation import gettext

from kerege.capacity.words import TRANSLATIONS, Translation
from kerege.lib.refusal import Refusal
from kerege.lib.versions import Texts, text_in
from kerege.training.queries.lessons import Lesson
from kerege.training.rules.lessons import Graded, Mark
from kerege.training.words.curricula import ActivityKind, ItemKind
from kerege.web.inventory.forms import language_name
from kerege.web.shell import words as shell

RELIED_ON = frozenset({Translation.SOURCE, Translation.REVIEWED})
OPENED, A_DAY = "training.lesson.opened", 24 * 60 * 60


@dataclass(frozen=True)
class Reading:
    """A lesson in the language in which it is read, and in a second one beside it, or in none."""

    lesson: Lesson
    lang: str
    beside: str = ""

    def text(self, texts: Texts, lang: str = "") -> str:
        return text_in(texts, lang or self.lang, self.lesson.programme.source)

    @property
    def columns(self) -> list[dict[str, str]]:
        """The text in each language that is shown, with what has to be said of it."""
        return [self._column(lang) for lang in (self.lang, self.beside) if lang]

    def _column(self, lang: str) -> dict[str, str]:
        module, state = self.lesson.module, self.lesson.programme.languages[lang]
        return {
            "lang": lang,
            "name": language_name(lang),
            "title": self.text(module.title, lang),
            "body": self.text(module.body, lang),
            "state": "" if state in RELIED_ON else gettext(TRANSLATIONS[state]),
        }

    @property
    def cases(self) -> list[dict[str, str]]:
        """The cases to think about: what is told, what to do, and what can be said about it afterwards."""
        found = (a for a in self.lesson.module.activities if a.kind == ActivityKind.CASE_STUDY and a.body)
        return [
            {
                "title": self.text(each.title),
                "body": self.text(each.body),
                "think": self.text(each.steps[0].text) if each.steps else "",
                "said": self.text(each.steps[-1].text) if len(each.steps) > 1 else "",
            }
            for each in found
        ]

    @property
    def choices(self) -> list[dict[str, Any]]:
        """The languages to choose from."""
        return [
            {"lang": tag, "name": language_name(tag), "here": tag == self.lang}
            for tag, _state in self.lesson.line.languages
        ]


def read(lesson: Lesson, *, asked: str, beside: str, here: str) -> Reading:
    """The lesson in the language asked for, else in that of the page, else in its own.

    Refuses shell.not_offered for a language in which it is not there.
    """
    there = [tag for tag, _state in lesson.line.languages]
    for field, tag in (("lesson", asked), ("beside", beside)):
        if tag and tag not in there:
            raise Refusal(shell.NOT_OFFERED, field=field, value=tag)
    lang = asked or next((tag for tag in (here, here.split("-")[0]) if tag in there), there[0])
    return Reading(lesson, lang, beside if beside != lang else "")


def questions(reading: Reading, chosen: Mapping[str, Sequence[str]]) -> list[dict[str, Any]]:
    """The questions with what is chosen so far."""
    return [
        {
            "id": item.id,
            "stem": reading.text(item.stem),
            "many": item.kind == ItemKind.MANY,
            "choices": [
                {"id": each.id, "text": reading.text(each.text), "chosen": each.id in chosen.get(item.id, ())}
                for each in item.choices
            ],
        }
        for item in reading.lesson.quiz.items
    ]


def marks(reading: Reading, result: Graded) -> list[dict[str, Any]]:
    """The questions with what was chosen, what is right, and why."""
    return [_mark(reading, each) for each in result.marks]


def _mark(reading: Reading, mark: Mark) -> dict[str, Any]:
    choices = [
        {
            "text": reading.text(each.text),
            "why": reading.text(each.why),
            "chosen": each.id in mark.chosen,
            "right": each.right,
        }
        for each in mark.item.choices
    ]
    return {
        "stem": reading.text(mark.item.stem),
        "right": mark.right,
        "answered": bool(mark.chosen),
        "choices": choices,
    }


def stamp() -> str:
    """When a lesson was opened, to the second, so that nobody can say another time. All stamps are of one length."""
    return signing.dumps(int(timezone.now().timestamp()), salt=OPENED)


def opened(sent: str) -> datetime | None:
    """When the lesson was opened; None for a stamp that is not ours or older than a day."""
    try:
        return datetime.fromtimestamp(signing.loads(sent, salt=OPENED, max_age=A_DAY), UTC)
    except signing.BadSignature:
        return None


def sent_answers(posted: Any, names: Iterable[str]) -> dict[str, list[str]]:
    """What a form sent for these questions."""
    return {name: posted.getlist(name) for name in names if posted.getlist(name)}
