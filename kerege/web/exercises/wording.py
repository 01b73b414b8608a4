"""Exercises in the words of pages."""

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils.translation import gettext

from kerege.lib.versions import Texts, text_in
from kerege.lib.zones import town_of
from kerege.response.queries.exercises import ExerciseLine, FindingLine, InjectLine, NoteLine, ReplyLine
from kerege.response.rules.exercises.clock import elapsed
from kerege.response.rules.exercises.reporting import tally
from kerege.response.words.alerts import TLP
from kerege.response.words.exercises import (
    EXERCISE_KINDS,
    EXERCISE_PARTS,
    EXERCISE_STATES,
    FINDING_KINDS,
    INJECT_STATES,
    MARK,
    MARK_SAYS,
    RATINGS,
    RELEASES,
    ExerciseState,
    InjectState,
    Rating,
)
from kerege.web.activities import lists
from kerege.web.alerts.wording import clock
from kerege.web.shell.figures import day, figure
from kerege.web.shell.wording import word_of

TONES = {
    ExerciseState.RUNNING: "warn",
    ExerciseState.PAUSED: "warn",
    ExerciseState.ENDED: "info",
    ExerciseState.REPORTED: "good",
}
RATED = {Rating.P: "good", Rating.S: "info", Rating.M: "warn", Rating.U: "bad"}
LANGUAGES = dict(settings.LANGUAGES)


def said(texts: Texts, line: ExerciseLine, lang: str) -> dict[str, str]:
    """A text in the reader's language, else as it was written, with the language in which it stands there."""
    text = text_in(texts, lang, line.languages[0]) if texts else ""
    tag = next((tag for tag, each in texts.items() if each == text), "")
    return {"text": text, "lang": tag}


def minutes(stood: timedelta | None) -> str:
    """Where the clock of the exercise stands or stood, in whole minutes."""
    return "" if stood is None else gettext("minute %(n)s") % {"n": figure(int(stood.total_seconds() // 60))}


def marks() -> dict[str, str]:
    """What stands first on each page of an exercise."""
    return {"mark": gettext(MARK), "mark_says": gettext(MARK_SAYS)}


def row(line: ExerciseLine, choice: lists.Choice, names: dict[str, Any]) -> dict[str, Any]:
    """One exercise in a list."""
    return {
        "line": line,
        "title": said(line.title, line, choice.lang),
        "kind": word_of(EXERCISE_KINDS, line.kind),
        "country": names[line.owner],
        "state": word_of(EXERCISE_STATES, line.state),
        "tone": TONES.get(ExerciseState(line.state), ""),
        "starts": clock(line.starts_at, line.zone),
        "ends": clock(line.ends_at, line.zone),
        "part": word_of(EXERCISE_PARTS, line.rights.part) if line.rights.part else "",
    }


def whole(line: ExerciseLine, choice: lists.Choice, names: dict[str, Any], *, at: datetime) -> dict[str, Any]:
    """One exercise on its pages."""
    team = line.played(line.team) if line.team else None
    return row(line, choice, names) | {
        "scope": said(line.scope, line, choice.lang),
        "scenario": said(line.scenario, line, choice.lang),
        "objectives": [objective(each, line, choice.lang) for each in line.objectives],
        "teams": [
            {"key": t.key, "title": said(t.title, line, choice.lang), "brief": said(t.brief, line, choice.lang)}
            for t in line.teams
        ],
        "mine": {
            "title": said(team.title, line, choice.lang),
            "brief": said(team.brief, line, choice.lang),
        }
        if team
        else None,
        "tlp": TLP[line.label],  # type: ignore[index]
        "zone": town_of(line.zone, choice.lang),
        "stands": minutes(elapsed(line.run, at)) if line.run.started_at else "",
        "going": line.state in {ExerciseState.RUNNING, ExerciseState.PAUSED},
        "languages": ", ".join(LANGUAGES.get(tag, tag) for tag in line.languages),
        **marks(),
    }


def objective(each: Any, line: ExerciseLine, lang: str) -> dict[str, Any]:
    return {
        "key": each.key,
        "text": said(each.text, line, lang),
        "measure": said(each.measure, line, lang),
        "capacity": each.capacity,
    }


def inject(each: InjectLine, line: ExerciseLine, lang: str) -> dict[str, Any]:
    """One inject in a list and on its page."""
    teams = {t.key: text_in(t.title, lang, line.languages[0]) for t in line.teams}
    return {
        "line": each,
        "text": said(each.text, line, lang),
        "expected": said(each.expected, line, lang),
        "to": ", ".join(teams.get(key, key) for key in each.to) or gettext("all players"),
        "release": word_of(RELEASES, each.release),
        "state": word_of(INJECT_STATES, each.state),
        "out": each.state == InjectState.OUT,
        "waits": each.state == InjectState.PLANNED,
        "out_at": clock(each.out_at, line.zone),
        "stood": minutes(timedelta(minutes=each.minute) + each.late) if each.late is not None else "",
        "late": lateness(each.late),
    }


def lateness(late: timedelta | None) -> str:
    """How much later than planned an inject went out, or earlier."""
    if late is None or abs(late) < timedelta(minutes=1):
        return ""
    n = figure(int(abs(late).total_seconds() // 60))
    return (gettext("%(n)s min later") if late > timedelta(0) else gettext("%(n)s min earlier")) % {"n": n}


def reply(each: ReplyLine, line: ExerciseLine, lang: str) -> dict[str, Any]:
    team = line.played(each.team)
    return {
        "line": each,
        "team": text_in(team.title, lang, line.languages[0]) if team else "",
        "read": minutes(each.read_on_clock),
        "answered": minutes(each.answered_on_clock),
    }


def note(each: NoteLine, line: ExerciseLine) -> dict[str, Any]:
    return {
        "line": each,
        "rating": word_of(RATINGS, each.rating) if each.rating else "",
        "tone": RATED[Rating(each.rating)] if each.rating else "",
        "stood": minutes(each.on_clock),
    }


def finding(each: FindingLine, line: ExerciseLine, on: date) -> dict[str, Any]:
    return {
        "line": each,
        "kind": word_of(FINDING_KINDS, each.kind),
        "improve": each.kind == "improve",
        "notes": len(each.notes),
        "actions": [
            {"line": act, "due": day(act.due), "late": act.late(on), "closed": clock(act.closed_at, line.zone)}
            for act in each.actions
        ],
    }


def rated(notes: list[NoteLine], line: ExerciseLine, lang: str) -> list[dict[str, Any]]:
    """For each objective how often each rating was given; the figures of the report."""
    found = []
    for each in line.objectives:
        counts = tally(n.rating for n in notes if n.objective == each.key and n.rating)
        cells = [{"rating": r.value, "word": word_of(RATINGS, r), "n": n, "tone": RATED[r]} for r, n in counts.items()]
        found.append(objective(each, line, lang) | {"cells": cells, "n": sum(counts.values())})
    return found
