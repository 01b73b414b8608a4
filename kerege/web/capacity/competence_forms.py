"""What is asked about frameworks, posts and what people showed. The actions judge every value."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from kerege.capacity import actions
from kerege.capacity.rules.levels import HIGHEST
from kerege.capacity.words.competence import LEVELS, SHOWN, Level, Shown
from kerege.people.rules import Actor
from kerege.web.capacity.drafts import DraftForm
from kerege.web.inventory.details import Choices, words
from kerege.web.shell.forms import DayField, Offered, Typed


class FrameworkForm(DraftForm):
    """A file that becomes a draft of a framework."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("A CASE 1.0 package (.json), or a table as a framework leaves it (.csv); at most 8 MB."),
        widget=forms.FileInput(attrs={"accept": ".json,.csv"}),
    )
    key = Typed(label=_("Key"), help_text=_("Short, with letters, digits and hyphens: national-biorisk"))
    version = Typed(required=False, label=_("Version"), help_text=_("Empty: the version of the package, else 1."))
    field_order = ("file", "owner", "key", "version", "rights", "label")


class PostForm(forms.Form):
    """A role in a facility, or in one of its units."""

    role = Offered(label=_("Role"), help_text=_("A role that needs nothing by its framework is marked."))
    unit = Offered(required=False, label=_("Unit"))
    people = Typed(label=_("People"), help_text=_("How many work in this role here, known by name or not."))
    fte = Typed(label=_("Full-time equivalents"), help_text=_("For example 2.5; at most the number of people."))

    def __init__(self, *args: Any, roles: Choices, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = roles  # type: ignore[attr-defined]
        self.fields["unit"].choices = [("", _("The facility as a whole")), *units]  # type: ignore[attr-defined]

    def run(self, *, by: Actor, facility: str) -> Any:
        told = dict(self.cleaned_data)
        framework, _separator, told["role"] = told["role"].partition(":")
        return actions.record_post(by=by, facility=facility, framework=framework, **told)


class NumbersForm(forms.Form):
    do, title, button = "numbers", _("Other numbers from today"), _("Record the numbers")
    people = Typed(label=_("People"))
    fte = Typed(label=_("Full-time equivalents"))

    def run(self, *, by: Actor, post: Any) -> Any:
        place = {name: getattr(post, name) for name in ("facility", "unit", "framework", "role")}
        return actions.record_post(by=by, **place, **self.cleaned_data)


class HolderForm(forms.Form):
    do, title, button = "name", _("Name somebody who works here"), _("Name the person")
    person = Offered(label=_("Person"), widget=forms.RadioSelect)
    share = Typed(label=_("Percent of a full week"), initial="100")

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = people  # type: ignore[attr-defined]

    def run(self, *, by: Actor, post: Any) -> Any:
        return actions.name_holder(by=by, post=post.uid, **self.cleaned_data)


class _OfCompetence(forms.Form):
    competence = Offered(label=_("Competence"))
    level = Offered(label=_("Level"))
    levels: ClassVar[tuple[Level, ...]] = tuple(Level)[: HIGHEST + 1]

    def __init__(self, *args: Any, competences: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = [(code, f"{code} · {word}") for code, word in words({each: LEVELS[each] for each in self.levels})]
        self.fields["competence"].choices = competences  # type: ignore[attr-defined]
        self.fields["level"].choices = told  # type: ignore[attr-defined]

    def named(self) -> dict[str, Any]:
        """What was sent, with the framework apart from the competence."""
        told = dict(self.cleaned_data)
        told["framework"], _separator, told["competence"] = told["competence"].partition(":")
        return told


class JudgeForm(_OfCompetence):
    """The own judgement of one's own level."""

    do, title, button = "judge", _("Your own judgement"), _("Record it")

    def run(self, *, by: Actor) -> Any:
        return actions.judge_oneself(by=by, **self.named())


class ShownForm(_OfCompetence):
    """What another person showed."""

    do, title, button = "shown", _("Record what was shown"), _("Record it")
    kind = Offered(label=_("How it was shown"))
    shown_on = DayField(label=_("Shown on"))
    expires_on = DayField(required=False, label=_("Counts until"), help_text=_("Where a certificate expires."))
    reference = Typed(
        required=False,
        label=_("Reference"),
        help_text=_("Number and issuer of a certificate, or a record."),
    )
    taught = forms.BooleanField(required=False, label=_("Taught it to others while being observed"))
    field_order = ("competence", "kind", "level", "taught", "shown_on", "expires_on", "reference")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = {each: SHOWN[each] for each in Shown if each != Shown.SELF}
        self.fields["kind"].choices = words(kinds)  # type: ignore[attr-defined]

    def run(self, *, by: Actor, owner: str, person: str) -> Any:
        return actions.record_evidence(by=by, owner=owner, person=person, **self.named())


class CountForm(_OfCompetence):
    """For which competence a certificate of another body counts, and at which level."""

    do, title, button = "count", _("Count it as evidence of a competence"), _("Count it")

    def run(self, *, by: Actor, uid: str) -> Any:
        return actions.count_external(by=by, uid=uid, **self.named())


class TakeBackForm(forms.Form):
    """Withdraw evidence that was recorded by mistake."""

    reason = Typed(label=_("Why it is withdrawn"))
