"""The after-action report: its figures, each of which opens to its rows, and the same as a paper."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET

from kerege.lib.papers import WRITERS, Paper, Part
from kerege.response.queries import exercises as queries
from kerege.response.queries.exercises import ExerciseLine
from kerege.response.words.exercises import ACTION_STATES, MARK, MARK_SAYS, RATED_BY
from kerege.web.activities import lists
from kerege.web.exercises import wording
from kerege.web.exercises.views import context_of, line_of
from kerege.web.shell.asked import asks
from kerege.web.shell.figures import figure
from kerege.web.shell.wording import word_of

KINDS = ("pdf", "docx")


@require_GET
@asks()
def report_page(request: HttpRequest, uid: object) -> HttpResponse:
    """What the exercise showed: ratings by objective, injects with their lateness, findings, actions."""
    line = _over(request, uid)
    return render(request, "exercises/report.html", {**context_of(request, line), **told(request, line)})


def _over(request: HttpRequest, uid: object) -> ExerciseLine:
    line = line_of(request, uid)
    if not queries.reads_report(request.viewer, line):
        raise lists.not_there(gettext("report"), uid)
    return line


def told(request: HttpRequest, line: ExerciseLine) -> dict[str, Any]:
    """All rows of the report that the reader may read, and the figures over them."""
    lang, now = lists.chosen(request).lang, timezone.now()
    notes = queries.notes(request.viewer, request.actor, line)
    listed = queries.injects(request.viewer, line, at=now)
    answered = [wording.reply(each, line, lang) for each in queries.replies(request.viewer, line)]
    found = queries.findings(request.viewer, line)
    directs, state = line.rights.directs, line.state
    return {
        "rated": wording.rated(notes, line, lang),
        "notes": [wording.note(each, line) for each in notes],
        "injects": [wording.inject(each, line, lang) for each in listed],
        "replies": answered,
        "findings": [wording.finding(each, line, now.date()) for each in found],
        "rated_by": gettext(RATED_BY),
        "kinds": KINDS,
        "may_find": (directs or line.rights.evaluates) and state == "ended",
        "may_act": directs,
        "may_adopt": directs and state == "ended",
        "adopted": wording.clock(line.reported_at, line.zone),
        "trail": context_of(request, line)["way"],
    }


@require_GET
@asks()
def report_file(request: HttpRequest, uid: object, kind: str) -> HttpResponse:
    """The report as PDF or DOCX, marked as of an exercise above and on every page."""
    line = _over(request, uid)
    if kind not in KINDS:
        raise lists.not_there(gettext("file"), kind)
    content_type, write = WRITERS[kind]
    answer = HttpResponse(write(paper(request, line)), content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="exercise-{uid}.{kind}"'
    return answer


def paper(request: HttpRequest, line: ExerciseLine) -> Paper:
    """The report as a paper in the reader's language."""
    head, rows, lang = context_of(request, line), told(request, line), lists.chosen(request).lang
    mark = gettext(MARK)
    facts = [
        (gettext("Held by"), str(head["country"])),
        (gettext("Kind"), head["kind"]),
        (gettext("Begins"), head["starts"]),
        (gettext("Ends"), head["ends"]),
        (gettext("Where"), line.place or "–"),
        (gettext("Scope of the exercise"), head["scope"]["text"] or "–"),
        (gettext("State"), head["state"]),
    ]
    notes = [gettext(MARK_SAYS), gettext(RATED_BY), *_footnotes(head["country"])]
    parts = [
        _rated(rows["rated"]),
        _observed(rows["notes"]),
        _found(rows["findings"]),
        _mended(rows["findings"]),
        _played(rows["injects"], rows["replies"]),
    ]
    return Paper(
        title=f"{mark}: {wording.said(line.title, line, lang)['text']}",
        kicker=f"{mark} · {gettext('After-action report')} · {head['tlp']}",
        facts=facts,
        notes=notes,
        parts=parts,
        foot=mark,
        lang=(get_language() or "en").split("-")[0],
        made=line.reported_at or line.run.ended_at or line.starts_at,
    )


def _footnotes(country: Any) -> list[str]:
    """The note of a designated name, where the country that held it has one."""
    return [country.footnote] if country.note else []


def _rated(rated: list[dict[str, Any]]) -> Part:
    return Part(
        gettext("Objectives"),
        headings=[gettext("Key"), gettext("Objective"), gettext("How one sees it"), "P", "S", "M", "U"],
        rows=[
            [o["key"], o["text"]["text"], o["measure"]["text"], *(figure(cell["n"]) for cell in o["cells"])]
            for o in rated
        ],
    )


def _observed(notes: list[dict[str, Any]]) -> Part:
    return Part(
        gettext("Observations"),
        headings=[gettext("On the clock"), gettext("What was seen"), gettext("Objective"), gettext("Rating")],
        rows=[
            [n["stood"], n["line"].text, n["line"].objective or "–", n["rating"] or gettext("Hot wash")] for n in notes
        ],
    )


def _found(findings: list[dict[str, Any]]) -> Part:
    return Part(
        gettext("Findings"),
        headings=[
            gettext("Objective"),
            gettext("Finding"),
            gettext("Kind"),
            gettext("Why it was so"),
            gettext("Rests on"),
        ],
        rows=[
            [f["line"].objective, f["line"].title, f["kind"], f["line"].cause or "–", figure(f["notes"])]
            for f in findings
        ],
    )


def _mended(findings: list[dict[str, Any]]) -> Part:
    return Part(
        gettext("Corrective actions"),
        headings=[
            gettext("Until"),
            gettext("Corrective action"),
            gettext("Who answers for it"),
            gettext("State"),
            gettext("Proof"),
        ],
        rows=[
            [
                a["due"],
                a["line"].text,
                a["line"].answers,
                word_of(ACTION_STATES, a["line"].state),
                a["line"].proof or "–",
            ]
            for f in findings
            for a in f["actions"]
        ],
    )


def _played(injects: list[dict[str, Any]], replies: list[dict[str, Any]]) -> Part:
    return Part(
        gettext("Master events list as it was played"),
        headings=[
            gettext("Number"),
            gettext("What happens"),
            gettext("Planned"),
            gettext("Gone out"),
            gettext("Answers"),
        ],
        rows=[
            [
                figure(i["line"].number),
                i["text"]["text"],
                figure(i["line"].minute),
                i["stood"] or i["state"],
                figure(sum(bool(r["line"].answer) for r in replies if r["line"].number == i["line"].number)),
            ]
            for i in injects
        ],
    )
