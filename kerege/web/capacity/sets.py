"""Question sets: the list, a version with all its questions, an XLSForm in and out."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kerege.capacity import actions, queries
from kerege.capacity.queries import SetPage
from kerege.capacity.rules.answers import Given
from kerege.capacity.rules.definitions import Question
from kerege.capacity.rules.definitions import read as definition
from kerege.capacity.rules.form_words import SURVEY
from kerege.capacity.rules.set_sheet import QUESTIONS, SHEETS, example, form_of
from kerege.capacity.rules.xlsform import ORDER, check_form, content_of, plain, sheets_of
from kerege.capacity.words import ABOUT, QUESTION_KINDS, SET_STATES, TRANSLATIONS, WORDINGS, SetState
from kerege.files.rules import received
from kerege.files.words import FileKind
from kerege.lib.workbooks import read, written
from kerege.people.rules import REGION, may, owners_for
from kerege.people.words import Deed
from kerege.web.activities import lists
from kerege.web.capacity import wording
from kerege.web.capacity.drafts import load_page
from kerege.web.capacity.forms import SetForm
from kerege.web.content.taking import scan
from kerege.web.shell.exports import attached
from kerege.web.shell.wording import word_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def question_sets(request: HttpRequest) -> HttpResponse:
    """The sets that the reader may see, with the version that is answered now."""
    choice = lists.chosen(request)
    about = request.GET.get("about", "")[:20]
    found = queries.sets(request.viewer, on=choice.on, lang=choice.lang, about=about)
    owners = lists.names_of({line.owner for line in found} - {REGION}, choice)
    context = {
        "lines": [
            wording.set_line(line) | {"owner": owners.get(line.owner), "wording": word_of(WORDINGS, line.wording)}
            for line in found
        ],
        "subjects": lists.options(ABOUT, about),
        "may_keep": bool(owners_for(request.actor, Deed.KEEP_QUESTION_SETS)),
        "may_assess": bool(owners_for(request.actor, Deed.ASSESS)),
    }
    return render(request, "capacity/sets.html", context)


@require_GET
def question_set(request: HttpRequest, key: str) -> HttpResponse:
    """One version with all its questions. `?format=xlsx` is the same as an XLSForm."""
    choice = lists.chosen(request)
    page = _page(request, key, choice)
    if choice.format == "xlsx":
        sheets = sheets_of(page.definition, key=page.line.key, version=page.shown.version)
        return attached(
            request,
            lambda: written(sheets),
            media_type=XLSX,
            filename=f"{page.line.key}-{page.shown.version}.xlsx",
        )
    owners = lists.names_of({page.line.owner} - {REGION}, choice)
    context = wording.set_line(page.line) | {
        "page": page,
        "title": wording.told(page.definition.title, page.definition),
        "lead": wording.told(page.definition.lead, page.definition),
        "owner": owners.get(page.line.owner),
        "wording": word_of(WORDINGS, page.line.wording),
        "state": word_of(SET_STATES, page.shown.state),
        "versions": [(each, word_of(SET_STATES, each.state)) for each in page.versions],
        "sections": _sections(page),
        "languages": [(tag, gettext(TRANSLATIONS[state])) for tag, state in page.definition.languages.items()],
        "threshold": wording.percent_text(page.definition.threshold),
        "bands": [
            (wording.percent_text(band.least), wording.told(band.text, page.definition))
            for band in page.definition.bands
        ],
        "note": wording.language_note(page.definition),
        "may_publish": page.shown.state == SetState.DRAFT
        and may(request.actor, Deed.KEEP_QUESTION_SETS, page.line.owner),
        "may_assess": page.shown.state == SetState.PUBLISHED and bool(owners_for(request.actor, Deed.ASSESS)),
    }
    return render(request, "capacity/set.html", context)


def _page(request: HttpRequest, key: str, choice: lists.Choice) -> SetPage:
    version = request.GET.get("version", "")[:20]
    found = queries.question_set(request.viewer, key, on=choice.on, lang=choice.lang, version=version)
    if found is None:
        raise lists.not_there(gettext("question set"), key)
    return found


def _sections(page: SetPage) -> list[dict[str, Any]]:
    return [
        {
            "section": section,
            "title": wording.told(section.title, page.definition),
            "questions": [_question(page, question) for question in section.questions],
        }
        for section in page.definition.sections
    ]


def _question(page: SetPage, question: Question) -> dict[str, Any]:
    definition = page.definition
    scale = definition.scale_of(question)
    points = {point.code: point.points for point in scale.points} if scale else {}
    return {
        "question": question,
        "text": wording.told(question.text, definition),
        "lang": wording.spoken(question.text, definition),
        "kind": gettext(QUESTION_KINDS[question.kind]),
        "answers": [
            (wording.answer(definition, question, Given(code)), float(worth) if worth is not None else None)
            for code, worth in points.items()
        ],
        "proof": wording.told(question.evidence, definition) if question.evidence else "",
        "weight": float(question.weight),
        "links": [" ".join(filter(None, (link.of, link.edition, link.clause))) for link in question.links],
    }


@require_http_methods(["GET", "POST"])
def new_question_set(request: HttpRequest) -> HttpResponse:
    """Load an XLSForm: it becomes a draft, which its page shows before it is published."""
    return load_page(
        request,
        SetForm,
        deed=Deed.KEEP_QUESTION_SETS,
        template="capacity/new_set.html",
        load=lambda told: _load(request, **told),
    )


def _load(request: HttpRequest, *, file: Any, key: str, version: str, **told: Any) -> str:
    """Where the draft stands that came of the form; what was left out of that is told there."""
    taken = received(file.name, file.chunks(), kinds={FileKind.XLSX}, scan=scan())
    sheets = read(taken.content, {*ORDER, *SHEETS})
    sheets = form_of(sheets) if QUESTIONS in sheets and SURVEY not in sheets else sheets
    plainly, left = plain(sheets, called=file.name.rpartition(".")[0])
    own_key, own_version, content = content_of(plainly)
    named: dict[str, Any] = {"key": key or own_key, "version": version or own_version or "1"}
    definition(content)  # in our own words first, which say where
    check_form({name: sheets[name] for name in ORDER if name in sheets})
    actions.record_version(by=request.actor, content=content, **named, **told)
    for each in left:
        rows = ", ".join(map(str, each.rows[:10])) + (" …" if len(each.rows) > 10 else "")
        where = {"what": each.what, "rows": rows}
        messages.info(
            request, gettext("Left out, because an assessment has none: “%(what)s”, in row %(rows)s.") % where
        )
    return f"../{named['key']}/?version={named['version']}"


@require_GET
def example_sheet(request: HttpRequest) -> HttpResponse:
    """A plain sheet to begin a set with."""
    return attached(request, lambda: written(example()), media_type=XLSX, filename="kerege-question-sheet.xlsx")


@require_POST
def publish(request: HttpRequest, key: str) -> HttpResponse:
    """Publish a draft, and go back to it."""
    version = request.POST.get("version", "")[:20]
    actions.publish_version(by=request.actor, key=key, version=version)
    return redirect("question_set", key=key)
