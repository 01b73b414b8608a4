"""The quality of one facility on a page: what comes next, and the results of proficiency tests."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from kerege.capacity.actions import evaluating as actions
from kerege.capacity.queries import standing as queries
from kerege.capacity.queries.standing import Next, PlaceQuality
from kerege.capacity.rules.rounds import USUAL, agrees
from kerege.capacity.words.rounds import MEASURES, VERDICTS, Verdict
from kerege.inventory.words import ACCREDITATION_SCHEMES, ROUND_RESULTS
from kerege.people.rules import Actor
from kerege.web.activities import lists
from kerege.web.capacity import wording
from kerege.web.capacity.wording import told
from kerege.web.inventory.details import words
from kerege.web.shell.context import note_offered
from kerege.web.shell.forms import DayField, Offered, Typed, attempt
from kerege.web.shell.wording import word_of

PAGES = {Next.FINDING: "finding", Next.STAGE: "quality_plan", Next.DOCUMENT: "controlled_document"}
TONES = {Verdict.ACCEPTABLE: "good", Verdict.WARNING: "warn", Verdict.UNACCEPTABLE: "bad"}


class EvaluateForm(forms.Form):
    do, button = "evaluate", _("Record the result")
    measure = Offered(label=_("What the provider told"))
    told = Typed(required=False, label=_("Result"), help_text=_("A z-score such as -2.6, 9/10, or the reason."))
    needed = Typed(required=False, label=_("Acceptable from, percent"))
    needed_source = Typed(required=False, label=_("Where that is written"))
    on = DayField(judged=True, label=_("Told on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measure"].choices = words(MEASURES)  # type: ignore[attr-defined]
        told = gettext("Of right answers out of all, as the scheme asks. Empty: %(percent)s %%, as %(source)s has it.")
        self.fields["needed"].help_text = told % {"percent": USUAL.percent, "source": USUAL.source}

    def run(self, *, by: Actor, facility: str, round: str) -> Any:
        return actions.evaluate_round(by=by, facility=facility, round=round, **self.cleaned_data)


@require_http_methods(["GET", "POST"])
def place(request: HttpRequest, key: str) -> HttpResponse:
    """What comes next at a facility, and everything of its quality that the reader may read."""
    choice = lists.chosen(request)
    found = queries.place(request.viewer, key, me=request.actor, on=choice.on, lang=choice.lang)
    if found is None:
        raise lists.not_there(gettext("facility"), key)
    names = lists.names_of({found.card.line.territory}, choice)
    note_offered(request, names.values())
    typed = request.POST.get("round", "")[:60] if request.method == "POST" else ""
    rounds = [_round(request, found, each, typed) for each in found.card.rounds]
    form = next((each["form"] for each in rounds if each["form"] is not None and each["form"].is_bound), None)
    if form is not None and form.is_valid():
        called = {"round": "told"}
        if attempt(form, lambda: form.run(by=request.actor, facility=key, round=typed), called=called) is not None:
            return redirect("facility_quality", key=key)
    wrong = form if form is not None and form.errors else None
    texts = {line.finding.uid: wording.found(line)["text"] for line in found.findings}
    context = {
        "found": found,
        "facility": found.card.line,
        "country": names.get(found.card.line.territory),
        "next": [_next(found, line, texts) for line in found.next],
        "rounds": rounds,
        "accreditations": [(each, word_of(ACCREDITATION_SCHEMES, each.scheme)) for each in found.card.accreditations],
        "wrong": wrong,
    }
    return render(request, "capacity/place.html", context, status=422 if wrong else 200)


def _next(found: PlaceQuality, line: queries.NextLine, texts: dict[str, str]) -> dict[str, Any]:
    what = texts.get(line.uid) or line.what
    if line.kind == Next.STAGE:
        plan = next(each for each in found.plans if each.uid == line.uid)
        stage = next(each for each in plan.checklist.stages if each.key == line.what)
        what = told(stage.title, plan.checklist)
    elif line.kind == Next.ACCREDITATION:
        scheme = next(each.scheme for each in found.card.accreditations if each.uid == line.uid)
        what = f"{word_of(ACCREDITATION_SCHEMES, scheme)} {line.what}"
    return {"line": line, "what": what, "page": PAGES.get(line.kind, ""), "kind": KINDS[line.kind]}


def _round(request: HttpRequest, found: PlaceQuality, each: Any, typed: str) -> dict[str, Any]:
    evaluation = found.evaluations.get(each.uid)
    form = None
    if found.keeps and evaluation is None:
        sent = request.POST if typed == each.uid else None
        form = EvaluateForm(sent, prefix=f"round{each.uid}", initial=_asked_before(found, each))
    return {
        "round": each,
        "result": word_of(ROUND_RESULTS, each.result),
        "disagrees": evaluation is not None and not agrees(evaluation.verdict, each.result),
        "evaluation": evaluation,
        "verdict": word_of(VERDICTS, evaluation.verdict) if evaluation else "",
        "tone": TONES.get(Verdict(evaluation.verdict), "") if evaluation else "",
        "measure": word_of(MEASURES, evaluation.measure) if evaluation else "",
        "form": form,
    }


def _asked_before(found: PlaceQuality, of: Any) -> dict[str, Any]:
    """What the last round of the same provider and subject asked, where that was no usual share."""
    rounds = [each for each in found.card.rounds if (each.provider, each.subject) == (of.provider, of.subject)]
    told = [found.evaluations.get(each.uid) for each in sorted(rounds, key=lambda each: each.on, reverse=True)]
    last = next((each for each in told if each is not None and each.needed is not None), None)
    if last is None or last.needed == USUAL.percent:
        return {}
    return {"needed": str(last.needed), "needed_source": last.needed_source}


KINDS = {
    Next.FINDING: _("Finding"),
    Next.STAGE: _("Stage of the plan"),
    Next.DOCUMENT: _("Review of a document"),
    Next.ACCREDITATION: _("Accreditation ends"),
    Next.ROUND: _("Proficiency test ends to count"),
}
