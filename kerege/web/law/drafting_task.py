"""One drafting task: its procedure with what is next first, its draft and versions, and the comparison of two."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET, require_http_methods

from kerege.law.queries import amending, gaps, working
from kerege.law.queries import drafting as queries
from kerege.law.queries.drafting import StepLine, TaskLine
from kerege.law.rules.measures import LANGUAGES
from kerege.law.words.drafting import CLOSES_NOTHING, STEP_RESULTS, StepKind, StepResult, TaskState
from kerege.people.rules import check_may, may
from kerege.people.words import Deed
from kerege.web.activities import lists
from kerege.web.activities.history import history
from kerege.web.comparing.views import change_row
from kerege.web.law.drafting import step_name, task_words, trail
from kerege.web.law.drafting_forms import AdoptForm, GiveUpForm, StepForm, WriteForm
from kerege.web.law.gaps import gap_words
from kerege.web.measures import wording as measures
from kerege.web.shell.asked import a_number, asks
from kerege.web.shell.asof import up_to_today
from kerege.web.shell.forms import attempt
from kerege.web.shell.navigation import address
from kerege.web.shell.wording import word_of

WORDED = frozenset({"en", "ru"})
"""The languages in which amending instructions are said (law.rules.akn.phrases)."""


@require_http_methods(["GET", "POST"])
def task_page(request: HttpRequest, uid: object) -> HttpResponse:
    """The task; whoever may not draft reads what is shared."""
    choice = lists.chosen(request)
    line = task_line(request, uid)
    forms = _forms(request, line, choice)
    wrong = None
    if request.method == "POST":
        form = forms.get(request.POST.get("do", ""))
        if form is not None and form.is_valid():
            if attempt(form, lambda: form.run(by=request.actor, task=line.uid)) is not None:
                return redirect("drafting_task", uid=line.uid)
        wrong = form if form is not None and form.errors else None
    last = line.versions[-1].number if line.versions else 0
    found = queries.version_text(request.viewer, line.id, last) if last else None
    context = {
        **task_words(line, choice),
        "country": lists.names_of({line.owner}, choice)[line.owner],
        "steps": [_step(each, choice.lang, line) for each in line.steps],
        "gaps": [gap_words(each, choice) for each in gaps.gaps(request.viewer, ids=line.gaps)],
        "versions": list(reversed(line.versions)),
        "before": last - 1,
        "parts": found[1] if found is not None else (),
        "tag": LANGUAGES.get(line.language, ""),
        "language": measures.language(line.language),
        "procedure": _procedure(line, choice.lang),
        "writes": may(request.actor, Deed.RECORD_LAW, line.owner) and line.state == TaskState.OPEN,
        "open_threads": sum(each.is_open for each in working.remarks(request.viewer, line)),
        "speaks_on": last if speaks(request, line) else 0,
        "forms": forms,
        "wrong": wrong,
        **amended_words(line),
        "adopted_href": measures.address(line.adopted) if line.adopted else "",
        "closes_nothing": gettext(CLOSES_NOTHING),
        "history": history(request.viewer, line.uid),
        "trail": trail(),
    }
    return render(request, "law/task.html", context, status=422 if wrong else 200)


def task_line(request: HttpRequest, uid: object) -> TaskLine:
    """The task that the reader may know of. Refuses people.unknown_key in the same words where there is none."""
    line = queries.task(request.viewer, uid, me=request.actor.uid)
    if line is None:
        raise lists.not_there(gettext("drafting task"), uid)
    return line


def speaks(request: HttpRequest, line: TaskLine) -> bool:
    """Whether the reader speaks on the draft today."""
    if line.state != TaskState.OPEN or not may(request.actor, Deed.SPEAK_ON_DRAFTS, line.owner):
        return False
    return working.speaks(request.viewer, line, on=up_to_today(lists.chosen(request).on), me=request.actor.uid)


def _procedure(line: TaskLine, lang: str) -> dict[str, str]:
    names = line.procedure.get("names", {})
    return {"name": names.get(lang) or names.get("en", ""), "source": line.procedure.get("source", "")}


def _step(each: StepLine, lang: str, line: TaskLine) -> dict[str, Any]:
    return {
        "name": step_name(each.step, lang),
        "behind": each.behind,
        "next": line.next == each.step and line.state != TaskState.ABANDONED,
        "optional": not each.step.required,
        "taken": [(on, word_of(STEP_RESULTS, result), note, by) for on, result, note, by in each.taken],
        "back": bool(each.taken) and each.taken[-1][1] == StepResult.SENT_BACK,
    }


def _forms(request: HttpRequest, line: TaskLine, choice: lists.Choice) -> dict[str, Any]:
    """The forms that the chair is offered now; the actions refuse whatever else is sent."""
    if not line.chairs or line.state == TaskState.ABANDONED or not may(request.actor, Deed.RECORD_LAW, line.owner):
        return {}
    found: dict[str, Any] = {}
    do, sent = request.POST.get("do", ""), request.POST if request.method == "POST" else None
    near, adopts = _offered(line)
    if adopts and line.versions:
        numbers = [(str(each.number), str(each.number)) for each in reversed(line.versions)]
        found[AdoptForm.do] = AdoptForm(
            sent if do == AdoptForm.do else None, offered={"version": numbers}, auto_id="adopt_%s"
        )
    if near:
        offered = [(each.step.key, step_name(each.step, choice.lang)) for each in near]
        found[StepForm.do] = StepForm(
            sent if do == StepForm.do else None,
            offered={"step": offered},
            initial={"result": "passed"},
            auto_id="step_%s",
        )
    if line.state == TaskState.OPEN:
        found[GiveUpForm.do] = GiveUpForm(sent if do == GiveUpForm.do else None, auto_id="give_up_%s")
    return found


def _offered(line: TaskLine) -> tuple[list[StepLine], bool]:
    """The steps that may be taken now: optional ones before the next required one, and that; and whether that is the
    adoption.
    """
    near: list[StepLine] = []
    for each in line.steps:
        if each.behind:
            continue
        if each.step.kind == StepKind.ADOPTED:
            return near, True
        near.append(each)
        if each.step.required:
            return near, False
    return near, False


@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, uid: object) -> HttpResponse:
    """Write the next version, beginning with the text of the last one; without scripts."""
    line = task_line(request, uid)
    check_may(request.actor, Deed.RECORD_LAW, line.owner)
    last = line.versions[-1].number if line.versions else 0
    found = queries.version_text(request.viewer, line.id, last) if last else None
    base = amending.base(request.viewer, line, on=up_to_today(lists.chosen(request).on))
    told = amending.instructions(request.viewer, line, last)
    moved = base is not None and told is not None and told.base_sha256 != base.sha256
    begins = found[0] if found is not None else ""
    if base is not None and (moved or found is None):
        begins = base.text
    form = WriteForm(request.POST if request.method == "POST" else None, initial={"text": begins, "seen": str(last)})
    if form.is_valid():
        made = attempt(form, lambda: form.run(by=request.actor, task=line.uid))
        if made is not None:
            return redirect("draft_version", uid=line.uid, number=made.number)
    context = {
        "form": form,
        "line": line,
        "last": last,
        "base": base,
        "moved": moved,
        "instructions": in_words(told if moved else None, line),
        **amended_words(line),
        "tag": LANGUAGES.get(line.language, ""),
        "trail": inside(line),
    }
    return render(request, "law/write.html", context, status=422 if form.errors else 200)


@require_GET
def version(request: HttpRequest, uid: object, number: int) -> HttpResponse:
    """A version with the names of its parts."""
    line = task_line(request, uid)
    found = queries.version_text(request.viewer, line.id, number)
    told = next((each for each in line.versions if each.number == number), None)
    if found is None or told is None:
        raise lists.not_there(gettext("version"), number)
    context = {
        "line": line,
        "told": told,
        "newest": number == line.versions[-1].number,
        "last": line.versions[-1].number,
        "before": number - 1,
        "parts": found[1],
        "tag": LANGUAGES.get(line.language, ""),
        "writes": may(request.actor, Deed.RECORD_LAW, line.owner) and line.state == TaskState.OPEN,
        "speaks_on": number if speaks(request, line) else 0,
        "instructions": in_words(amending.instructions(request.viewer, line, number), line),
        **amended_words(line),
        "taken": [each for each in working.remarks(request.viewer, line) if each.taken_in == number],
        "trail": inside(line),
    }
    return render(request, "law/version.html", context)


@require_GET
@asks(old=a_number(1, 9_999), new=a_number(1, 9_999))
def compare(request: HttpRequest, uid: object) -> HttpResponse:
    """Two versions of a draft, part by part."""
    line = task_line(request, uid)
    numbers = [each.number for each in line.versions]
    new = int(request.GET.get("new") or (numbers[-1] if numbers else 0))
    old = int(request.GET.get("old") or max(new - 1, 1))
    found = queries.compared(request.viewer, line.id, old, new) if {old, new} <= set(numbers) else None
    if found is None:
        raise lists.not_there(gettext("version"), new if old in numbers else old)
    rows = [change_row(each) for each in found]
    context = {
        "line": line,
        "numbers": numbers,
        "old": old,
        "new": new,
        "rows": [row for row in rows if row["mark"]],
        "tag": LANGUAGES.get(line.language, ""),
        "trail": inside(line),
    }
    return render(request, "law/compare_versions.html", context)


def amended_words(line: TaskLine) -> dict[str, str]:
    """The measure that a draft amends, by its title in the reader's language or the nearest."""
    if not line.amends:
        return {}
    title, tag = measures.named(line.amended, get_language() or "en")
    return {"measure_href": measures.address(line.amends), "measure_title": title, "measure_lang": tag}


def in_words(told: amending.Amending | None, line: TaskLine) -> tuple[str, list[str]]:
    """Instructions as an amending law says them, with their language: that of the draft where it is Russian or English,
    else the reader's, or English.
    """
    lang = LANGUAGES.get(line.language, "")
    if lang not in WORDED:
        lang = "ru" if (get_language() or "en").startswith("ru") else "en"
    return lang, [each[lang] for each in told.wording if each.get(lang)] if told is not None else []


def inside(line: TaskLine) -> list[tuple[str, str]]:
    return [*trail(), (line.title, address("drafting_task", line.uid))]
