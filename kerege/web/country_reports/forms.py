"""What is asked about reports of countries and texts of the region. The actions judge every value."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kerege.atlas.rules import language_tag
from kerege.outreach import actions
from kerege.outreach.queries.country_reports import PassageLine, ReportPage
from kerege.outreach.queries.regional_texts import RegionalLine, TextPage
from kerege.outreach.rules.country_reports import may_follow
from kerege.outreach.words.country_reports import APPROVALS, Approval, ReportState, Side, TextState
from kerege.people.rules import Actor
from kerege.web.inventory.details import Choices, words
from kerege.web.inventory.forms import Several
from kerege.web.shell.forms import Offered, Typed

NO_NAMES = _("No names of persons, no agents, no weak points.")
AREA = forms.Textarea


class NewTextForm(forms.Form):
    """A text of the region begins."""

    title = Typed(label=_("Title"))
    lang = Offered(label=_("Language of the text"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(language_tag(code), name) for code, name in settings.LANGUAGES]
        self.fields["lang"].choices = known  # type: ignore[attr-defined]

    def run(self, *, by: Actor) -> Any:
        return actions.begin_regional_text(by=by, **self.cleaned_data)


class NewReportForm(NewTextForm):
    """A report about a country begins."""

    country = Offered(label=_("Country"))
    field_order = ("country", "title", "lang")

    def __init__(self, *args: Any, countries: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = countries  # type: ignore[attr-defined]

    def run(self, *, by: Actor) -> Any:
        return actions.begin_country_report(by=by, **self.cleaned_data)


class Step(forms.Form):
    """One thing that the reader may do now. `do` tells the sent form from the others of its page."""

    title: ClassVar[Any] = ""
    button: ClassVar[Any] = ""
    main: ClassVar[bool] = False

    def __init__(self, *args: Any, do: str, run: Callable[..., Any], **kwargs: Any) -> None:
        kwargs["auto_id"] = f"{do}_%s"
        super().__init__(*args, **kwargs)
        self.do, self._run = do, run

    def run(self, by: Actor) -> Any:
        return self._run(by=by, **self.cleaned_data)


class PassageForm(Step):
    title, button = _("Write the next passage"), _("Save the passage")
    text = Typed(label=_("What the passage says"), help_text=NO_NAMES, widget=AREA(attrs={"rows": 5}))


class RewordForm(PassageForm):
    title = _("Write it anew")


class RemarkForm(Step):
    title, button = _("Remark on it"), _("Send the remark")
    text = Typed(label=_("Remark"), help_text=NO_NAMES, widget=AREA(attrs={"rows": 3}))


class WithdrawForm(Step):
    title, button = _("Withdraw it"), _("Withdraw the passage")
    why = Typed(label=_("Why"), help_text=_("Its author reads the reason."), widget=AREA(attrs={"rows": 2}))


class SendForm(Step):
    title, button, main = _("Lay it before the country"), _("Send it to the country"), True


class AgreeForm(Step):
    title, button, main = _("Agree to the report as it stands here"), _("Agree for the country"), True
    digest = forms.CharField(widget=forms.HiddenInput, required=False)


class RegionalPassageForm(Step):
    title, button = _("Write the next passage"), _("Save the passage")
    text = Typed(label=_("What the passage says"), help_text=NO_NAMES, widget=AREA(attrs={"rows": 5}))
    countries = Several(
        required=False,
        label=_("Countries that it speaks of"),
        help_text=_("Each is asked, and nothing is published before each has approved."),
    )
    sources = Several(required=False, label=_("Passages of agreed reports from which it comes"))

    def __init__(self, *args: Any, countries: Choices, sources: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["countries"].choices = countries  # type: ignore[attr-defined]
        if sources:
            self.fields["sources"].choices = sources  # type: ignore[attr-defined]
        else:
            del self.fields["sources"]


class RegionalRewordForm(RegionalPassageForm):
    title = _("Write it anew: every country is asked again")


class AskForm(Step):
    title, button, main = _("Lay each passage before its countries"), _("Ask the countries"), True


class PublishForm(Step):
    title, button, main = _("Open it to everybody"), _("Publish it"), True


class DecideForm(Step):
    title, button, main = _("Decide for your country"), _("Keep the decision"), True
    decision = Offered(label=_("Decision"))
    why = Typed(
        required=False,
        label=_("Why"),
        help_text=_("Needed where you refuse or withdraw. Its author reads it."),
        widget=AREA(attrs={"rows": 2}),
    )
    digest = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, allowed: frozenset[Approval], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {each: word for each, word in APPROVALS.items() if each in allowed}
        self.fields["decision"].choices = words(known)  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Kept:
    """What a form is made with: what it runs with `given`, what it begins with, and what it is told besides."""

    form: type[Step]
    run: Callable[..., Any]
    given: dict[str, Any]
    initial: dict[str, Any] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)


def of_report(page: ReportPage) -> dict[str, Kept]:
    """What somebody may do about a report as a whole, by `do`, the next step first."""
    line, given = page.line, {"report": page.line.uid}
    found: dict[str, Kept] = {}
    if Side.AUTHOR in line.sides and page.open:
        if line.state == ReportState.WRITING and page.passages:
            found["send"] = Kept(SendForm, actions.send_report, given)
        found["write"] = Kept(PassageForm, actions.write_passage, given)
    if Side.COUNTRY in line.sides and line.state == ReportState.COMMENTS:
        found["agree"] = Kept(AgreeForm, actions.agree_to_report, given, {"digest": page.digest})
    return found


def of_passage(page: ReportPage, line: PassageLine) -> dict[str, Kept]:
    """What somebody may do about one passage, by `do`."""
    sides, given = page.line.sides, {"passage": line.uid}
    found: dict[str, Kept] = {}
    if page.line.state == ReportState.COMMENTS:
        found[f"remark-{line.number}"] = Kept(RemarkForm, actions.remark_on_passage, given)
    if Side.AUTHOR in sides and page.open:
        where = {"report": page.line.uid, "number": line.number}
        found[f"reword-{line.number}"] = Kept(RewordForm, actions.write_passage, where, {"text": line.text})
    if Side.COUNTRY in sides and not page.open and line.withdrawn_on is None:
        found[f"withdraw-{line.number}"] = Kept(WithdrawForm, actions.withdraw_passage, given)
    return found


def of_text(page: TextPage, offered: dict[str, Choices]) -> dict[str, Kept]:
    """What somebody may do about a text of the region as a whole, by `do`, the next step first."""
    line, given = page.line, {"of": page.line.uid}
    found: dict[str, Kept] = {}
    if line.writes and line.state == TextState.DRAFT and page.passages:
        found["ask"] = Kept(AskForm, actions.ask_countries, given)
    if line.writes and line.state != TextState.PUBLISHED:
        found["write"] = Kept(RegionalPassageForm, actions.write_regional_passage, given, more=offered)
    if line.publishes and not line.writes and line.state == TextState.ASKED and not page.left:
        found["publish"] = Kept(PublishForm, actions.publish_regional_text, given)
    return found


def of_regional_passage(page: TextPage, line: RegionalLine, offered: dict[str, Choices]) -> dict[str, Kept]:
    """What somebody may do about a passage of it, by `do`: decide for a country, or write it anew."""
    state = page.line.state
    found: dict[str, Kept] = {}
    for each in line.approvals if state != TextState.DRAFT else ():
        published = state == TextState.PUBLISHED
        allowed = frozenset(want for want in Approval if may_follow(each.state, want, published=published))
        if each.mine and allowed:
            told = {"approval": each.uid}, {"digest": line.digest}, {"allowed": allowed}
            found[f"decide-{line.number}-{each.country}"] = Kept(DecideForm, actions.decide_passage, *told)
    if page.line.writes and state != TextState.PUBLISHED:
        now = {
            "text": line.text,
            "countries": [each.country for each in line.approvals],
            "sources": [each.origin for each in line.approvals if each.origin],
        }
        where = {"of": page.line.uid, "number": line.number}
        found[f"reword-{line.number}"] = Kept(RegionalRewordForm, actions.write_regional_passage, where, now, offered)
    return found
