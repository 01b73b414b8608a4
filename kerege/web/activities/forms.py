"""What is asked of somebody who records a course, an event or a figure. The actions judge every value."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django import forms
from django.http import HttpRequest
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from kerege.atlas import queries as atlas
from kerege.lib.refusal import N_
from kerege.outreach.words import EVENT_KINDS, LEVELS
from kerege.people.rules import check_may, owners_for
from kerege.people.words import Deed
from kerege.training.words import COURSE_KINDS, STATUSES
from kerege.web.activities import lists
from kerege.web.shell.asof import country_code, on_date
from kerege.web.shell.context import note_offered
from kerege.web.shell.forms import Offered, Typed

Choices = list[tuple[str, str]]
EXACTLY = {"exact": N_("exactly"), "about": N_("about"), "more_than": N_("more than"), "planned": N_("planned")}
DATES = _("2017-10-02, or 2017-10-02/2017-10-06, or only 2017-10 or 2017, as exactly as the source gives it.")


def words(mapping: Mapping[Any, str]) -> Choices:
    return [(key.value, gettext(word)) for key, word in mapping.items()]


class ActivityForm(forms.Form):
    """`told()` are the arguments of the action."""

    owner = Offered(label=_("Whose record it is"))
    title = Typed(label=_("Title"), help_text=_("As the source has it."))
    kind = Offered(label=_("Kind"))
    status = Offered(label=_("State"))
    dates = Typed(required=False, label=_("Days"), help_text=DATES)
    date_text = Typed(required=False, label=_("Days in the words of the source"))
    venue = Offered(required=False, label=_("Country where it is held"))
    project_key = Offered(required=False, label=_("Project"))
    source = Typed(label=_("Sources"), help_text=_("Keys with spaces between them, for example S10 S22."))
    note = Typed(required=False, label=_("Note"), widget=forms.Textarea(attrs={"rows": 3}))
    key = Typed(label=_("Key"), help_text=_("Short and lasting, in plain letters, for example kaz-workshop-2027-05."))

    def __init__(self, *args: Any, owners: Choices, territories: Choices, sources: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sources = sources
        self.offer("owner", owners)
        self.offer("status", words(STATUSES))
        self.offer("venue", [("", gettext("Not stated")), *territories])
        projects = [(key, key) for key in atlas.project_keys()]
        self.offer("project_key", [*projects, ("", gettext("No project"))])

    def offer(self, name: str, choices: Choices) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def told(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        told["sources"] = told.pop("source").split()
        return told


class CourseForm(ActivityForm):
    trainees_from = Offered(required=False, label=_("Country that the trainees come from"))
    venue_place = Typed(required=False, label=_("Town or place"))
    generation = Typed(
        required=False,
        label=_("Generation of the cascade"),
        help_text=_("1 for trainers of trainers, 2 for those whom they train; empty when it is no part of a cascade."),
    )
    field_order = ("owner", "title", "kind", "status", "dates", "date_text", "trainees_from", "venue", "venue_place")

    def __init__(self, *args: Any, territories: Choices, **kwargs: Any) -> None:
        super().__init__(*args, territories=territories, **kwargs)
        self.offer("kind", words(COURSE_KINDS))
        self.offer("trainees_from", [("", gettext("Not stated")), *territories])

    def clean_generation(self) -> int | None:
        typed = self.cleaned_data["generation"]
        if not typed:
            return None
        if not (typed.isascii() and typed.isdigit() and len(typed) < 4):
            raise forms.ValidationError(gettext("Give a whole number from 1 to 9, or leave it empty."))
        return int(typed)


class EventForm(ActivityForm):
    level = Offered(label=_("Level"))
    place = Typed(required=False, label=_("Town or place"))
    field_order = ("owner", "title", "kind", "level", "status", "dates", "date_text", "venue", "place")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("kind", words(EVENT_KINDS))
        self.offer("level", words(LEVELS))


class CorrectEventForm(forms.Form):
    """What may change of an event. That it was called off or held is a state of it."""

    title = Typed(label=_("Title"), help_text=_("As the source has it."))
    status = Offered(label=_("State"))
    dates = Typed(required=False, label=_("Days"), help_text=DATES)
    date_text = Typed(required=False, label=_("Days in the words of the source"))
    place = Typed(required=False, label=_("Town or place"))
    note = Typed(required=False, label=_("Note"), widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = words(STATUSES)  # type: ignore[attr-defined]


class FigureForm(forms.Form):
    measure = Offered(label=_("What is counted"))
    value = Typed(label=_("Figure"), help_text=_("In digits, as the source has it."))
    qualifier = Offered(label=_("How exactly the source states it"))
    source = Typed(label=_("Source"), help_text=_("The key of the page or document that states it, for example S10."))
    note = Typed(required=False, label=_("Note"))

    def __init__(self, *args: Any, measures: Mapping[Any, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sources = [(key, line.title) for key, line in atlas.source_lines().items()]
        self.fields["measure"].choices = words(measures)  # type: ignore[attr-defined]
        self.fields["qualifier"].choices = [  # type: ignore[attr-defined]
            (name, gettext(word)) for name, word in EXACTLY.items()
        ]
        self.fields["source"].widget.attrs["list"] = "known-sources"


Form = TypeVar("Form", bound=ActivityForm)


def offered(kind: type[Form], request: HttpRequest) -> Form:
    """The form with what this actor may choose. Refuses people.not_yours to whoever may record for nobody."""
    owners = owners_for(request.actor, Deed.RECORD_ACTIVITY)
    if not owners:
        check_may(request.actor, Deed.RECORD_ACTIVITY, request.POST.get("owner") or "REG")
    countries = lists.countries(on_date(request), get_language() or "en")
    note_offered(request, countries)
    names = {c.code: str(c) for c in countries}
    return kind(
        request.POST if request.method == "POST" else None,
        initial={"venue": country_code(request), "trainees_from": country_code(request)},
        owners=[(o, names.get(o, gettext("The region"))) for o in owners],
        territories=[(c.code, str(c)) for c in countries],
        sources=[(key, line.title) for key, line in atlas.source_lines().items()],
    )
