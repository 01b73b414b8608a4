"""What is said on a draft: the list of threads, a new one on a provision, and one thread; and the working group."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from kerege.law.queries import working as queries
from kerege.law.queries.drafting import TaskLine
from kerege.law.queries.working import RemarkLine
from kerege.law.rules.measures import LANGUAGES
from kerege.law.words.drafting import TaskState
from kerege.law.words.working import REMARK_KINDS, REMARK_STATES, SINCE, RemarkKind, RemarkState, Since
from kerege.lib.refusal import N_
from kerege.people.rules import check_may, may
from kerege.people.words import Deed
from kerege.web.activities import lists
from kerege.web.comparing.views import _runs
from kerege.web.law import remark_forms as forms
from kerege.web.law.drafting_task import inside, speaks, task_line
from kerege.web.shell.asked import a_line, a_number, asks, one_of
from kerege.web.shell.asof import up_to_today
from kerege.web.shell.exports import respond
from kerege.web.shell.forms import attempt
from kerege.web.shell.wording import word_of

HEADINGS = (
    *(N_("Provision"), N_("Version"), N_("Kind"), N_("Comment"), N_("How it should read"), N_("State")),
    *(N_("By"), N_("On"), N_("Since"), N_("Reason"), N_("Taken into version"), N_("Answers")),
)
TONES = {RemarkState.ACCEPTED: "good", RemarkState.DECLINED: "bad", RemarkState.OPEN: "info"}


@require_GET
@asks(status=one_of(RemarkState), eid=a_line(400))
def remark_list(request: HttpRequest, uid: object) -> HttpResponse:
    """Every thread on the draft by provision: open ones with what became of the provision since."""
    choice, line = lists.chosen(request), task_line(request, uid)
    eid = request.GET.get("eid", "")
    every = queries.remarks(request.viewer, line, me=request.actor.uid)
    found = [each for each in every if choice.status in ("", each.state) and eid in ("", each.now)]
    if choice.format:
        return respond(request, _table(request, line, found, choice), filename="kerege-remarks", format=choice.format)
    context = {
        "line": line,
        "rows": [remark_words(each) for each in found],
        "open": sum(each.is_open for each in every),
        "total": len(every),
        "choice": choice,
        "eid": eid,
        "states": lists.options(REMARK_STATES, choice.status),
        "speaks": speaks(request, line),
        "tag": LANGUAGES.get(line.language, ""),
        "trail": inside(line),
    }
    return render(request, "law/remarks.html", context)


def remark_words(line: RemarkLine) -> dict[str, Any]:
    return {
        "line": line,
        "kind": word_of(REMARK_KINDS, line.kind),
        "state": word_of(REMARK_STATES, line.state),
        "tone": TONES.get(line.state, ""),
        "since": word_of(SINCE, line.since) if line.since != Since.SAME else "",
        "runs": _runs(line.runs),
    }


def _table(request: HttpRequest, line: TaskLine, found: list[RemarkLine], choice: lists.Choice) -> Any:
    rows = []
    for each in found:
        told = remark_words(each)
        answers = "\n".join(f"{answer.author}: {answer.words}" for answer in each.thread)
        rows.append(
            (
                *(each.eid, each.version, told["kind"], each.words, each.after, told["state"], each.author),
                *(each.made_on, word_of(SINCE, each.since), each.reason, each.taken_in or "", answers),
            )
        )
    return lists.table(request.viewer, gettext("What is said on the draft"), HEADINGS, rows, choice, line.title)


@require_http_methods(["GET", "POST"])
@asks(version=a_number(1, 9_999), eid=a_line(400))
def new_remark(request: HttpRequest, uid: object) -> HttpResponse:
    """Say something on a provision of a version, the newest one where none is named."""
    line = task_line(request, uid)
    check_may(request.actor, Deed.SPEAK_ON_DRAFTS, line.owner)
    newest = line.versions[-1].number if line.versions else 0
    version, eid = int(request.GET.get("version") or newest), request.GET.get("eid", "")
    found = queries.provision(request.viewer, line, version, eid)
    if found is None:
        raise lists.not_there(gettext("provision"), eid or version)
    form = forms.RemarkForm(
        request.POST if request.method == "POST" else None,
        both=bool(found[1]),
        initial={"kind": RemarkKind.COMMENT, "after": found[1]},
    )
    if form.is_valid():
        made = attempt(form, lambda: form.run(by=request.actor, task=line.uid, version=version, eid=eid))
        if made is not None:
            return redirect("remark", uid=line.uid, remark=made.uid)
    context = {
        "form": form,
        "line": line,
        "part": found[0],
        "called": queries.called(found[0]),
        "words": found[1] or found[0].text,
        "version": version,
        "speaks": speaks(request, line),
        "tag": LANGUAGES.get(line.language, ""),
        "trail": inside(line),
    }
    return render(request, "law/new_remark.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def remark(request: HttpRequest, uid: object, remark: object) -> HttpResponse:
    """One thread: what was said, the difference, the answers, and what may be done with it."""
    line = task_line(request, uid)
    found = queries.remarks(request.viewer, line, me=request.actor.uid, uid=remark)
    if not found:
        raise lists.not_there(gettext("comment"), remark)
    offered, wrong = _thread_forms(request, line, found[0]), None
    if request.method == "POST":
        form = offered.get(request.POST.get("do", ""))
        if form is not None and form.is_valid():
            if attempt(form, lambda: form.run(by=request.actor, remark=found[0].uid)) is not None:
                return redirect("remark", uid=line.uid, remark=found[0].uid)
        wrong = form if form is not None and form.errors else None
    context = {
        "told": remark_words(found[0]),
        **remark_words(found[0]),
        "task": line,
        "forms": offered,
        "wrong": wrong,
        "tag": LANGUAGES.get(line.language, ""),
        "trail": inside(line),
    }
    return render(request, "law/remark.html", context, status=422 if wrong else 200)


def _thread_forms(request: HttpRequest, line: TaskLine, told: RemarkLine) -> dict[str, Any]:
    """The forms that somebody is offered now; the actions refuse whatever else is sent."""
    if line.state != TaskState.OPEN or not told.is_open:
        return {}
    writes, do = may(request.actor, Deed.RECORD_LAW, line.owner), request.POST.get("do", "")
    wanted: list[Any] = [forms.AnswerForm] if speaks(request, line) else []
    if told.kind == RemarkKind.SUGGESTION and writes and not told.mine:
        wanted += [forms.TakeForm, forms.DeclineForm]
    if told.kind == RemarkKind.COMMENT and (writes or told.mine):
        wanted.append(forms.SettleForm)
    if told.mine:
        wanted.append(forms.WithdrawForm)
    sent = request.POST if request.method == "POST" else None
    return {
        each.do: each(sent if do == each.do else None, initial={"seen": str(told.newest)}, auto_id=f"{each.do}_%s")
        for each in wanted
    }


@require_http_methods(["GET", "POST"])
def group(request: HttpRequest, uid: object) -> HttpResponse:
    """Who belongs to the working group as on the day, by which order; its chair enters and ends memberships."""
    choice, line = lists.chosen(request), task_line(request, uid)
    found = queries.members(request.viewer, line, on=choice.on, me=request.actor.uid)
    offered: dict[str, Any] = {}
    do, sent = request.POST.get("do", ""), request.POST if request.method == "POST" else None
    if line.chairs and line.state == TaskState.OPEN and may(request.actor, Deed.RECORD_LAW, line.owner):
        names = queries.candidates(line.owner, on=up_to_today(choice.on))
        data = sent if do == forms.MemberForm.do else None
        offered[forms.MemberForm.do] = forms.MemberForm(data, offered={"member": names}, auto_id="enter_%s")
        going = [(each.uid, each.name) for each in found if each.until is None]
        if going:
            data = sent if do == forms.EndMembershipForm.do else None
            end = forms.EndMembershipForm(data, offered={"membership": going}, auto_id="end_%s")
            offered[forms.EndMembershipForm.do] = end
    wrong = None
    if request.method == "POST":
        form = offered.get(do)
        if form is not None and form.is_valid():
            if attempt(form, lambda: form.run(by=request.actor, task=line.uid)) is not None:
                return redirect("drafting_group", uid=line.uid)
        wrong = form if form is not None and form.errors else None
    context = {
        "line": line,
        "rows": found,
        "forms": offered,
        "first": "" if found else forms.MemberForm.do,
        "wrong": wrong,
        "trail": inside(line),
    }
    return render(request, "law/group.html", context, status=422 if wrong else 200)
