"""Lessons as pages show them: texts in the language in which the lesson is read, questions with what was chosen."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from django.core import signing
from django.utils import timezone
from django.utils.translation import gettext

from kerege.capacity.words import TRANSLATIONS, Translation
from kerege.lib.refusal import Refusal
from kerege.lib.versions import Texts, text_in
from kerege.training.queries.lessons import Lesson
from kerege.training.rules import items
from kerege.training.rules.curricula import Item
from kerege.training.rules.exam_items import right_of
from kerege.training.rules.lessons import Graded, Mark
from kerege.training.words.curricula import ActivityKind, ItemKind
from kerege.web.questions import asking, calling, telling
from kerege.web.shell import words as shell
from kerege.web.shell.middleware import told
from kerege.web.shell.wording import language_name

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


def in_lesson(reading: Reading, item: Item) -> items.Shown:
    """A question of the bank in the language of the lesson; the order of its answers is the same for everybody."""
    return items.shown(items.read(item.question), reading.lang, f"{reading.lesson.programme.key} {item.id}")


def pictured(reading: Reading) -> set[str]:
    """The digests of the pictures that questions of the bank show: they are no files to read beside the lesson."""
    asked = (each.question for each in reading.lesson.quiz.items if each.question is not None)
    return {image.sha256 for each in asked for image in items.read(each).images}


def prefix(item: Item) -> str:
    """With what the names of the fields of a question of the bank begin."""
    return f"p{item.id}"


def questions(reading: Reading, chosen: Mapping[str, Any], pictures: Mapping[str, str]) -> list[dict[str, Any]]:
    """The questions with what is chosen so far. `pictures` are addresses by the digest of the picture."""
    return [_question(reading, item, chosen.get(item.id), pictures) for item in reading.lesson.quiz.items]


def _question(reading: Reading, item: Item, given: Any, pictures: Mapping[str, str]) -> dict[str, Any]:
    told: dict[str, Any] = {"id": item.id, "stem": reading.text(item.stem)}
    if item.question is not None:
        return told | {"bank": of_bank(reading, item, given if isinstance(given, Mapping) else {}, pictures)}
    choices = [
        {"id": each.id, "text": reading.text(each.text), "chosen": each.id in (given or ())} for each in item.choices
    ]
    return told | {"many": item.kind == ItemKind.MANY, "choices": choices}


def of_bank(reading: Reading, item: Item, answers: Mapping[str, Any], pictures: Mapping[str, str]) -> asking.Asked:
    """A question of the bank as fields, below its stem, with what was answered so far."""
    shown = in_lesson(reading, item)
    if shown.text.strip() == reading.text(item.stem):
        shown = replace(shown, text="")  # the stem says it
    told: dict[str, Any] = {"pictures": pictures, "errors": _wrong(item, answers)}
    return asking.asked(shown, answers, prefix=prefix(item), **told)


def _wrong(item: Item, given: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with the answers to a question of the bank, by its interaction."""
    try:
        items.checked(items.read(item.question), given)
    except Refusal as refusal:
        return {refusal.field or "": told(refusal)}
    return {}


def marks(reading: Reading, result: Graded) -> list[dict[str, Any]]:
    """The questions with what was chosen, what is right, and why."""
    return [_mark(reading, each) for each in result.marks]


def _mark_of_bank(reading: Reading, mark: Mark) -> dict[str, Any]:
    """A question of the bank with what was answered and what is right, in words, and why."""
    question = items.read(mark.item.question)
    shown = in_lesson(reading, mark.item)
    why = [
        reading.text(choice.why)
        for each in question.interactions
        for choice in (*each.choices, *each.accepted)
        if choice.why and _is_in(choice, mark.given.get(each.id))
    ]
    after = [question.after.get(when, {}) for when in ("right" if mark.right else "wrong", "always")]
    return {
        "stem": reading.text(mark.item.stem),
        "right": mark.right,
        "answered": mark.answered,
        "bank": True,
        "given": telling.in_words(shown, mark.given),
        "expected": telling.in_words(shown, right_of(mark.item.question or {})),
        "why": why + [said for each in after if (said := reading.text(each))],
    }


def _is_in(choice: Any, given: Any) -> bool:
    """Whether an answer chose this, or says this."""
    name = getattr(choice, "id", None) or getattr(choice, "value", "")
    flat = given if isinstance(given, list) else [given]
    return any(name == each or (isinstance(each, list) and name in each) for each in flat)


def _mark(reading: Reading, mark: Mark) -> dict[str, Any]:
    if mark.item.question is not None:
        return _mark_of_bank(reading, mark)
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
        "answered": mark.answered,
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


def sent_answers(posted: Any, reading: Reading) -> dict[str, Any]:
    """What a form sent for the questions of a lesson."""
    quiz = reading.lesson.quiz
    found: dict[str, Any] = {each.id: posted.getlist(each.id) for each in quiz.items if posted.getlist(each.id)}
    for each in quiz.items:
        if each.question is not None and (given := calling.sent(posted, in_lesson(reading, each), prefix(each))):
            found[each.id] = given
    return found
