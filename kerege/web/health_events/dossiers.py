"""The dossier of an assessment: what would be sent, as DOCX, PDF, XLSX and JSON. Nothing is sent."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET

from kerege.lib.papers import WRITERS, Paper, Part
from kerege.response.queries.health_events import AssessmentLine, EventLine
from kerege.response.words.frames import NOT_SENT, UNVERIFIED
from kerege.web.activities import lists
from kerege.web.health_events import wording
from kerege.web.health_events.views import event_of
from kerege.web.health_events.writing import assessment_of
from kerege.web.shell.exports import attached

MEDIA = {"json": "application/json", **{name: media for name, (media, _write) in WRITERS.items()}}


@require_GET
def dossier(request: HttpRequest, uid: object, assessment: object, format: str) -> HttpResponse:
    """One file. Refuses people.unknown_key in the same words for what is not there and what is not for the reader."""
    line = event_of(request, uid)
    found = assessment_of(request, line, assessment)
    if format not in MEDIA:
        raise lists.not_there(gettext("file"), format)
    told = paper(line, found, lists.chosen(request))
    name = f"kerege-{found.frame.key}-{line.owner.lower()}-{line.uid[:8]}-{found.edition}.{format}"
    return attached(request, lambda: _written(told, line, found, format), media_type=MEDIA[format], filename=name)


def _written(told: Paper, line: EventLine, found: AssessmentLine, format: str) -> bytes:
    if format == "json":
        return json.dumps(content(told, line, found), ensure_ascii=False, indent=1).encode()
    return WRITERS[format][1](told)


def content(told: Paper, line: EventLine, found: AssessmentLine) -> dict[str, Any]:
    """The same for programs: what the paper says, with the codes of what was answered."""
    return {
        "title": told.title,
        "sent": False,
        "exercise": line.exercise,
        "notes": list(told.notes),
        "facts": [list(each) for each in told.facts],
        "event": line.uid,
        "owner": line.owner,
        "frame": found.frame.key,
        "version": found.frame.version,
        "unverified": found.frame.unverified,
        "edition": found.edition,
        "outcome": found.outcome,
        "answers": [
            {
                "given_at": each.given_at.isoformat(),
                "answers": {key: dict(one) for key, one in each.answers.items()},
                "verdict": each.judged.verdict.value,
                "depends_on": list(each.judged.open),
            }
            for each in found.answers
        ],
    }


def paper(line: EventLine, found: AssessmentLine, choice: lists.Choice) -> Paper:
    """What would be sent, in the reader's language."""
    country = lists.names_of([line.owner], choice)[line.owner]
    told, about = wording.assessment(found, line.zone), wording.event(line, choice, {line.owner: country})
    notes = [
        *([about["banner"]] if line.exercise else []),
        gettext(NOT_SENT),
        *([gettext(UNVERIFIED)] if found.frame.unverified else []),
        *([gettext("An example with made-up records.")] if line.synthetic else []),
        *([country.footnote] if country.note else []),
    ]
    facts = [
        (gettext("Country"), str(country)),
        (gettext("To whom"), told["recipient"]),
        (gettext("By when"), told["by_when"]),
        (gettext("Source"), told["source"]),
        (gettext("Detected"), about["detected"]),
        (gettext("Where"), about["place"]),
        (gettext("Who or what is concerned"), about["domains"]),
        (gettext("Decision"), told["state"] or gettext("not decided yet")),
        *([(gettext("Decided on"), told["decided"])] if found.decided else []),
        (gettext("Who may read it"), about["tlp"]),
    ]
    return Paper(
        title=line.title,
        kicker=told["title"],
        facts=facts,
        notes=notes,
        parts=_parts(line, found, told),
        foot=f"{told['title']} · {country} · {about['tlp']}",
        lang=get_language() or "en",
        made=found.decided_at or found.opened_at,
        sheet="Dossier",
    )


def _parts(line: EventLine, found: AssessmentLine, told: dict[str, Any]) -> list[Part]:
    columns = [gettext("No."), gettext("What is asked")]
    for n, _each in enumerate(found.answers, start=1):
        columns.append(gettext("Assessor %(number)s") % {"number": n})
    rows = [
        [
            str(row["number"]),
            row["text"],
            *(": ".join(p for p in (a["word"], a["reason"]) if p) for a in row["answers"]),
        ]
        for row in told["rows"]
    ]
    verdicts = [f"{n}. {each['verdict']} {each['depends']}".strip() for n, each in enumerate(told["people"], start=1)]
    decision = [told["state"], found.reason, told["todo"]] if found.decided else [gettext("not decided yet")]
    return [
        Part(gettext("What is known"), text=line.known.splitlines()),
        Part(gettext("Assessment"), text=verdicts, headings=columns, rows=rows),
        Part(gettext("Decision"), text=[each for each in decision if each]),
    ]
