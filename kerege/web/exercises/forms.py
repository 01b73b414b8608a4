"""What is asked of people who plan, run and evaluate exercises. The actions judge every value."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.zones import at_place, moment
from kerege.response.actions.exercises import Event, Planned
from kerege.response.queries.exercises import ExerciseLine, InjectLine
from kerege.response.words import exercises_refused as refused
from kerege.response.words.exercises import EXERCISE_KINDS, EXERCISE_PARTS, FINDING_KINDS, RATINGS, RELEASES
from kerege.web.alerts.forms import LABELS, MOMENT, NONE, label_of
from kerege.web.inventory.details import Choices, words
from kerege.web.inventory.forms import Several
from kerege.web.shell.forms import DayField, Numeral, Offered, Typed

SLOTS = (1, 2)


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


class ExerciseForm(forms.Form):
    """An exercise as it is planned: what, when and where, for whom, in one language or two."""

    owner = Offered(label=_("Who holds it"))
    template = Offered(
        required=False,
        label=_("Begin from a template"),
        help_text=_("It brings texts, objectives, roles and injects in English and Russian; you can change all of it."),
    )
    kind = Offered(label=_("Kind"), help_text=_("From talk to action, as WHO and HSEEP name them."))
    language_1 = Offered(label=_("Language of the plan"))
    language_2 = Offered(required=False, label=_("Second language"))
    title_1 = Typed(
        label=_("Title"),
        help_text=_("With a template it may stay empty: then it is the template's."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    title_2 = Typed(
        required=False, label=_("Title in the second language"), widget=forms.TextInput(attrs={"dir": "auto"})
    )
    starts_at = Typed(label=_("Begins"), widget=forms.TextInput(attrs=MOMENT))
    ends_at = Typed(label=_("Ends"), widget=forms.TextInput(attrs=MOMENT))
    zone = Offered(label=_("Time zone"))
    place = Typed(required=False, label=_("Where"), widget=forms.TextInput(attrs={"dir": "auto"}))
    scope_1 = Typed(
        required=False,
        label=_("Scope of the exercise"),
        help_text=_("What is exercised, and what is not."),
        widget=_area(2),
    )
    scope_2 = Typed(required=False, label=_("Scope in the second language"), widget=_area(2))
    scenario_1 = Typed(
        required=False,
        label=_("Situation at the start"),
        help_text=_("What players are told first. No agents, no quantities, no weak points of security."),
        widget=_area(4),
    )
    scenario_2 = Typed(required=False, label=_("Situation in the second language"), widget=_area(4))
    label = Offered(
        label=_("Who may read it"),
        help_text=_("Said once, for all that is in it. Players read what goes to them anyway."),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        owners: Choices,
        zones: Choices,
        templates: Choices | None = None,
        fixed: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offered: dict[str, Any] = {
            "owner": owners,
            "template": [NONE, *(templates or [])],
            "kind": words(EXERCISE_KINDS),
            "language_1": settings.LANGUAGES,
            "language_2": [NONE, *settings.LANGUAGES],
            "zone": zones,
            "label": LABELS,
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        if fixed:
            del self.fields["owner"], self.fields["label"], self.fields["template"]

    def told(self) -> Planned:
        """What was typed, for the action. Refuses response.exercise_not_a_time."""
        sent = self.cleaned_data
        languages = tuple(sent[f"language_{slot}"] for slot in SLOTS if sent[f"language_{slot}"])
        return Planned(
            kind=sent["kind"],
            languages=languages,
            starts_at=self._moment("starts_at"),
            ends_at=self._moment("ends_at"),
            zone=sent["zone"],
            place=sent["place"],
            label=label_of(sent.get("label", ""), otherwise=Sensitivity.RESTRICTED),
            title=spoken(sent, languages, "title"),
            scope=spoken(sent, languages, "scope"),
            scenario=spoken(sent, languages, "scenario"),
        )

    def _moment(self, name: str) -> datetime | None:
        typed, zone = self.cleaned_data[name], self.cleaned_data["zone"]
        known = zone if zone in {value for value, _label in self.fields["zone"].choices} else "UTC"  # type: ignore[attr-defined]
        try:
            found = moment(typed, known) if typed else None
        except ValueError:
            found = None
        if found is None:
            raise Refusal(refused.EXERCISE_NOT_A_TIME, field=name, text=typed[:40])
        return found


def spoken(sent: Any, languages: Sequence[str], name: str) -> dict[str, str]:
    """What was typed under a name, by language."""
    return {tag: sent.get(f"{name}_{slot}", "") for slot, tag in enumerate(languages, start=1)}


def initial_of(line: ExerciseLine) -> dict[str, Any]:
    """What the form holds of an exercise that is planned on."""
    found: dict[str, Any] = {"kind": line.kind, "zone": line.zone, "place": line.place, "seen": str(line.number)}
    for slot, tag in enumerate(line.languages, start=1):
        found |= {f"language_{slot}": tag}
        found |= {f"{name}_{slot}": getattr(line, name).get(tag, "") for name in ("title", "scope", "scenario")}
    for name in ("starts_at", "ends_at"):
        found[name] = f"{at_place(getattr(line, name), line.zone):%Y-%m-%dT%H:%M}"
    return found


class SpokenForm(forms.Form):
    """Fields in each language of the exercise; `spoken` names them with their labels and rows (0 for one line)."""

    spoken: tuple[tuple[str, Any, int, bool], ...] = ()

    def __init__(self, *args: Any, line: ExerciseLine, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = line.languages
        names = dict(settings.LANGUAGES)
        for name, label, rows, required in self.spoken:
            for slot, tag in enumerate(line.languages, start=1):
                widget = _area(rows) if rows else forms.TextInput(attrs={"dir": "auto"})
                title = label if len(line.languages) == 1 else f"{label} ({names.get(tag, tag)})"
                self.fields[f"{name}_{slot}"] = Typed(required=required and slot == 1, label=title, widget=widget)

    def said(self, name: str) -> dict[str, str]:
        return spoken(self.cleaned_data, self.languages, name)


class ObjectiveForm(SpokenForm):
    spoken = (("text", _("Objective"), 2, True), ("measure", _("Measure: how one sees it"), 2, True))
    capacity = Typed(
        required=False, label=_("Capacity that it is about"), help_text=_("For example an indicator of the JEE: R.1.3")
    )


class TeamForm(SpokenForm):
    spoken = (("title", _("Role of players"), 0, True), ("brief", _("What whoever plays it is told"), 2, False))


class PartForm(forms.Form):
    """Who takes part, by the address of an account."""

    email = Typed(label=_("Address of the account"), widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "email"}))
    part = Offered(label=_("Part"))
    team = Offered(required=False, label=_("Role, of a player"))
    called = Typed(
        required=False,
        label=_("Called in the exercise"),
        help_text=_("Empty: the name of the account."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def __init__(self, *args: Any, teams: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["part"].choices = words(EXERCISE_PARTS)  # type: ignore[attr-defined]
        self.fields["team"].choices = [NONE, *teams]  # type: ignore[attr-defined]


class InjectForm(SpokenForm):
    """A line of the master events list."""

    spoken = (("text", _("What happens"), 3, True), ("expected", _("Expected action"), 2, True))
    position = Numeral(label=_("Number"))
    minute = Numeral(label=_("Minute after the start"))
    release = Offered(label=_("Goes out"))
    objective = Offered(label=_("Objective"))
    to = Several(
        required=False,
        label=_("Roles that get it"),
        help_text=_("None ticked: all players."),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, teams: Choices, objectives: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["release"].choices = words(RELEASES)  # type: ignore[attr-defined]
        self.fields["objective"].choices = objectives  # type: ignore[attr-defined]
        self.fields["to"].choices = teams  # type: ignore[attr-defined]

    def told(self) -> Event:
        """What was typed. Refuses response.exercise_not_whole."""
        sent = self.cleaned_data
        return Event(
            position=_whole(sent["position"], "position"),
            minute=_whole(sent["minute"], "minute"),
            text=self.said("text"),
            expected=self.said("expected"),
            objective=sent["objective"],
            to=tuple(sent["to"]),
            release=sent["release"],
        )


def _whole(typed: str, name: str) -> int:
    if not (typed.isascii() and typed.isdigit() and len(typed) < 10):
        raise Refusal(refused.EXERCISE_NOT_WHOLE, field=name, text=typed[:20])
    return int(typed)


def inject_initial(each: InjectLine, line: ExerciseLine) -> dict[str, Any]:
    found: dict[str, Any] = {"position": each.number, "minute": each.minute, "release": each.release}
    found |= {"objective": each.objective, "to": list(each.to)}
    for slot, tag in enumerate(line.languages, start=1):
        found |= {f"text_{slot}": each.text.get(tag, ""), f"expected_{slot}": each.expected.get(tag, "")}
    return found


class ReasonForm(forms.Form):
    reason = Typed(required=False, label=_("Why"), widget=_area(2))


class AnswerForm(forms.Form):
    answer = Typed(label=_("What you do or decide"), widget=_area(4))


class ObservationForm(forms.Form):
    """What an evaluator saw."""

    objective = Offered(label=_("Objective"))
    rating = Offered(label=_("Rating"), widget=forms.RadioSelect)
    inject = Offered(required=False, label=_("After which inject"))
    text = Typed(label=_("What you saw"), widget=_area(3))

    def __init__(self, *args: Any, objectives: Choices, injects: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["objective"].choices = objectives  # type: ignore[attr-defined]
        self.fields["rating"].choices = [(k, f"{k} – {v}") for k, v in words(RATINGS)]  # type: ignore[attr-defined]
        self.fields["inject"].choices = [NONE, *injects]  # type: ignore[attr-defined]


class HotWashForm(forms.Form):
    """What somebody says right after the play."""

    objective = Offered(required=False, label=_("Objective"))
    text = Typed(label=_("What went well, and what did not"), widget=_area(3))

    def __init__(self, *args: Any, objectives: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["objective"].choices = [NONE, *objectives]  # type: ignore[attr-defined]


class FindingForm(forms.Form):
    """A strength or an area for improvement."""

    kind = Offered(label=_("Kind"))
    objective = Offered(label=_("Objective"))
    title = Typed(label=_("Finding"), widget=forms.TextInput(attrs={"dir": "auto"}))
    text = Typed(required=False, label=_("What it means"), widget=_area(2))
    cause = Typed(required=False, label=_("Why it was so"), widget=_area(2))
    observations = Several(
        required=False, label=_("Observations on which it rests"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, objectives: Choices, observations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = words(FINDING_KINDS)  # type: ignore[attr-defined]
        self.fields["objective"].choices = objectives  # type: ignore[attr-defined]
        self.fields["observations"].choices = observations  # type: ignore[attr-defined]


class ActionForm(forms.Form):
    """A corrective action."""

    text = Typed(label=_("Corrective action"), widget=_area(2))
    answers = Typed(
        label=_("Who answers for it"),
        help_text=_("An office, not a person."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    due = DayField(judged=True, required=False, label=_("Until"))


class ProofForm(forms.Form):
    proof = Typed(
        label=_("Proof"), help_text=_("What shows that it was done, and where that can be read."), widget=_area(3)
    )
