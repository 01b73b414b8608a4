"""What is asked about reports of countries and texts of the region. The actions judge every value."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kerege.atlas.rules import language_tag
from kerege.outreach import actions
from kerege.outreach.queries.country_reports import PassageLine, ReportPage
from kerege.outreach.queries.regional_texts import ApprovalLine, RegionalLine
from kerege.outreach.words.country_reports import APPROVALS, Approval
from kerege.people.rules import Actor
from kerege.web.inventory.details import Choices, words
from kerege.web.inventory.forms import Several
from kerege.web.shell.forms import Offered, Typed

NO_NAMES = _("No names of persons, no agents, no weak points.")
AREA = forms.Textarea


def _in_language(field: Offered) -> None:
    field.choices = [(language_tag(code), name) for code, name in settings.LANGUAGES]  # type: ignore[assignment]


class NewTextForm(forms.Form):
    """A text of the region begins."""

    title = Typed(label=_("Title"))
    lang = Offered(label=_("Language of the text"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _in_language(self.fields["lang"])  # type: ignore[arg-type]

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


Kept = dict[str, Any]
"""What a form of a page is made with: its class, what it runs, and what it begins with."""


def of_report(page: ReportPage, sides: Any) -> dict[str, Kept]:
    """What somebody may do about a report as a whole, by `do`, the next step first."""
    uid = page.line.uid
    found: dict[str, Kept] = {}
    if "author" in sides and page.open:
        found["write"] = {"form": PassageForm, "run": actions.write_passage, "with": {"report": uid}}
        if page.line.state == "writing" and page.passages:
            sent = {"form": SendForm, "run": actions.send_report, "with": {"report": uid}}
            found = {"send": sent, **found}
    if "country" in sides and page.line.state == "comments":
        found["agree"] = {
            "form": AgreeForm,
            "run": actions.agree_to_report,
            "with": {"report": uid},
            "initial": {"digest": page.digest},
        }
    return found


def of_passage(page: ReportPage, line: PassageLine, sides: Any) -> dict[str, Kept]:
    """What somebody may do about one passage, by `do`."""
    found: dict[str, Kept] = {}
    if page.line.state == "comments":
        given = {"passage": line.uid}
        found[f"remark-{line.number}"] = {"form": RemarkForm, "run": actions.remark_on_passage, "with": given}
    if "author" in sides and page.open:
        found[f"reword-{line.number}"] = {
            "form": RewordForm,
            "run": actions.write_passage,
            "with": {"report": page.line.uid, "number": line.number},
            "initial": {"text": line.text},
        }
    if "country" in sides and not page.open and line.withdrawn_on is None:
        given = {"passage": line.uid}
        found[f"withdraw-{line.number}"] = {"form": WithdrawForm, "run": actions.withdraw_passage, "with": given}
    return found


def of_approval(line: RegionalLine, approval: ApprovalLine, allowed: frozenset[Approval]) -> dict[str, Kept]:
    """What a country may say about a passage, by `do`."""
    return {
        f"decide-{line.number}-{approval.country}": {
            "form": DecideForm,
            "run": actions.decide_passage,
            "with": {"approval": approval.uid},
            "initial": {"digest": line.digest},
            "more": {"allowed": allowed},
        }
    }
