"""What is asked around a case: a later deadline, the review, what becomes of a certificate, who has a part; and the
list of all steps.
"""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kerege.capacity import actions
from kerege.capacity.queries.cases import CasePage
from kerege.capacity.rules.certification import VERDICTS_ON
from kerege.capacity.words.certification import (
    IN_CASE,
    MATTERS,
    VERDICTS,
    CaseState,
    CertificateState,
    InCase,
    Matter,
    RecordKind,
    Todo,
    Verdict,
)
from kerege.people.rules import Actor, may
from kerege.people.words import Deed
from kerege.training.queries.exam_after import changed_in
from kerege.web.capacity.certificates.forms import (
    AdaptationForm,
    ChecklistForm,
    CloseOneForm,
    DeliveryForm,
    EnrolForm,
    HoursForm,
    KnowledgeForm,
    OpenTwoForm,
    ReflectionForm,
    StepForm,
    TakeBackForm,
    TeachBackForm,
)
from kerege.web.inventory.details import words
from kerege.web.shell.forms import DayField, Offered, Typed

OPEN = frozenset(
    {
        CaseState.NOMINATED,
        CaseState.ENROLLED,
        CaseState.PART_ONE,
        CaseState.PART_ONE_PASSED,
        CaseState.PART_TWO,
        CaseState.SUBMITTED,
    }
)


class ExtensionForm(StepForm):
    do, title, button = "extend", _("Ask for a later deadline"), _("Ask for it")
    until = DayField(judged=True, label=_("New deadline"))
    reason = Typed(label=_("Reason"))

    @classmethod
    def offered(cls, page: CasePage) -> bool:
        return "trainee" in page.line.parts and page.line.state == CaseState.PART_TWO

    def run(self, *, by: Actor, uid: str) -> Any:
        return actions.ask_extension(by=by, case=uid, **self.cleaned_data)


class ApproveForm(StepForm):
    do, title, button, todos = "approve", _("Approve the later deadline"), _("Approve it"), (Todo.EXTEND,)

    def run(self, *, by: Actor, uid: str) -> Any:
        asked = [each for each in self.page.of_kind(RecordKind.EXTENSION) if not each.given.get("closed")]
        actions.approve_extension(by=by, case=uid, record=asked[0].uid if asked else "")
        return True


class SubmitForm(StepForm):
    do, title, button, todos = "submit", _("Hand everything in"), _("Hand in for review"), (Todo.SUBMIT,)

    def run(self, *, by: Actor, uid: str) -> Any:
        return actions.submit(by=by, case=uid)


class TakeUpForm(StepForm):
    do, title, button, todos = "take_up", _("Take up"), _("Take up for review"), (Todo.TAKE_UP,)

    def run(self, *, by: Actor, uid: str) -> Any:
        return actions.take_up(by=by, case=uid)


class AuditForm(StepForm):
    do, title, button = "audit", _("Record the audit"), _("Record it")
    todos = (Todo.AUDIT,)
    text = Typed(label=_("What was compared with the originals"), widget=forms.Textarea(attrs={"rows": 3}))

    def run(self, *, by: Actor, uid: str) -> Any:
        actions.record_audit(by=by, case=uid, **self.cleaned_data)
        return True


class DecideForm(StepForm):
    do, title, button = "decide", _("Decide"), _("Record my decision")
    matter = Offered(label=_("On what"))
    verdict = Offered(label=_("Verdict"))
    reason = Typed(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}))

    def offer(self, page: CasePage) -> None:
        matters = self.matters(page)
        verdicts = {verdict for matter in matters for verdict in VERDICTS_ON[matter]}
        told = {verdict: VERDICTS[verdict] for verdict in Verdict if verdict in verdicts}
        self.fields["matter"].choices = words({matter: MATTERS[matter] for matter in matters})  # type: ignore[attr-defined]
        self.fields["verdict"].choices = words(told)  # type: ignore[attr-defined]

    @staticmethod
    def matters(page: CasePage) -> list[Matter]:
        """What can be decided as the case stands."""
        if page.facts.appealed:
            return [Matter.APPEAL]
        if page.line.state == CaseState.UNDER_REVIEW:
            return [Matter.CERTIFY]
        if page.certificate is None or page.certificate.state == CertificateState.REVOKED:
            return []
        return [Matter.RENEW, Matter.REVOKE]

    @classmethod
    def offered(cls, page: CasePage) -> bool:
        return "reviewer" in page.line.parts and not all(page.voted(matter) for matter in cls.matters(page))

    def run(self, *, by: Actor, uid: str) -> Any:
        actions.decide(by=by, case=uid, **self.cleaned_data)
        return True


