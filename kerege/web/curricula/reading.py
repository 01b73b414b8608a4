"""The list of curricula, a version with all its parts, and how outcomes, activities and assessments fit together."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from kerege.lib.refusal import N_
from kerege.lib.tables import Table
from kerege.lib.versions import VersionState, text_in
from kerege.people.rules import REGION, may, owners_for
from kerege.people.words import Deed
from kerege.training import queries
from kerege.training.queries import CurriculumPage
from kerege.training.queries.curriculum_exams import VersionExam, exams_of_version
from kerege.training.rules.curricula.alignment import Alignment, Row
from kerege.training.rules.curricula.alignment import alignment as aligned
from kerege.training.rules.curricula.bearing import Lost, losses
from kerege.training.rules.curricula.tree import Module
from kerege.training.rules.reviewing import needs_review
from kerege.training.words.curricula import AIMS, BLOOMS, GAPS, LOSSES, MAKES, VERSION_STATES
from kerege.web.activities import lists
from kerege.web.activities.history import history
from kerege.web.curricula import wording
from kerege.web.curricula.attaching import files_shown
from kerege.web.shell.exports import respond
from kerege.web.shell.wording import word_of


@require_GET
def curricula(request: HttpRequest) -> HttpResponse:
    """The curricula that the reader may see, with the version that is taught on the day."""
    choice = lists.chosen(request)
    found = queries.curricula(request.viewer, on=choice.on, lang=choice.lang)
    names = lists.names_of({line.owner for line in found} - {REGION}, choice)
    kept = owners_for(request.actor, Deed.KEEP_CURRICULA)
    waiting = (
        {each.key: each for each in queries.curricula_waiting(request.viewer, on=choice.on, owners=kept)}
        if kept
        else {}
    )
    lines = [
        {
            "line": line,
            "owner": names.get(line.owner),
            "waiting": waiting.get(line.key),
            "aim": word_of(AIMS, line.level) if line.level else "",
            "kind": word_of(MAKES, line.kind) if line.kind else "",
            "hours": f"{line.hours:g}",
        }
        for line in found
    ]
    return render(request, "curricula/curricula.html", {"lines": lines})


@require_GET
def curriculum(request: HttpRequest, key: str) -> HttpResponse:
    """One version with its parts, whence it came, and what can be done next."""
    page, choice = wording.shown_page(request, key)
    programme, source = page.programme, page.programme.source
    owners = lists.names_of({page.line.owner} - {REGION}, choice)
    parent = queries.ancestry(request.viewer, page, on=choice.on, lang=choice.lang)
    keeps = wording.keeps(request, page)
    exams = exams_of_version(request.viewer, page)
    found, files = aligned(programme, [each.assessment for each in exams]), files_shown(request, page)
    context = {
        "page": page,
        "title": text_in(programme.title, choice.lang, source),
        "summary": text_in(programme.summary, choice.lang, source),
        "state": word_of(VERSION_STATES, page.shown.state),
        "versions": [(each, word_of(VERSION_STATES, each.state)) for each in page.versions],
        "owner": owners.get(page.line.owner),
        "aim": word_of(AIMS, programme.level),
        "hours": f"{programme.hours:g}",
        "languages": wording.languages(page),
        "modules": [_module(module, choice.lang, source, files) for module in programme.modules],
        "gaps": found.gaps,
        "exams": [(text_in(each.title, choice.lang, source), each) for each in exams],
        "parent": parent,
        "losses": told_losses(page, parent, choice.lang),
        "forks": queries.curriculum_forks(request.viewer, key, on=choice.on, lang=choice.lang),
        "adoptions": queries.adoptions_of(request.viewer, key, on=choice.on),
        "open_offers": sum(not each.decision for each in queries.curriculum_offers(request.viewer, key)),
        "keeps": keeps,
        "reviews": needs_review(programme) and (keeps or may(request.actor, Deed.REVIEW_LESSONS, page.line.owner)),
        "history": history(request.viewer, page.line.uid),
        "may_change": keeps and wording.is_draft(page),
        "may_begin": keeps and not any(each.state == VersionState.DRAFT for each in page.versions),
        "may_adopt": bool(owners_for(request.actor, Deed.RECORD_ACTIVITY)) and bool(page.line.version),
        "may_fork": bool(owners_for(request.actor, Deed.KEEP_CURRICULA)) and page.shown.state != VersionState.DRAFT,
    }
    return render(request, "curricula/curriculum.html", context)


def told_losses(page: CurriculumPage, parent: Any, lang: str) -> list[tuple[str, str]]:
    """Why a fork bears no certificate: each reason with what it is about. None where its parent bears none. A parent
    that is a fork itself may have lost what its own parent had: it is told of all of them, each loss once.
    """
    if parent is None or not parent.programme.certificate:
        return []
    found = {
        (each.loss, each.outcome): (word_of(LOSSES, each.loss), _about(each, programme.source, lang))
        for programme in reversed((parent.programme, *parent.above))
        if programme.certificate
        for each in losses(programme, page.programme)
    }
    return list(found.values())


def _about(lost: Lost, source: str, lang: str) -> str:
    if lost.text:
        return f"{lost.outcome}: {text_in(lost.text, lang, source)}"
    return f"{lost.own:g} < {lost.parent:g}" if lost.parent else ""


def _module(module: Module, lang: str, source: str, files: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": module.id,
        "title": text_in(module.title, lang, source),
        "module": module,
        "outcomes": [
            (each.id, text_in(each.text, lang, source), word_of(BLOOMS, each.bloom), each.mandatory)
            for each in module.outcomes
        ],
        "activities": [(each.id, text_in(each.title, lang, source), each.minutes) for each in module.activities],
        "assessments": [(each.id, text_in(each.title, lang, source), each.pass_mark) for each in module.assessments],
        "files": [files[each.id] for each in module.attachments],
    }


@require_GET
def alignment(request: HttpRequest, key: str) -> HttpResponse:
    """Each outcome beside its activities and assessments, with what is missing. `?format=` is a file."""
    page, choice = wording.shown_page(request, key)
    exams = exams_of_version(request.viewer, page)
    found, names = aligned(page.programme, [each.assessment for each in exams]), wording.titles(page, choice.lang)
    names |= {each.uid: _exam_called(each, choice.lang) for each in exams}
    if choice.format:
        name = f"{key}-{page.shown.version}-alignment"
        return respond(request, _table(request, page, found, names, choice), filename=name, format=choice.format)
    context = {
        "page": page,
        "title": text_in(page.programme.title, choice.lang, page.programme.source),
        "rows": [_row(row, names) for row in found.rows],
        "times": [(word_of(GAPS, each.gap), names.get(each.module, ""), each.said, each.found) for each in found.times],
        "idle": [(each.id, names[each.id]) for each in found.idle],
        "unheard": wording.unheard_told(found.unheard),
        "gaps": found.gaps,
    }
    return render(request, "curricula/alignment.html", context)


def _exam_called(exam: VersionExam, lang: str) -> str:
    title = text_in(exam.title, lang, next(iter(exam.title)))
    return gettext("Exam: %(title)s") % {"title": title}


def _row(row: Row, names: dict[str, str]) -> dict[str, Any]:
    return {
        "id": row.outcome.id,
        "outcome": names[row.outcome.id],
        "module": names[row.module.id],
        "bloom": word_of(BLOOMS, row.outcome.bloom),
        "mandatory": row.outcome.mandatory,
        "activities": [(names[cell.part.id], _level(cell.part.bloom), cell.lower) for cell in row.activities],
        "assessments": [(names[cell.part.id], _level(cell.part.bloom), cell.lower) for cell in row.assessments],
        "gaps": [word_of(GAPS, gap) for gap in row.gaps],
    }


def _level(bloom: str) -> str:
    return word_of(BLOOMS, bloom) if bloom else ""


def _table(
    request: HttpRequest, page: CurriculumPage, found: Alignment, names: dict[str, str], choice: lists.Choice
) -> Table:
    rows = []
    for row in found.rows:
        told = _row(row, names)
        parts = [
            "; ".join(f"{name} ({level})" if level else name for name, level, _lower in told[what])
            for what in ("activities", "assessments")
        ]
        need = gettext("yes") if told["mandatory"] else gettext("no")
        rows.append([told["module"], told["id"], told["outcome"], told["bloom"], need, *parts, "; ".join(told["gaps"])])
    for gap, name, said, minutes in ((each.gap, each.module, each.said, each.found) for each in found.times):
        rows.append([names.get(name, ""), "", "", "", "", "", "", f"{word_of(GAPS, gap)}: {said} / {minutes}"])
    for name, why, langs in wording.unheard_told(found.unheard):
        rows.append([name, "", "", "", "", "", "", f"{why}: {langs}"])
    title = f"{names['']} · {page.shown.version}"
    return lists.table(request.viewer, title, HEADINGS, rows, choice)


HEADINGS = (
    N_("Module"),
    N_("Id"),
    N_("Outcome"),
    N_("Level of Bloom's taxonomy"),
    N_("Mandatory for the certificate"),
    N_("Activities"),
    N_("Assessments"),
    N_("Gaps"),
)
