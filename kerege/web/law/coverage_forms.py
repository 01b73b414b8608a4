"""What is asked of whoever opens a round, judges, cites and reviews. The actions judge every value."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kerege.law.actions import citing, judging, provisions, reviewing, rounds
from kerege.law.rules.grounds import Grounds
from kerege.law.words.coverage import (
    CHAIN_ANSWERS,
    CHAIN_ELEMENTS,
    CONFIDENCES,
    COVERAGE_STATUSES,
    RELATIONS,
    ChainElement,
)
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import Actor
from kerege.web.inventory.details import Choices, words
from kerege.web.shell.forms import DayField, Offered, Typed

NONE = ("", "–")
LEVELS = [
    (str(Sensitivity.PUBLIC.value), _("Open to everybody")),
    (str(Sensitivity.REGIONAL.value), _("Regional partners")),
    (str(Sensitivity.NATIONAL.value), _("National")),
]


class RoundForm(forms.Form):
    owner = Offered(label=_("Country"))
    title = Typed(label=_("Title"), help_text=_("For example: First look at the law on biosafety"))
    key = Typed(label=_("Key"), help_text=_("Short, in plain letters, for example kgz-law-2026."))
    as_of = DayField(label=_("Law as on"), help_text=_("Only what was in force on this day is evidence."))
    topic = Offered(required=False, label=_("Topic"), help_text=_("Empty for all."))
    instrument = Offered(required=False, label=_("Instrument"), help_text=_("Empty for all."))
    partly = Typed(label=_("What “partly met” counts"), initial="0.5", help_text=_("From 0 to 1; printed everywhere."))

    def __init__(self, *args: Any, offered: dict[str, Choices], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def run(self, *, by: Actor) -> Any:
        sent = dict(self.cleaned_data)
        topic, instrument = sent.pop("topic"), sent.pop("instrument")
        return rounds.open_round(
            by=by, topics=[topic] if topic else [], instruments=[instrument] if instrument else [], **sent
        )


class JudgeForm(forms.Form):
    """The judgement itself, with the chain beside it."""

    do, button = "judge", _("Save the draft")
    status = Offered(label=_("How far national law meets it"), widget=forms.RadioSelect)
    rationale = Typed(label=_("Why"), widget=forms.Textarea(attrs={"rows": 4}))
    search_log = Typed(
        required=False,
        label=_("What was searched"),
        help_text=_("Sources, terms and day; needed where no provision was found."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    missing = Typed(required=False, label=_("What is missing"), widget=forms.Textarea(attrs={"rows": 2}))
    confidence = Offered(required=False, label=_("How sure"))
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = words(COVERAGE_STATUSES)  # type: ignore[attr-defined]
        self.fields["confidence"].choices = [NONE, *words(CONFIDENCES)]  # type: ignore[attr-defined]
        for each in ChainElement:
            field = Offered(required=False, label=words(CHAIN_ELEMENTS)[list(ChainElement).index(each)][1])
            field.choices = [NONE, *words(CHAIN_ANSWERS)]
            self.fields[each.value] = field

    @property
    def chain(self) -> list[Any]:
        return [self[each.value] for each in ChainElement]

    @property
    def others(self) -> list[Any]:
        return [self[name] for name in ("status", "rationale", "search_log", "missing", "confidence", "seen")]

    @staticmethod
    def of(grounds: Grounds, status: str, number: int) -> dict[str, Any]:
        """What stands in the form when a draft is opened."""
        told = {name: getattr(grounds, name) for name in ("rationale", "search_log", "missing", "confidence")}
        chain = {each.value: said.value for each, said in grounds.chain.items()}
        return {**told, **chain, "status": status, "seen": str(number)}

    def run(self, *, by: Actor, round: str, obligation: str) -> Any:
        sent = self.cleaned_data
        told = judging.Told(
            status=sent["status"],
            rationale=sent["rationale"],
            search_log=sent["search_log"],
            missing=sent["missing"],
            confidence=sent["confidence"],
            chain={each.value: sent[each.value] for each in ChainElement},
        )
        return judging.judge(by=by, round=round, obligation=obligation, told=told, seen=_number(sent["seen"]))


class CiteForm(forms.Form):
    do, title, button = "cite", _("Add an act that is kept elsewhere"), _("Add it as evidence")
    relation = Offered(label=_("What it does about the obligation"))
    called = Typed(label=_("Title of the act"))
    address = Typed(label=_("Address of the act"), help_text=_("A web page or the number in a register."))
    place = Typed(required=False, label=_("Article"))
    exact = Typed(required=False, label=_("Its words"), widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["relation"].choices = words(RELATIONS)  # type: ignore[attr-defined]

    def run(self, *, by: Actor, judgement: str) -> Any:
        sent = dict(self.cleaned_data)
        return citing.cite_elsewhere(by=by, judgement=judgement, title=sent.pop("called"), **sent)


class CiteHereForm(forms.Form):
    """A provision of a text that is kept here, with the words selected in it."""

    do, button = "cite_here", _("Cite it")
    relation = Offered(label=_("What it does about the obligation"))
    provision = Offered(label=_("Provision"), widget=forms.RadioSelect)
    exact = Typed(
        required=False,
        label=_("Its words"),
        help_text=_("Select them in the text, or leave this empty for the whole provision."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    before = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    after = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, parts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["relation"].choices = words(RELATIONS)  # type: ignore[attr-defined]
        self.fields["provision"].choices = parts  # type: ignore[attr-defined]

    def run(self, *, by: Actor, judgement: str) -> Any:
        sent = dict(self.cleaned_data)
        around = {"prefix": sent.pop("before"), "suffix": sent.pop("after")}
        return provisions.cite_provision(by=by, judgement=judgement, **sent, **around)


class ReasonForm(forms.Form):
    """A step that needs a reason: returning, withdrawing, setting the weakest link aside."""

    reason = Typed(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}))
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class ReturnForm(ReasonForm):
    do, title, button = "return", _("Return it to the author"), _("Return it")

    def run(self, *, by: Actor, judgement: str) -> Any:
        sent = self.cleaned_data
        return reviewing.return_judgement(by=by, judgement=judgement, reason=sent["reason"], seen=_number(sent["seen"]))


class ApproveForm(forms.Form):
    do, title, button = "approve", _("Approve it"), _("Approve it")
    note = Typed(required=False, label=_("Note"))
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def run(self, *, by: Actor, judgement: str) -> Any:
        sent = self.cleaned_data
        return reviewing.approve_judgement(by=by, judgement=judgement, note=sent["note"], seen=_number(sent["seen"]))


class OverrideForm(ReasonForm):
    do, title, button = "override", _("Let “met” stand without a link of the chain"), _("Let it stand")

    def run(self, *, by: Actor, judgement: str) -> Any:
        sent = self.cleaned_data
        return reviewing.override_links(by=by, judgement=judgement, reason=sent["reason"], seen=_number(sent["seen"]))


class WithdrawForm(ReasonForm):
    do, title, button = "withdraw", _("Withdraw the judgement"), _("Withdraw it")

    def run(self, *, by: Actor, judgement: str) -> Any:
        return judging.withdraw_judgement(by=by, judgement=judgement, reason=self.cleaned_data["reason"])


class PublishForm(forms.Form):
    do, title, button = "publish", _("Let others read this round"), _("Publish it so")
    status = Offered(label=_("Statuses"))
    grounds = Offered(label=_("Reasons and chain"), help_text=_("Never more open than the statuses."))
    evidence = Offered(label=_("Evidence"), help_text=_("Never more open than the statuses."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("status", "grounds", "evidence"):
            self.fields[name].choices = list(reversed(LEVELS))  # type: ignore[attr-defined]

    def run(self, *, by: Actor, round: str) -> Any:
        status, grounds, evidence = (self.cleaned_data[name] for name in ("status", "grounds", "evidence"))
        return rounds.publish_round(
            by=by, round=round, status=_level(status), grounds=_level(grounds), evidence=_level(evidence)
        )


def _level(text: str) -> int:
    """The level that was chosen; what is none the action refuses."""
    found = _number(text)
    return found if found is not None else -1


def _number(text: str) -> int | None:
    """What the form carried; nothing where somebody made something else of it."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None
