"""The result of an assessment: scores with their arithmetic, findings, and how it changed between rounds."""

from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from kerege.capacity import queries
from kerege.capacity.queries import AssessmentLine, ResultPage
from kerege.capacity.rules.scoring import ScoredLine
from kerege.capacity.words import ACTION_STATES, SEVERITIES, AssessmentState, refused
from kerege.capacity.words.quality import CAUSES
from kerege.lib.refusal import Refusal
from kerege.people.rules import may
from kerege.people.words import Deed
from kerege.records.labels import Withheld
from kerege.web.activities import lists
from kerege.web.capacity import wording
from kerege.web.capacity.radar import Ring, radar
from kerege.web.capacity.report import report
from kerege.web.capacity.tables import STANDINGS, result_table
from kerege.web.capacity.views import page_of
from kerege.web.content.addresses import address_past_clearance
from kerege.web.shell.exports import attached, respond
from kerege.web.shell.wording import word_of


@require_GET
def result(request: HttpRequest, uid: object) -> HttpResponse:
    """The result, for who reads the answers; only its scores, for whom the owner showed those. `?format=` is a file."""
    choice = lists.chosen(request)
    page = page_of(request, uid, choice)
    found = queries.result_page(request.viewer, uid, me=request.actor.uid, on=choice.on, lang=choice.lang)
    if found is None and (page.line.summary is None or isinstance(page.line.summary, Withheld)):
        raise Refusal(refused.NOT_CLOSED if page.line.open else refused.NOT_IN_TEAM)
    if choice.format:
        if found is None:
            raise Refusal(refused.NOT_IN_TEAM)
        table = result_table(request.viewer, found, choice)
        return respond(request, table, filename="kerege-assessment", format=choice.format)
    if request.GET.get("as") == "report" and found is not None:
        return _report(request, found, choice)
    rounds = _rounds(request, page.line, choice)
    context = {
        "page": page,
        "line": page.line,
        "set_title": page.line.set_title,
        "found": found,
        "sections": _sections(found) if found else _kept(page),
        "whole": _whole(page, found),
        "band": _band(page, found),
        "rounds": rounds,
        "picture": _picture(page, rounds),
        "findings": _findings(found) if found else [],
        "may_plan": page.line.part == "lead" or may(request.actor, Deed.LABEL, page.line.owner),
        "evidence": _evidence(request, page) if found else [],
        "is_closed": page.line.state == AssessmentState.CLOSED,
    }
    return render(request, "capacity/result.html", context)


def _report(request: HttpRequest, found: ResultPage, choice: lists.Choice) -> HttpResponse:
    """The report on paper, for a reader of all answers."""
    names = lists.names_of({found.page.line.territory}, choice).values()
    notes = [f"{name.marker} {name.note}" for name in names if name.marker and name.marker in found.page.line.title]
    return attached(
        request,
        lambda: report(request.viewer, found, _sections(found), _findings(found), notes),
        media_type="application/pdf",
        filename="kerege-assessment-report.pdf",
    )


def _band(page: Any, found: ResultPage | None) -> str:
    """What the set calls the score of the whole; empty where it calls it nothing."""
    text = page.line.summary["score"] if found is None else ""
    score = found.result.score if found is not None else Fraction(text) if text else None
    band = page.definition.band_of(score)
    return wording.told(band.text, page.definition) if band is not None else ""


def _whole(page: Any, found: ResultPage | None) -> wording.Scored:
    threshold = page.definition.threshold
    if found is None:
        return wording.of_summary(page.line.summary, threshold)
    told = found.result
    return wording.scored(told.score, known=told.known, asked=told.asked, threshold=threshold)


def _sections(found: ResultPage) -> list[dict[str, Any]]:
    """Each section with its score and the arithmetic behind it."""
    definition = found.page.definition
    titles = {section.key: wording.told(section.title, definition) for section in definition.sections}
    return [
        {
            "number": number,
            "key": section.key,
            "title": titles[section.key],
            "score": wording.of_section(section, definition.threshold),
            "lines": [_line(found, line) for line in section.lines],
        }
        for number, section in enumerate(found.result.sections, start=1)
    ]


def _line(found: ResultPage, line: ScoredLine) -> dict[str, Any]:
    definition = found.page.definition
    question = next(q for q in definition.questions() if q.key == line.question)
    agreed = found.agreements.get(line.question)
    names = {member.id: member.name for member in found.page.team}
    return {
        "text": wording.told(question.text, definition),
        "answer": wording.answer(definition, question, found.settled[line.question][1]),
        "standing": gettext(STANDINGS[line.standing]),
        "known": line.known,
        "counts": line.counts,
        "points": float(line.points) if line.points is not None else None,
        "most": float(line.most) if line.most is not None else None,
        "weight": float(line.weight),
        "reason": agreed.reason if agreed else "",
        "said": [
            (names.get(each.assessor, ""), wording.answer(definition, question, each.given), each.comment)
            for each in found.answers.get(line.question, ())
        ],
    }


