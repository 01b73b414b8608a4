"""What is asked of somebody who keeps a training centre. The actions judge every value."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kerege.inventory import actions
from kerege.inventory.queries import CentrePage
from kerege.inventory.words.training import ROOM_ACCESS, ROOM_EQUIPMENT
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import Actor
from kerege.privacy.words.experts import EXPERTISE
from kerege.sharing.words import MEANINGS, SENSITIVITIES
from kerege.web.experts.asking import languages
from kerege.web.inventory.details import words
from kerege.web.inventory.forms import Several
from kerege.web.sharing.forms import chosen_level
from kerege.web.shell.forms import DayField, Offered, Typed

Choices = list[tuple[str, str]]
WHEN = _("Day and time by the clock of the centre, like 2027-03-15 09:00.")
FACILITY, ORGANISATION = "facility", "organisation"


class MomentInput(forms.DateTimeInput):
    """A day and time, picked or typed; what was typed wrong stays as it was."""

    input_type = "datetime-local"


class CentreForm(forms.Form):
    """A new training centre: who it is, and what is told of it."""

    owner = Offered(label=_("Whose record it is"))
    teacher = Offered(
        label=_("Facility or organisation"),
        help_text=_("Facilities whose card says that they train, and organisations of the country."),
    )
    key = Typed(label=_("Key"), help_text=_("Short, with plain letters and digits: centre-osh"))
    zone = Offered(label=_("Time zone of its calendar"))
    topics = Several(required=False, label=_("Topics"))
    teaches_in = Several(required=False, label=_("Languages of teaching"))
    note = Typed(required=False, label=_("Note"), widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, offered: dict[str, Choices], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        self.fields["topics"].choices = words(EXPERTISE)  # type: ignore[attr-defined]
        self.fields["teaches_in"].choices = languages()  # type: ignore[attr-defined]

    def run(self, *, by: Actor) -> Any:
        told = dict(self.cleaned_data)
        kind, _colon, key = told.pop("teacher").partition(":")
        who = {kind: key} if kind in {FACILITY, ORGANISATION} else {}
        return actions.record_centre(by=by, **who, **told)


CALLED = {FACILITY: "teacher", ORGANISATION: "teacher", "territory": "teacher"}
"""Where the form calls a field otherwise than the action does."""


class Part(forms.Form):
    """One form of the page of whoever keeps the centre; `do` is its prefix and what its button sends."""

    do: str = ""
    title: Any = ""
    button: Any = _("Record it")

    def __init__(self, *args: Any, page: CentrePage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page = page
        self.offer()

    def offer(self) -> None:
        """Fill in what can be chosen."""

    def choose(self, **choices: Choices) -> None:
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]

    def run(self, *, by: Actor, centre: str) -> Any:
        """The action of the form."""
        raise NotImplementedError


class BookingForm(Part):
    do, title, button = "booking", _("Book a room"), _("Book it")
    room = Offered(label=_("Room"))
    starts = Typed(label=_("From"), help_text=WHEN, widget=MomentInput())
    ends = Typed(label=_("Until"), help_text=WHEN, widget=MomentInput())
    what = Typed(label=_("What for"), help_text=_("The title of the course; no names of people."))
    people = Typed(required=False, label=_("How many people"), widget=forms.TextInput(attrs={"inputmode": "numeric"}))
    readers = Offered(label=_("Who reads it"))

    def offer(self) -> None:
        rooms = [(r.title, f"{r.title} ({r.seats})") for r in self.page.rooms if r.closed_on is None]
        levels = [
            (str(int(level)), f"{gettext(SENSITIVITIES[level])}: {gettext(MEANINGS[level])}") for level in Sensitivity
        ]
        self.choose(room=rooms, readers=levels)
        self.fields["readers"].initial = str(int(Sensitivity.NATIONAL))

    def run(self, *, by: Actor, centre: str) -> Any:
        told = dict(self.cleaned_data)
        title = told.pop("what")
        level: Any = chosen_level(told.pop("readers") or str(int(Sensitivity.NATIONAL)))
        return actions.book_room(by=by, centre=centre, title=title, label=level, **told)


class RoomForm(Part):
    do, title = "room", _("A room")
    name = Typed(label=_("Name of the room"), help_text=_("What people call it; the same name changes the room."))
    seats = Typed(label=_("Seats in the room"), widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6}))
    equipment = Several(required=False, label=_("What it has"))
    access = Several(required=False, label=_("Who can come in and follow"))
    interpreted = Several(required=False, label=_("Languages into which can be interpreted"))
    closed_on = DayField(required=False, label=_("Not used any more since"))

    def offer(self) -> None:
        self.choose(equipment=words(ROOM_EQUIPMENT), access=words(ROOM_ACCESS), interpreted=languages())

    def run(self, *, by: Actor, centre: str) -> Any:
        told = dict(self.cleaned_data)
        return actions.record_room(by=by, centre=centre, title=told.pop("name"), **told)


class AccreditedForm(Part):
    do, title = "accreditation", _("A leave to train")
    body = Typed(label=_("Who gave it"), help_text=_("A body or an office, no person."))
    number = Typed(label=_("Number"))
    scope = Typed(required=False, label=_("Scope"))
    start = DayField(label=_("Valid from"))
    until = DayField(required=False, label=_("Valid until"))

    def run(self, *, by: Actor, centre: str) -> Any:
        return actions.record_centre_accreditation(by=by, centre=centre, **self.cleaned_data)


class ToldForm(Part):
    do, title, button = "told", _("What is told of the centre"), _("Save it")
    zone = Offered(label=_("Time zone of its calendar"))
    topics = Several(required=False, label=_("Topics"))
    teaches_in = Several(required=False, label=_("Languages of teaching"))
    note = Typed(required=False, label=_("Note"), widget=forms.Textarea(attrs={"rows": 3}))

    def offer(self) -> None:
        self.choose(topics=words(EXPERTISE), teaches_in=languages())

    def run(self, *, by: Actor, centre: str) -> Any:
        line = self.page.line
        who: dict[str, Any] = {"facility": line.facility} if line.facility else {"organisation": line.organisation}
        return actions.record_centre(by=by, owner=line.owner, key=centre, **who, **self.cleaned_data)


PARTS = (BookingForm, RoomForm, AccreditedForm, ToldForm)
RENAMED = {"label": "readers", "end": "until"}
"""Fields of a form that the action calls without the line below."""


def forms_of(page: CentrePage, zones: Choices, sent: Any, asked: str) -> list[Part]:
    """Every form of the page; what was sent is in the one that was asked."""
    line = page.line
    begun = {
        "told": {
            "zone": line.zone,
            "topics": list(line.topics),
            "teaches_in": list(line.languages),
            "note": page.note,
        }
    }
    made: list[Part] = [
        kind(sent if asked == kind.do else None, prefix=kind.do, page=page, initial=begun.get(kind.do))
        for kind in PARTS
    ]
    for form in made:
        if "zone" in form.fields:
            form.choose(zone=zones)
    return made
