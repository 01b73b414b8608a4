"""What is asked on the pages of exams. Each form calls one action; these judge."""

from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kerege.people.rules import Actor
from kerege.training.actions import exams as actions
from kerege.web.shell.forms import Typed


class Step(forms.Form):
    """One thing to do on a page; `do` is the button that sends it."""

    do: ClassVar[str]
    title: ClassVar[Any]
    button: ClassVar[Any]

    def run(self, *, by: Actor, uid: str) -> Any:
        raise NotImplementedError


def sent(request: HttpRequest, kind: type[Step], **more: Any) -> Any:
    """The form, filled in where the request sent it."""
    mine = request.method == "POST" and request.POST.get("do") == kind.do
    return kind(request.POST if mine else None, prefix=kind.do, **more)


class ReleaseForm(Step):
    do, title, button = "release", _("Release the exam"), _("Release it")

    def run(self, *, by: Actor, uid: str) -> Any:
        return actions.release_exam(by=by, exam=uid)


class WithdrawForm(Step):
    do, title, button = "withdraw", _("Take no more attempts"), _("Withdraw it")
    reason = Typed(label=_("Why"))

    def run(self, *, by: Actor, uid: str) -> Any:
        return actions.withdraw_exam(by=by, exam=uid, reason=self.cleaned_data["reason"])