def _kept(page: Any) -> list[dict[str, Any]]:
    """The scores that were kept, for a reader who does not read the answers."""
    titles = {section.key: wording.told(section.title, page.definition) for section in page.definition.sections}
    return [
        {
            "number": number,
            "key": told["key"],
            "title": titles.get(told["key"], told["key"]),
            "score": wording.of_summary(told, page.definition.threshold),
            "lines": [],
        }
        for number, told in enumerate(page.line.summary["sections"], start=1)
    ]


def _rounds(request: HttpRequest, line: AssessmentLine, choice: lists.Choice) -> list[dict[str, Any]]:
    """The closed rounds of the same set about the same whose scores the reader may read, the oldest first."""
    about: Any = {"facility": line.facility, "organisation": line.organisation, "territory": line.territory}
    wanted = queries.Choice(set_key=line.set_key, state=AssessmentState.CLOSED, **about)
    found = queries.assessments(request.viewer, me=request.actor.uid, on=choice.on, lang=choice.lang, choice=wanted)
    return [
        {
            "line": each,
            "name": gettext("Round %(number)s") % {"number": each.round},
            "scores": {told["key"]: told for told in each.summary["sections"]},
            "whole": wording.of_summary(each.summary, each.threshold),
        }
        for each in sorted(found, key=lambda each: each.round)
        if each.summary is not None and not isinstance(each.summary, Withheld)
    ]


def changes(page: Any, rounds: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """For each section the scores of all rounds, and by how much the last one differs from the one before."""
    threshold = page.definition.threshold
    rows = []
    for section in page.definition.sections:
        told = [each["scores"].get(section.key) for each in rounds]
        if not any(told):
            continue
        exact = [Fraction(each["score"]) if each and each["score"] else None for each in told]
        rows.append(
            {
                "title": wording.told(section.title, page.definition),
                "cells": [
                    (each["name"], wording.of_summary(score, threshold) if score else None)
                    for each, score in zip(rounds, told, strict=True)
                ],
                "change": _change(exact),
            }
        )
    return rows


def _change(exact: list[Fraction | None]) -> str:
    if len(exact) < 2 or exact[-1] is None or exact[-2] is None:
        return ""
    difference = exact[-1] - exact[-2]
    shown = wording.percent_text(abs(difference))
    return f"+{shown}" if difference > 0 else f"−{shown}" if difference < 0 else shown


def _picture(page: Any, rounds: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The table of all rounds, and the radar of the last two; None where no round has a score."""
    if not rounds:
        return None
    keys = [
        section.key for section in page.definition.sections if any(section.key in each["scores"] for each in rounds)
    ]
    rings = [
        Ring(
            each["name"],
            [_share(each["scores"].get(key)) for key in keys],
        )
        for each in rounds[-2:]
    ]
    titles = {section.key: wording.told(section.title, page.definition) for section in page.definition.sections}
    return {
        "radar": radar(rings, [titles[key] for key in keys]),
        "axes": [titles[key] for key in keys],
        "rings": rings,
        "rows": changes(page, rounds),
    }


def _share(told: Any) -> float | None:
    return float(Fraction(told["score"])) if told and told["score"] else None


def _findings(found: ResultPage) -> list[dict[str, Any]]:
    definition = found.page.definition
    questions = {question.key: question for question in definition.questions()}
    return [
        {
            "finding": each,
            "severity": word_of(SEVERITIES, each.severity),
            "text": wording.told(questions[each.question].text, definition),
            "answer": wording.answer(definition, questions[each.question], found.settled[each.question][1]),
            "actions": [(a, word_of(ACTION_STATES, a.state)) for a in each.actions],
            "cause": word_of(CAUSES, each.cause_kind) if each.cause_kind else "",
        }
        for each in found.findings
    ]


def _evidence(request: HttpRequest, page: Any) -> list[tuple[Any, str, str]]:
    """Each piece of evidence with the question that it proves, and the address of its file where there is one."""
    texts = {q.key: wording.told(q.text, page.definition) for q in page.definition.questions()}
    files = queries.files_of(request.viewer, page.line.uid, me=request.actor.uid, on=page.line.opened_on)
    found = []
    for each in page.evidence:
        file = files.get(each.uid)
        address = address_past_clearance(request, file) if file else ""
        found.append((each, texts.get(each.question, each.question), address))
    return found
