"""What is asked of somebody who records a source."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kerege.web.shell.forms import DayField


class SourceForm(forms.Form):
    key = forms.CharField(
        label=_("Key"), max_length=20, help_text=_("Short and lasting, in plain letters, for example KAZ-2027-4.")
    )
    title = forms.CharField(label=_("Title"), max_length=300, help_text=_("What the page or document is, in short."))
    address = forms.CharField(
        label=_("Address"),
        max_length=2000,
        required=False,
        help_text=_("Where it can be read, beginning with https://."),
    )
    page_date = DayField(label=_("Date that the page gives"), required=False)
    note = forms.CharField(label=_("Note"), max_length=2000, required=False)
