"""What is asked of whoever adds to the library. The actions judge every value."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kerege.files.words import READING
from kerege.lib.sensitivity import Sensitivity
from kerege.outreach.actions import ToldEdition
from kerege.outreach.words.library import LICENCES, RESOURCE_KINDS
from kerege.privacy.words.experts import EXPERTISE
from kerege.sharing.words import SENSITIVITIES
from kerege.web.content.taking import accept
from kerege.web.experts.asking import languages
from kerege.web.shell.forms import DayField, Offered, Typed
from kerege.web.shell.wording import word_of

Choices = list[tuple[str, str]]


class EditionForm(forms.Form):
    """`edition()` is what is told of it, without its file."""

    title = Typed(label=_("Title"), help_text=_("In the language of the edition."))
    lang = Offered(label=_("Language"))
    edition = Typed(label=_("Edition"), help_text=_("For example “2nd edition, 2026”; the same for its translations."))
    issued_on = DayField(label=_("Published on"))
    summary = Typed(required=False, label=_("What it is good for"), widget=forms.Textarea(attrs={"rows": 4}))
    rights = Typed(
        label=_("Whose text it is"), help_text=_("Who wrote or published it; also who allowed it to be used.")
    )
    licence = Offered(label=_("Licence"))
    file = forms.FileField(
        required=False,
        label=_("File"),
        help_text=_("PDF, text, picture, table, document or slides of an office program, without macros."),
        widget=forms.FileInput(attrs={"accept": accept(READING)}),
    )
    address = Typed(
        required=False,
        label=_("Address"),
        help_text=_("Where it can be read, beginning with https://. A file, an address, or both."),
        widget=forms.URLInput,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("lang", languages())
        self.offer("licence", [("", "–")] + [(code.value, word_of(LICENCES, code)) for code in LICENCES])

    def offer(self, name: str, choices: Choices) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def told(self) -> ToldEdition:
        names = ("edition", "lang", "title", "rights", "licence", "issued_on", "summary", "address")
        return ToldEdition(**{name: self.cleaned_data[name] for name in names})


class _Topics(forms.MultipleChoiceField):
    """At least one, which the action says in its own words."""

    def validate(self, value: Any) -> None:
        """Left to the action."""


class ResourceForm(EditionForm):
    """A resource with its first edition."""

    owner = Offered(label=_("Whose record it is"))
    label = Offered(label=_("Who may read it"), help_text=_("With all its editions and their files."))
    kind = Offered(label=_("Kind"))
    topics = _Topics(label=_("Topics"), widget=forms.CheckboxSelectMultiple, choices=[])
    key = Typed(label=_("Key"), help_text=_("Short and lasting, in plain letters, for example spill-handout."))
    field_order = ("title", "lang", "kind", "topics", "edition", "issued_on", "summary", "rights", "licence", "file")

    def __init__(self, *args: Any, owners: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("owner", owners)
        self.offer("label", [(str(int(level)), gettext(SENSITIVITIES[level])) for level in Sensitivity])
        self.offer("kind", [(code.value, word_of(RESOURCE_KINDS, code)) for code in RESOURCE_KINDS])
        self.offer("topics", [(code.value, word_of(EXPERTISE, code)) for code in EXPERTISE])

    def clean_label(self) -> Sensitivity:
        typed = self.cleaned_data["label"]
        if typed not in {str(int(level)) for level in Sensitivity}:
            raise forms.ValidationError(gettext("Choose who may read it."))
        return Sensitivity(int(typed))


class WithdrawForm(forms.Form):
    reason = Typed(label=_("Reason"), help_text=_("It stays with the edition, for everybody who reads the resource."))
