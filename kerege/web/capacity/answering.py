"""Answering page by page, settling what differs, and evidence."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from kerege.capacity import actions, queries
from kerege.capacity.actions import Told
from kerege.capacity.queries import AssessmentPage, ResultPage
from kerege.capacity.rules.answers import Standing
from kerege.capacity.rules.definitions import Section
from kerege.capacity.rules.states import check_open
from kerege.capacity.words import Part, refused
from kerege.lib.refusal import Refusal
from kerege.web.activities import lists
from kerege.web.capacity import wording
from kerege.web.capacity.answers_form import NOT_APPLICABLE, AnswersForm
from kerege.web.capacity.forms import EvidenceForm
from kerege.web.capacity.sealing import known_to_device
from kerege.web.capacity.views import page_of, sections
from kerege.web.shell.forms import Offered, Typed, attempt


@require_http_methods(["GET", "POST"])
def section(request: HttpRequest, uid: object, section: str) -> HttpResponse:
    """The questions of one section, answered by the reader. What is right is kept, whatever else is wrong."""
    choice = lists.chosen(request)
    page = _own(request, uid, choice)
    here = next((each for each in page.definition.sections if each.key == section), None)
    if here is None:
        raise lists.not_there(gettext("section"), section)
    form = section_form(request.POST if request.method == "POST" else None, page, here)
    if form.is_bound and form.is_valid():
        wrong = actions.save_answers(by=request.actor, assessment=str(uid), answers=form.told())
        if not wrong:
            return _further(request, uid, section, choice, before=page.asked)
        form.refuse(wrong)
    steps = sections(page)
    place = next((n for n, each in enumerate(steps) if each["key"] == section), 0)
    context = {
        "page": page,
        "line": page.line,
        "title": wording.told(here.title, page.definition),
        "form": form,
        "questions": form.shown(1 + sum(each["asked"] for each in steps[:place])),
        "steps": steps,
        "section": section,
        "me": known_to_device(request),
        "after": next((reverse("answer_section", args=[uid, each["key"]]) for each in steps[place + 1 :]), ""),
        "place": place + 1,
        "note": wording.language_note(page.definition),
    }
    return render(request, "capacity/section.html", context, status=422 if form.errors else 200)


def section_form(sent: Any, page: AssessmentPage, here: Section) -> AnswersForm:
    """The form of a section; `sent` is what was typed in it, if anything."""
    proofs: dict[str, tuple[Any, ...]] = {}
    for each in page.evidence:
        proofs[each.question] = (*proofs.get(each.question, ()), each)
    return AnswersForm(sent, definition=page.definition, section=here, asked=page.asked, own=page.own, evidence=proofs)


def _further(
    request: HttpRequest, uid: object, section: str, choice: lists.Choice, *, before: list[str]
) -> HttpResponse:
    """Where it goes on after saving: to the next section, or to the same where questions have come up."""
    page = page_of(request, uid, choice)
    steps = [each["key"] for each in sections(page)]
    here = next(each for each in page.definition.sections if each.key == section)
    new = [q.key for q in here.questions if q.key in page.asked and q.key not in before]
    if new:
        messages.info(request, gettext("Saved. Your answers brought up more questions in this section."))
        return redirect("answer_section", uid=uid, section=section)
    messages.success(request, gettext("Saved."))
    after = steps[steps.index(section) + 1 :] if section in steps else []
    if request.POST.get("then") == "next" and after:
        return redirect("answer_section", uid=uid, section=after[0])
    return redirect("assessment", uid=uid)


def _own(request: HttpRequest, uid: object, choice: lists.Choice) -> AssessmentPage:
    """The assessment, for somebody who answers in it. Refuses people.unknown_key, capacity.not_in_team and .closed."""
    page = page_of(request, uid, choice)
    if page.line.part not in {Part.LEAD, Part.ASSESSOR}:
        raise Refusal(refused.NOT_IN_TEAM)
    check_open(page.line.state)
    return page


class LeaveForm(forms.Form):
    """One reason for all questions that nobody answered."""

    prefix = "all"
    reason = Typed(label=_("Why they stay open"))


class SettleForm(forms.Form):
    """One question that the answers leave unsettled."""

    def __init__(self, *args: Any, found: ResultPage, key: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        definition = found.page.definition
        self.key = key
        self.question = next(q for q in definition.questions() if q.key == key)
        self.text = wording.told(self.question.text, definition)
        self.standing = found.settled[key][0]
        self.differs = self.standing in {Standing.DISAGREED, Standing.AGREED}
        names = {member.id: member.name for member in found.page.team}
        self.said = [
            (names.get(line.assessor, ""), wording.answer(definition, self.question, line.given), line.comment)
            for line in found.answers.get(key, ())
            if not line.given.empty
        ]
        agreed = found.agreements.get(key)
        choices = wording.options(definition, self.question)
        if self.differs:
            if self.question.may_not_apply:
                choices.append((NOT_APPLICABLE, gettext("Does not apply here")))
            self.fields["value"] = (
                Offered(label=gettext("What you agreed on"), choices=choices, widget=forms.RadioSelect)
                if choices
                else Typed(label=gettext("What you agreed on"))
            )
            self.fields["value"].initial = agreed.given.value if agreed else ""
        self.fields["comment"] = Typed(
            label=gettext("Why") if self.differs else gettext("Why it stays open"),
            initial=agreed.reason if agreed else "",
        )


@require_http_methods(["GET", "POST"])
def settle(request: HttpRequest, uid: object) -> HttpResponse:
    """What the answers leave unsettled: where assessors differ, and what nobody answered. For whoever leads."""
    choice = lists.chosen(request)
    found = queries.result_page(request.viewer, uid, me=request.actor.uid, on=choice.on, lang=choice.lang)
    if found is None:
        page_of(request, uid, choice)
        raise Refusal(refused.NOT_IN_TEAM)
    check_open(found.page.line.state)
    unsettled = {Standing.DISAGREED, Standing.AGREED, Standing.OPEN, Standing.LEFT_OPEN}
    keys = [line.question for line in found.result.lines() if line.standing in unsettled]
    chosen = request.POST.get("question", "") if request.method == "POST" else ""
    made = [SettleForm(request.POST if key == chosen else None, found=found, key=key, prefix=key) for key in keys]
    form = next((each for each in made if each.is_bound), None)
    if (
        form is not None
        and form.is_valid()
        and attempt(form, lambda: _settled(request, uid, form), called={chosen: "value"})
    ):
        return redirect(f"{reverse('settle_assessment', args=[uid])}#{_next(keys, chosen)}")
    unanswered = [each.key for each in made if each.standing == Standing.OPEN]
    leave = LeaveForm(request.POST if request.method == "POST" and chosen == ALL else None)
    if leave.is_valid() and attempt(leave, lambda: _left(request, uid, unanswered, leave)) is not None:
        return redirect("settle_assessment", uid=uid)
    context = {
        "page": found.page,
        "line": found.page.line,
        "leave": leave if len(unanswered) > 1 else None,
        "all": ALL,
        "differing": [each for each in made if each.differs],
        "open": [each for each in made if not each.differs],
        "wrong": next((each for each in (form, leave) if each is not None and each.errors), None),
    }
    return render(request, "capacity/settle.html", context, status=422 if context["wrong"] else 200)


ALL = "*"
"""Stands for all questions that nobody answered; no question is called so."""


def _left(request: HttpRequest, uid: object, keys: list[str], form: LeaveForm) -> Any:
    """What is left open already keeps its reason. Refuses capacity.no_reason and what actions.leave_open refuses."""
    reason = form.cleaned_data["reason"]
    if not reason:
        raise Refusal(refused.NO_REASON, field="reason")
    return actions.leave_open(by=request.actor, assessment=str(uid), reasons=dict.fromkeys(keys, reason))


def _settled(request: HttpRequest, uid: object, form: SettleForm) -> Any:
    said = form.cleaned_data
    if not form.differs:
        if not said["comment"]:
            raise Refusal(refused.NO_REASON, field="comment")
        return actions.leave_open(by=request.actor, assessment=str(uid), reasons={form.key: said["comment"]})
    aside = said["value"] == NOT_APPLICABLE
    told = Told("" if aside else said["value"], aside, said["comment"])
    return actions.settle_question(by=request.actor, assessment=str(uid), question=form.key, told=told)


def _next(keys: list[str], key: str) -> str:
    """The question after this one, so that a long list goes on where it was."""
    place = keys.index(key) + 1
    return keys[place] if place < len(keys) else ""


@require_http_methods(["GET", "POST"])
def evidence(request: HttpRequest, uid: object) -> HttpResponse:
    """Record evidence for a question."""
    choice = lists.chosen(request)
    page = _own(request, uid, choice)
    texts = {q.key: wording.told(q.text, page.definition) for q in page.definition.questions()}
    sent = request.method == "POST"
    form = EvidenceForm(
        request.POST if sent else None,
        request.FILES if sent else None,
        questions=[(key, texts[key]) for key in page.asked],
        initial={"question": request.GET.get("question", "")[:60]},
    )
    if form.is_valid() and attempt(form, lambda: form.run(by=request.actor, uid=str(uid))) is not None:
        messages.success(request, gettext("The evidence is recorded."))
        return redirect("assessment", uid=uid)
    return render(
        request, "capacity/evidence.html", {"form": form, "line": page.line}, status=422 if form.errors else 200
    )
