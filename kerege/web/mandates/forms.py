"""What is asked about mandates. The actions judge every value."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kerege.lib.sensitivity import Sensitivity
from kerege.response.actions.mandates import Told
from kerege.response.words.mandates import MANDATE_KINDS
from kerege.web.alerts.forms import LABELS, NONE, label_of
from kerege.web.inventory.details import Choices, words
from kerege.web.shell.forms import DayField, Numeral, Offered, Typed


class MandateForm(forms.Form):
    """An entry of the directory."""

    owner = Offered(label=_("Country"))
    kind = Offered(label=_("Kind of mandate"))
    seat = Offered(label=_("Seat"), help_text=_("Whoever sits there has the mandate; the deputy stands in."))
    head = Offered(required=False, label=_("Seat above"), help_text=_("Called when a duty is late."))
    body = Offered(required=False, label=_("Body under Law"), help_text=_("Its duties to inform lead to this entry."))
    telephone = Typed(required=False, label=_("Telephone"), help_text=_("Of the post, not of a person."))
    email = Typed(required=False, label=_("E-mail"), help_text=_("Of the post, not of a person."))
    hours = Typed(required=False, label=_("When it is answered"))
    start = DayField(label=_("Since"), judged=True, required=False)
    until = DayField(label=_("Until before"), required=False)
    check_every = Numeral(label=_("Checked every how many days"))
    label = Offered(label=_("Who may read it"))

    def __init__(self, *args: Any, owners: Choices, seats: Choices, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: dict[str, Any] = {
            "owner": owners,
            "kind": words(MANDATE_KINDS),
            "seat": seats,
            "head": [NONE, *seats],
            "body": [NONE, *bodies],
            "label": LABELS,
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        if not owners:
            del self.fields["owner"]

    def told(self) -> Told:
        sent = self.cleaned_data
        days = sent["check_every"]
        plain = ("kind", "seat", "head", "start", "until", "body", "telephone", "email", "hours")
        return Told(
            **{name: sent[name] for name in plain},
            check_every=int(days) if days.isascii() and days.isdigit() and len(days) < 5 else 0,
            label=label_of(sent["label"], otherwise=Sensitivity.NATIONAL),
        )


class CheckForm(forms.Form):
    """That the line was tried."""

    note = Typed(required=False, label=_("Remark"))
