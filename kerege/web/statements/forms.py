"""What is asked of somebody who makes a credential for a program. The action judges every value."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kerege.lrs.rules.credentials import MOST_PER_MINUTE, USUAL_PER_MINUTE
from kerege.lrs.words import SCOPES, Scope
from kerege.web.inventory.forms import Several
from kerege.web.shell.forms import DayField, Offered, Typed

USUAL_DAYS = 365


class CredentialForm(forms.Form):
    owner = Offered(label=_("Whose statements"), help_text=_("The program sends and reads those of this owner alone."))
    purpose = Typed(label=_("Which program, and what for"), help_text=_("For example: the Moodle of the academy."))
    scopes = Several(label=_("What it may do"), help_text=_("Choose as little as it needs."))
    ends_on = DayField(label=_("Ends on"), judged=True)
    per_minute = forms.IntegerField(
        label=_("Requests a minute, at most"), min_value=1, max_value=MOST_PER_MINUTE, initial=USUAL_PER_MINUTE
    )
    public_key = Typed(
        label=_("Public key for signed statements"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "ltr", "spellcheck": "false"}),
        help_text=_("Only where the program signs statements without a certificate: RSA, in the PEM form."),
    )

    agent = Typed(
        label=_("Only for this learner"),
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr", "spellcheck": "false"}),
        help_text=_("One agent as xAPI writes it, in JSON. The program then keeps and reads nothing of anybody else."),
    )
    registration = Typed(
        label=_("Only for this registration"), required=False, widget=forms.TextInput(attrs={"dir": "ltr"})
    )

    def __init__(self, *args: Any, owners: list[tuple[str, str]], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = owners  # type: ignore[attr-defined]
        self.fields["scopes"].choices = [(str(s), gettext(word)) for s, word in SCOPES.items()]  # type: ignore[attr-defined]
        self.fields["scopes"].initial = [Scope.WRITE, Scope.READ_MINE, Scope.STATE, Scope.DEFINE]
        self.fields["ends_on"].initial = today + timedelta(days=USUAL_DAYS)
