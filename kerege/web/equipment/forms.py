"""What is asked of somebody who keeps equipment. The actions judge every value."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kerege.inventory import actions, queries
from kerege.inventory.queries import Choice, ItemLine, LotLine
from kerege.inventory.words.equipment import (
    CONDITIONS,
    EQUIPMENT_KINDS,
    HAPPENINGS,
    OUTCOMES,
    STANDARDS,
    STEP_NAMES,
    EquipmentKind,
    Happening,
)
from kerege.lib.sensitivity import Sensitivity
from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.records.viewers import Viewer
from kerege.sharing.words import SENSITIVITIES
from kerege.web.activities import lists
from kerege.web.inventory.details import Choices, words
from kerege.web.sharing.forms import chosen_level
from kerege.web.shell.forms import DayField, Offered, Typed

FACILITY, ORGANISATION = "facility", "organisation"
LEVELS = (Sensitivity.PUBLIC, Sensitivity.REGIONAL, Sensitivity.NATIONAL)


def holders(viewer: Viewer, territory: str, choice: lists.Choice) -> Choices:
    """The facilities and organisations of a country, as one list to choose from."""
    found = queries.facilities(
        viewer, on=choice.on, choice=Choice(territories=(territory,)), lang=choice.lang, size=500
    )
    bodies = people.organisations(on=choice.on, lang=choice.lang, territory=territory)
    return [
        *((f"{FACILITY}:{row.key}", f"{row.name} ({row.key})") for row in found.rows),
        *((f"{ORGANISATION}:{body.key}", body.name) for body in bodies if not body.ended),
    ]


def told_holder(value: str, prefix: str = "") -> dict[str, Any]:
    """A choice of that list as arguments of an action."""
    kind, _sep, key = value.partition(":")
    return {f"{prefix}{kind}": key} if kind in {FACILITY, ORGANISATION} else {}


class LotForm(forms.Form):
    owner = Offered(label=_("Whose record it is"))
    key = Typed(label=_("Key"), help_text=_("Short, with plain letters and digits: cabinets-2027-1"))
    title = Typed(label=_("What it is"), help_text=_("For example: cabinets of the second package"))
    kind = Offered(label=_("Kind"))
    territory = Offered(label=_("Country"))
    maker = Typed(required=False, label=_("Maker"))
    model = Typed(required=False, label=_("Model"))
    project_key = Typed(required=False, label=_("Project"), help_text=_("For example P53"))
    sources = Typed(required=False, label=_("Keys of the pages that tell of it"))
    note = Typed(required=False, label=_("Note"), widget=forms.Textarea(attrs={"rows": 3}))
    label = Offered(label=_("Who may read it"))

    def __init__(self, *args: Any, owners: Choices, countries: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = {
            "owner": owners,
            "territory": countries,
            "kind": words(EQUIPMENT_KINDS),
            "label": [(str(int(level)), gettext(SENSITIVITIES[level])) for level in LEVELS],
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def run(self, *, by: Actor) -> Any:
        told = dict(self.cleaned_data)
        level: Any = chosen_level(told.pop("label"))  # the action refuses a level that there is not
        return actions.record_lot(by=by, label=level, sources=told.pop("sources").split(), **told)


class Step(forms.Form):
    """One step of pieces of a lot."""

    do, title = "step", _("A step of the pieces")
    step = Offered(label=_("What is done"))
    pieces = Typed(label=_("Pieces"), widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6}))
    on = DayField(label=_("Day"))
    giver = Offered(required=False, label=_("Who gives them"), help_text=_("Only when they were handed over already."))
    taker = Offered(required=False, label=_("Who gets them"))
    document = Typed(required=False, label=_("Letter or paper"), help_text=_("Its number; a hand-over needs one."))
    without_plan = Typed(
        required=False,
        label=_("Why without an agreed plan"),
        help_text=_("Only for a hand-over that no agreed distribution plan provides for."),
    )
    note = Typed(required=False, label=_("Note"))

    def __init__(self, *args: Any, offered: Choices, lot: LotLine, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lot = lot
        none = [("", gettext("Nobody"))]
        steps = [(f"{source}:{target}", gettext(word)) for (source, target), word in STEP_NAMES.items()]
        for name, choices in (("step", steps), ("giver", none + offered), ("taker", none + offered)):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def run(self, *, by: Actor) -> Any:
        told = dict(self.cleaned_data)
        source, _sep, target = told.pop("step").partition(":")
        given = told_holder(told.pop("giver"), "from_") | told_holder(told.pop("taker"))
        return actions.move_pieces(by=by, lot=self.lot.key, source=source, target=target, **given, **told)


class Accept(forms.Form):
    """Items that a holder accepted."""

    do, title = "accept", _("Items that were accepted")
    taker = Offered(label=_("Who accepted them"))
    serials = Typed(label=_("Serial numbers"), help_text=_("One a line."), widget=forms.Textarea(attrs={"rows": 4}))
    on = DayField(label=_("Day"))
    condition = Offered(label=_("Condition"))

    def __init__(self, *args: Any, offered: Choices, lot: LotLine, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lot = lot
        self.fields["taker"].choices = offered  # type: ignore[attr-defined]
        self.fields["condition"].choices = words(CONDITIONS)  # type: ignore[attr-defined]

    def run(self, *, by: Actor) -> Any:
        told = dict(self.cleaned_data)
        given = told_holder(told.pop("taker"))
        lines = [each for each in told.pop("serials").splitlines() if each.strip()]
        return actions.accept_items(by=by, lot=self.lot.key, serials=lines, **given, **told)


class Happened(forms.Form):
    """Something that happened to an item."""

    do, title = "happened", _("Something happened to it")
    what = Offered(label=_("What happened"))
    on = DayField(label=_("Day"))
    taker = Offered(required=False, label=_("Where it went"), help_text=_("Only for a move."))
    note = Typed(required=False, label=_("Note"))

    def __init__(self, *args: Any, offered: Choices, item: ItemLine, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.item = item
        happenings = {what: word for what, word in HAPPENINGS.items() if what != Happening.ACCEPTED}
        self.fields["what"].choices = words(happenings)  # type: ignore[attr-defined]
        self.fields["taker"].choices = [("", gettext("Nowhere")), *offered]  # type: ignore[attr-defined]

    def run(self, *, by: Actor) -> Any:
        told = dict(self.cleaned_data)
        return actions.record_happening(by=by, item=self.item.uid, **told_holder(told.pop("taker")), **told)


class Tested(forms.Form):
    """A test by a qualified tester."""

    do, title = "tested", _("It was tested")
    tester = Offered(label=_("Who tested it"), help_text=_("Organisations whose qualification is recorded."))
    on = DayField(label=_("Day"))
    outcome = Offered(label=_("Result"))
    until = DayField(required=False, label=_("Valid until"), help_text=_("Empty: a year, the longest that it may."))
    standard = Typed(required=False, label=_("Standard"))
    number = Typed(required=False, label=_("Number of the certificate"))

    def __init__(self, *args: Any, testers: Choices, item: ItemLine, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.item = item
        self.fields["tester"].choices = testers  # type: ignore[attr-defined]
        if not testers:
            self.fields["tester"].help_text = _(
                "Nobody is qualified for this kind yet: record a qualified tester first."
            )
        self.fields["outcome"].choices = words(OUTCOMES)  # type: ignore[attr-defined]
        self.fields["standard"].help_text = ", ".join(STANDARDS.get(EquipmentKind(item.kind), ()))

    def run(self, *, by: Actor) -> Any:
        return actions.certify_item(by=by, item=self.item.uid, **self.cleaned_data)


class TesterForm(forms.Form):
    owner = Offered(label=_("Whose record it is"))
    organisation = Offered(label=_("Organisation"))
    kinds = forms.MultipleChoiceField(label=_("What it may test"), widget=forms.CheckboxSelectMultiple)
    proof = Typed(label=_("Proof"), help_text=_("The body that gave the qualification and the number of its paper."))
    start = DayField(label=_("Valid from"))
    until = DayField(required=False, label=_("Valid until"))

    def __init__(self, *args: Any, owners: Choices, organisations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = words({kind: EQUIPMENT_KINDS[kind] for kind in STANDARDS})
        for name, choices in (("owner", owners), ("organisation", organisations), ("kinds", kinds)):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def run(self, *, by: Actor) -> Any:
        return actions.record_tester(by=by, **self.cleaned_data)


class PlanForm(forms.Form):
    """A plan with so many lines as there are rows; an empty row is left out."""

    rows = 6
    owner = Offered(label=_("Whose record it is"))
    key = Typed(label=_("Key"), help_text=_("Short, with plain letters and digits: plan-2027-1"))
    title = Typed(label=_("Title"))
    letter = Typed(required=False, label=_("Letter"))

    def __init__(self, *args: Any, owners: Choices, lots: Choices, offered: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = owners  # type: ignore[attr-defined]
        for row in range(1, self.rows + 1):
            none = [("", "–")]
            of = {"number": row}
            self.fields[f"lot_{row}"] = Offered(
                required=False, label=gettext("Lot of line %(number)s") % of, choices=none + lots
            )
            self.fields[f"taker_{row}"] = Offered(
                required=False, label=gettext("Who gets them in line %(number)s") % of, choices=none + offered
            )
            self.fields[f"pieces_{row}"] = Typed(
                required=False,
                label=gettext("Pieces of line %(number)s") % of,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6}),
            )

    def run(self, *, by: Actor) -> Any:
        told = self.cleaned_data
        lines = []
        for row in range(1, self.rows + 1):
            lot, taker, pieces = (told.get(f"{name}_{row}", "") for name in ("lot", "taker", "pieces"))
            if lot or taker or pieces:
                given = told_holder(taker)
                lines.append((lot, given.get(FACILITY, ""), given.get(ORGANISATION, ""), pieces))
        plain = {name: told[name] for name in ("owner", "key", "title", "letter")}
        return actions.make_plan(by=by, shares=lines, **plain)
