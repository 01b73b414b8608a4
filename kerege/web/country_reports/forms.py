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
from kerege.outreach.queries.regional_texts import ApprovalLine, RegionalLine, TextPage
from kerege.outreach.rules.country_reports import may_follow
from kerege.outreach.words.country_reports import DECISIONS, Approval, ReportState, Side, TextState
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
        self.fields["country"].choices = [("", "–"), *countries]  # type: ignore[attr-defined]

    def run(self, *, by: Actor) -> Any:
        return actions.begin_country_report(by=by, **self.cleaned_data)


class Step(forms.Form):
    """One thing that the reader may do now, and what follows from it. `do` tells the sent form from the others of its
    page; what is `main` stands open.
    """

    title: ClassVar[Any] = ""
    button: ClassVar[Any] = ""
    follows: ClassVar[Any] = ""
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


class FirstPassageForm(PassageForm):
    title, main = _("Write the first passage"), True


class RewordForm(PassageForm):
    title = _("Write it anew")


class RemarkForm(Step):
    title, button = _("Remark on it"), _("Send the remark")
    text = Typed(label=_("Remark"), help_text=NO_NAMES, widget=AREA(attrs={"rows": 3}))


class WithdrawForm(Step):
    title, button = _("Withdraw the passage"), _("Withdraw the passage")
    follows = _("It is used nowhere any more: texts of the region that took it lose their words, published ones too.")
    why = Typed(label=_("Why"), help_text=_("Its author reads the reason."), widget=AREA(attrs={"rows": 2}))


class SendForm(Step):
    title, button, main = _("Send it to the country"), _("Send it to the country"), True
    follows = _("The country reads it then and remarks on it. Passages can still be written anew until it agrees.")


class AgreeForm(Step):
    title, button, main = _("Agree to the report as it stands here"), _("Agree for the country"), True
    follows = _("It never changes after that. A single passage can be withdrawn later.")
    digest = Typed(widget=forms.HiddenInput, required=False)


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


class FirstRegionalPassageForm(RegionalPassageForm):
    title, main = _("Write the first passage"), True


class AskForm(Step):
    title, button, main = _("Ask the countries"), _("Ask the countries"), True
    follows = _("Each country reads the passages that speak of it, and no others. You can still write them anew.")


class PublishForm(Step):
    title, button, main = _("Publish it"), _("Publish it"), True
    follows = _("Everybody reads it then. After that only what a country withdraws changes.")
    digest = Typed(widget=forms.HiddenInput, required=False)


class DecideForm(Step):
    title, button, main = _("Decide for your country"), _("Record the decision"), True
    decision = Offered(label=_("Decision"))
    why = Typed(
        required=False,
        label=_("Why"),
        help_text=_("Needed where you refuse or withdraw. Its author reads it."),
        widget=AREA(attrs={"rows": 2}),
    )
    digest = Typed(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, allowed: frozenset[Approval], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {each: word for each, word in DECISIONS.items() if each in allowed}
        self.fields["decision"].choices = [("", "–"), *words(known)]  # type: ignore[attr-defined]


class ChangeForm(DecideForm):
    title, main = _("Decide otherwise"), False


class TakeBackForm(Step):
    title, button = _("Withdraw the approval"), _("Withdraw the approval")
    follows = _("Nobody reads the passage any more, here or in files made later. It cannot be approved again.")
    why = Typed(label=_("Why"), help_text=_("Its author reads the reason."), widget=AREA(attrs={"rows": 2}))
    decision = Typed(widget=forms.HiddenInput, required=False)
    digest = Typed(widget=forms.HiddenInput, required=False)


@dataclass(frozen=True)
class Kept:
    """What a form is made with: what it runs with `given`, what it begins with, and what it is told besides."""

    form: type[Step]
    run: Callable[..., Any]
    given: dict[str, Any]
    initial: dict[str, Any] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)


def of_report(page: ReportPage) -> dict[str, Kept]:
    """What somebody may do about a report as a whole, by `do`, below its passages."""
    line, given = page.line, {"report": page.line.uid}
    found: dict[str, Kept] = {}
    if Side.AUTHOR in line.sides and page.open:
        found["write"] = Kept(PassageForm if page.passages else FirstPassageForm, actions.write_passage, given)
        if line.state == ReportState.WRITING and page.passages:
            found["send"] = Kept(SendForm, actions.send_report, given)
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
    """What somebody may do about a text of the region as a whole, by `do`, below its passages."""
    line, given = page.line, {"of": page.line.uid}
    found: dict[str, Kept] = {}
    if line.writes and line.state != TextState.PUBLISHED:
        form = RegionalPassageForm if page.passages else FirstRegionalPassageForm
        found["write"] = Kept(form, actions.write_regional_passage, given, more=offered)
    if line.writes and line.state == TextState.DRAFT and page.passages:
        found["ask"] = Kept(AskForm, actions.ask_countries, given)
    if line.publishes and not line.writes and line.state == TextState.ASKED and not page.left:
        found["publish"] = Kept(PublishForm, actions.publish_regional_text, given, {"digest": page.digest})
    return found


def of_regional_passage(page: TextPage, line: RegionalLine, offered: dict[str, Choices]) -> dict[str, Kept]:
    """What somebody may do about a passage of it, by `do`: decide for a country, or write it anew."""
    state = page.line.state
    found: dict[str, Kept] = {}
    for each in line.approvals if state != TextState.DRAFT else ():
        if each.mine and (kept := _deciding(line, each, published=state == TextState.PUBLISHED)):
            found[f"decide-{line.number}-{each.country}"] = kept
    if page.line.writes and state != TextState.PUBLISHED:
        now = {
            "text": line.text,
            "countries": [each.country for each in line.approvals],
            "sources": [each.origin for each in line.approvals if each.origin],
        }
        where = {"of": page.line.uid, "number": line.number}
        found[f"reword-{line.number}"] = Kept(RegionalRewordForm, actions.write_regional_passage, where, now, offered)
    return found


def _deciding(line: RegionalLine, each: ApprovalLine, *, published: bool) -> Kept | None:
    """What a country may say now: open where it has said nothing yet, else closed; None where nothing can follow."""
    allowed = frozenset(want for want in Approval if may_follow(each.state, want, published=published))
    given, initial = {"approval": each.uid}, {"digest": line.digest}
    if not allowed:
        return None
    if published:
        return Kept(TakeBackForm, actions.decide_passage, given, initial | {"decision": Approval.WITHDRAWN})
    form = DecideForm if each.state == Approval.WAITING else ChangeForm
    return Kept(form, actions.decide_passage, given, initial, {"allowed": allowed})
