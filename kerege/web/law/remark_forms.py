"""What is asked of whoever sits in a working group and says something on a draft."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kerege.law.actions import groups, remarks
from kerege.law.words.working import REMARK_KINDS, RemarkKind
from kerege.people.rules import Actor
from kerege.web.inventory.details import Choices, words
from kerege.web.law.drafting_forms import Choosing
from kerege.web.shell.forms import DayField, Offered, Typed


class MemberForm(Choosing):
    do, title, button = "enter", _("Enter a member"), _("Enter")
    member = Offered(label=_("Who"))
    part = Typed(required=False, label=_("What they do in the group"), help_text=_("For example secretary."))
    order = Typed(label=_("Order on the group"), help_text=_("Its number and who issued it."))
    ordered_on = DayField(label=_("Day of the order"))
    start = DayField(label=_("Member from"))

    def run(self, *, by: Actor, task: str) -> Any:
        return groups.enter_member(by=by, task=task, **self.cleaned_data)


class EndMembershipForm(Choosing):
    do, title, button = "end", _("End a membership"), _("End it")
    membership = Offered(label=_("Whose"))
    until = DayField(label=_("No longer a member from"))

    def run(self, *, by: Actor, task: str) -> Any:
        return groups.end_membership(by=by, **self.cleaned_data)


class RemarkForm(forms.Form):
    kind = Offered(label=_("What do you want to say?"), widget=forms.RadioSelect)
    words = Typed(required=False, label=_("Comment"), widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}))
    after = Typed(
        required=False,
        label=_("How it should read"),
        help_text=_(
            "Only for another wording. It is shown to the drafter as a difference; empty takes the provision out."
        ),
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
    )

    def __init__(self, *args: Any, both: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Choices = words(REMARK_KINDS)
        self.fields["kind"].choices = offered if both else offered[:1]  # type: ignore[attr-defined]
        if not both:
            del self.fields["after"]

    def run(self, *, by: Actor, task: str, version: int, eid: str) -> Any:
        sent = self.cleaned_data
        after = sent.get("after", "") if sent["kind"] == RemarkKind.SUGGESTION else None
        return remarks.remark(by=by, task=task, version=version, eid=eid, words=sent["words"], after=after)


class AnswerForm(forms.Form):
    do, title, button = "answer", _("Answer"), _("Answer")
    words = Typed(label=_("Answer"), widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}))

    def run(self, *, by: Actor, remark: str) -> Any:
        return remarks.answer_remark(by=by, remark=remark, words=self.cleaned_data["words"])


class TakeForm(forms.Form):
    do, title, button = "take", _("Take it into the next version"), _("Take it in")
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def run(self, *, by: Actor, remark: str) -> Any:
        seen = self.cleaned_data["seen"]
        number = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 6 else 0
        return remarks.take_suggestion(by=by, remark=remark, seen=number)


class DeclineForm(forms.Form):
    do, title, button = "decline", _("Decline it"), _("Decline it")
    reason = Typed(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}))

    def run(self, *, by: Actor, remark: str) -> Any:
        return remarks.decline_suggestion(by=by, remark=remark, reason=self.cleaned_data["reason"])


class SettleForm(forms.Form):
    do, title, button = "settle", _("Settle the comment"), _("Settle it")
    reason = Typed(required=False, label=_("How"), widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}))

    def run(self, *, by: Actor, remark: str) -> Any:
        return remarks.settle_comment(by=by, remark=remark, reason=self.cleaned_data["reason"])


class WithdrawForm(forms.Form):
    do, title, button = "withdraw", _("Take it back"), _("Take it back")

    def run(self, *, by: Actor, remark: str) -> Any:
        return remarks.withdraw_remark(by=by, remark=remark)
