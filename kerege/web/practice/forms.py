"""What is asked of whoever plans an activity. The actions judge every value."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kerege.training.queries import Practice
from kerege.training.words.curricula import ACTIVITY_KINDS, PERS
from kerege.web.activities.forms import Choices, words
from kerege.web.shell.figures import moment_at
from kerege.web.shell.forms import Numeral, Offered, Typed

LINES = forms.Textarea(attrs={"rows": 6})


def sessions_of(page: Practice) -> Choices:
    """The sessions of a course, to choose from."""
    return [(each.uid, f"{moment_at(each.starts, page.zone)} {each.title}") for each in page.sessions]


class ActivityForm(forms.Form):
    """`told()` are the arguments of actions.set_up_activity."""

    title = Typed(label=_("Title"))
    kind = Offered(label=_("Kind"))
    session = Offered(required=False, label=_("Session"))
    length = Numeral(required=False, label=_("Minutes it takes"))
    group = Numeral(required=False, label=_("People in a group"))
    rotation = Numeral(
        required=False,
        label=_("Minutes at this station"),
        help_text=_("For a station that groups visit in turn; empty for an activity of everybody together."),
    )
    steps = Typed(required=False, label=_("Steps"), help_text=_("One a line, in their order."), widget=LINES)
    checklist = Typed(
        required=False,
        label=_("Points of the checklist"),
        help_text=_("One a line. Begin a line with “!” where the point is critical: without it nobody passes."),
        widget=LINES,
    )

    materials = Typed(
        required=False,
        label=_("Materials"),
        help_text=_("One a line, with how many in front: “2 pairs of gloves”."),
        widget=LINES,
    )
    per = Offered(required=False, label=_("How many of them"))

    def __init__(self, *args: Any, sessions: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = words(ACTIVITY_KINDS)  # type: ignore[attr-defined]
        self.fields["per"].choices = words(PERS)  # type: ignore[attr-defined]
        self.fields["session"].choices = [("", gettext("Not in a session yet")), *sessions]  # type: ignore[attr-defined]

    def told(self) -> dict[str, str]:
        return dict(self.cleaned_data)
