"""The form of one section: for each question its answer, whether it applies, and a comment."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext

from kerege.capacity.actions import Told
from kerege.capacity.queries import OwnAnswer
from kerege.capacity.rules.definitions import Definition, Question, Section
from kerege.capacity.words import QuestionKind
from kerege.lib.refusal import Refusal
from kerege.web.capacity import wording
from kerege.web.shell.forms import Offered, Typed
from kerege.web.shell.middleware import note_refused, told

NOT_APPLICABLE = "not_applicable"
"""The choice that says that a question does not apply; no scale has it."""


@dataclass(frozen=True)
class Asked:
    """One question with the fields of its answer, as the page shows them."""

    question: Question
    number: int
    text: str
    lang: str
    proof: str
    answer: Any
    applies: Any
    comment: Any
    evidence: tuple[Any, ...] = ()


class AnswersForm(forms.Form):
    """The questions of a section that are asked now. Fields are called after their question."""

    def __init__(
        self,
        *args: Any,
        definition: Definition,
        section: Section,
        asked: list[str],
        own: Mapping[str, OwnAnswer],
        evidence: Mapping[str, tuple[Any, ...]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.definition, self.own, self.given_proof = definition, own, evidence
        self.questions = [question for question in section.questions if question.key in asked]
        for question in self.questions:
            self._add(question)

    def _add(self, question: Question) -> None:
        known = self.own.get(question.key)
        given, comment = (known.given, known.comment) if known else (None, "")
        value: Any = NOT_APPLICABLE if given and given.not_applicable else given.value if given else ""
        field = _field(self.definition, question)
        if isinstance(field, forms.MultipleChoiceField):
            value = value.split()
        if not field_says_whether(question):
            self.fields[f"na_{question.key}"] = forms.BooleanField(
                required=False, label=gettext("It does not apply here"), initial=bool(given and given.not_applicable)
            )
            value = "" if value == NOT_APPLICABLE else value
        field.initial, field.label = value, wording.told(question.text, self.definition)
        self.fields[question.key] = field
        self.fields[f"c_{question.key}"] = Typed(
            required=False,
            initial=comment,
            label=gettext("Comment"),
            widget=forms.Textarea(attrs={"rows": 2}),
        )

    def shown(self, first: int) -> list[Asked]:
        """The questions in their order; `first` is the number of the first of them in the whole set."""
        return [
            Asked(
                question,
                first + place,
                wording.told(question.text, self.definition),
                wording.spoken(question.text, self.definition),
                wording.told(question.evidence, self.definition) if question.evidence else "",
                self[question.key],
                self[f"na_{question.key}"] if f"na_{question.key}" in self.fields else None,
                self[f"c_{question.key}"],
                tuple(self.given_proof.get(question.key, ())),
            )
            for place, question in enumerate(self.questions)
        ]

    def told(self) -> dict[str, Told]:
        """What was typed, for the action."""
        found = {}
        for question in self.questions:
            value: Any = self.cleaned_data.get(question.key, "")
            value = " ".join(value) if isinstance(value, list) else str(value or "")
            aside = bool(self.cleaned_data.get(f"na_{question.key}"))
            if value == NOT_APPLICABLE:
                value, aside = "", True
            found[question.key] = Told(value, aside, self.cleaned_data.get(f"c_{question.key}", ""))
        return found

    def refuse(self, wrong: Mapping[str, Refusal]) -> None:
        """Put what was refused at its question."""
        for key, refusal in wrong.items():
            note_refused(refusal)
            self.add_error(key if key in self.fields else None, forms.ValidationError(told(refusal), code=refusal.code))


def field_says_whether(question: Question) -> bool:
    """Whether the answer's own field says that the question does not apply, or nothing has to."""
    return question.kind in {QuestionKind.CHOICE, QuestionKind.YES_NO} or not question.may_not_apply


class Several(forms.MultipleChoiceField):
    """Codes that the action judges."""

    def validate(self, value: Any) -> None:
        """Left to the action."""


def _field(definition: Definition, question: Question) -> forms.Field:
    if question.kind in {QuestionKind.CHOICE, QuestionKind.YES_NO}:
        choices = wording.options(definition, question)
        if question.may_not_apply:
            choices.append((NOT_APPLICABLE, gettext("Does not apply here (say why in the comment)")))
        return Offered(required=False, choices=[*choices, ("", gettext("Not answered yet"))], widget=forms.RadioSelect)
    if question.kind == QuestionKind.SEVERAL:
        return Several(
            required=False, choices=wording.options(definition, question), widget=forms.CheckboxSelectMultiple
        )
    if question.kind == QuestionKind.NUMBER:
        return Typed(required=False, widget=forms.TextInput(attrs={"inputmode": "decimal", "size": 8}))
    if question.kind == QuestionKind.DATE:
        return Typed(required=False, widget=forms.DateInput(attrs={"type": "date"}))
    return Typed(required=False, widget=forms.Textarea(attrs={"rows": 3}))