class AnsweringForm(StepForm):
    """A step of whoever answers for the records of the owner: not of everybody who looks after the case."""

    @classmethod
    def shown(cls, request: HttpRequest, page: CasePage) -> bool:
        answers = may(request.actor, Deed.LABEL, page.line.owner)
        return request.POST.get("do") == cls.do or (answers and cls.offered(page))


class SuspendForm(AnsweringForm):
    do, title, button = "suspend", _("Suspend the certificate"), _("Suspend it")
    reason = Typed(label=_("Reason"))

    @classmethod
    def offered(cls, page: CasePage) -> bool:
        return page.certificate is not None and page.certificate.holds and InCase.CENTRE.value in page.line.parts

    def run(self, *, by: Actor, uid: str) -> Any:
        return actions.suspend(by=by, case=uid, **self.cleaned_data)


class ReinstateForm(AnsweringForm):
    do, title, button = "reinstate", _("Lift the suspension"), _("Lift it")
    reason = Typed(label=_("Reason"))

    @classmethod
    def offered(cls, page: CasePage) -> bool:
        held = page.certificate
        return held is not None and held.state == CertificateState.SUSPENDED and InCase.CENTRE.value in page.line.parts

    def run(self, *, by: Actor, uid: str) -> Any:
        return actions.reinstate(by=by, case=uid, **self.cleaned_data)


class StandForm(StepForm):
    """Offered to whoever decides about a case, while a result that it counted is another one now."""

    do, title, button = "stand", _("Let it stand as it is"), _("Let it stand")
    reason = Typed(label=_("Reason"), help_text=_("Why what was decided holds although the exam was graded anew."))

    @classmethod
    def offered(cls, page: CasePage) -> bool:
        decides = page.line.parts & {"reviewer", InCase.CENTRE.value} and "trainee" not in page.line.parts
        return bool(decides) and bool(changed_in(page))

    def run(self, *, by: Actor, uid: str) -> Any:
        results = [(each.on, str(each.now)) for each in changed_in(self.page)]
        return actions.let_stand(by=by, case=uid, results=results, **self.cleaned_data)


class AppealForm(StepForm):
    do, title, button = "appeal", _("Appeal"), _("Appeal: others decide")
    reason = Typed(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}))

    @classmethod
    def offered(cls, page: CasePage) -> bool:
        held = page.certificate
        taken = held is not None and held.state in {CertificateState.SUSPENDED, CertificateState.REVOKED}
        against = page.line.state == CaseState.NOT_CERTIFIED or taken
        return "trainee" in page.line.parts and against and not page.facts.appealed

    def run(self, *, by: Actor, uid: str) -> Any:
        return actions.appeal(by=by, case=uid, **self.cleaned_data)


class NameForm(StepForm):
    do, title, button = "name", _("Name somebody for a part"), _("Name this person")
    email = Typed(label=_("E-mail address of the account"))
    part = Offered(label=_("Part"))

    def offer(self, page: CasePage) -> None:
        own = InCase.CENTRE.value in page.line.parts
        named = [each for each in IN_CASE if each != InCase.CENTRE and (own or each == InCase.CO_TRAINER)]
        self.fields["part"].choices = words({each: IN_CASE[each] for each in named})  # type: ignore[attr-defined]

    @classmethod
    def offered(cls, page: CasePage) -> bool:
        own = page.line.parts & {InCase.CENTRE.value, "trainee"}
        return bool(own) and page.line.state in OPEN

    def run(self, *, by: Actor, uid: str) -> Any:
        return actions.name_in_case(by=by, case=uid, **self.cleaned_data)


class WithdrawForm(StepForm):
    do, title, button = "withdraw", _("Withdraw the case"), _("Withdraw it")
    reason = Typed(label=_("Reason"))

    @classmethod
    def offered(cls, page: CasePage) -> bool:
        return NameForm.offered(page)

    def run(self, *, by: Actor, uid: str) -> Any:
        return actions.withdraw_case(by=by, case=uid, **self.cleaned_data)


STEPS: tuple[type[StepForm], ...] = (
    EnrolForm,
    CloseOneForm,
    OpenTwoForm,
    SubmitForm,
    TakeUpForm,
    AuditForm,
    StandForm,
    DecideForm,
    HoursForm,
    TakeBackForm,
    KnowledgeForm,
    ChecklistForm,
    TeachBackForm,
    AdaptationForm,
    DeliveryForm,
    ReflectionForm,
    ApproveForm,
    AppealForm,
    ExtensionForm,
    SuspendForm,
    ReinstateForm,
    NameForm,
    WithdrawForm,
)
"""Every step, in the order in which they are offered."""
