"""Cases and certificates in the reader's words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext

from kerege.capacity.queries.cases import CaseLine, CasePage, DeliveryLine, RecordLine
from kerege.capacity.queries.certificates import CertificateLine
from kerege.capacity.queries.schemes import in_words
from kerege.capacity.rules.hours import in_hours
from kerege.capacity.rules.next_steps import DOES
from kerege.capacity.rules.results import mean_tenths, told_tenths
from kerege.capacity.rules.schemes import Item, Scheme
from kerege.capacity.words.certification import (
    CASE_STATES,
    CERTIFICATE_STATES,
    IN_CASE,
    MATTERS,
    RECORD_KINDS,
    TODOS,
    VERDICTS,
    WARNINGS,
    CaseState,
    CertificateState,
    RecordKind,
    Todo,
)
from kerege.web.capacity.certificates.hours import Day
from kerege.web.capacity.wording import lang
from kerege.web.content.addresses import address_past_clearance
from kerege.web.shell.figures import day, figure
from kerege.web.shell.wording import word_of

TONES = {
    CaseState.CERTIFIED: "good",
    CaseState.NOT_CERTIFIED: "bad",
    CaseState.WITHDRAWN: "warn",
    CertificateState.VALID: "good",
    CertificateState.REFRESH_DUE: "warn",
    CertificateState.LAPSED: "bad",
    CertificateState.SUSPENDED: "warn",
    CertificateState.REVOKED: "bad",
}


@dataclass(frozen=True)
class Step:
    """Something that is open: what it is, whether the reader does it, and who does."""

    todo: Todo
    text: str
    mine: bool
    who: str


def case_line(line: CaseLine, names: Mapping[str, Any]) -> dict[str, Any]:
    """One case as lists and its page show it."""
    return {
        "case": line,
        "state": word_of(CASE_STATES, line.state),
        "tone": TONES.get(line.state, "info"),
        "country": names.get(line.territory),
    }


def certificate_line(line: CertificateLine, names: Mapping[str, Any]) -> dict[str, Any]:
    """One certificate as lists and pages show it."""
    return {
        "certificate": line,
        "state": word_of(CERTIFICATE_STATES, line.state),
        "tone": TONES[line.state],
        "country": names.get(line.territory),
        "languages": " ".join(line.languages),
    }


def hours(minutes: int) -> str:
    """7.25, or 7,25 where that is how figures are written."""
    return figure(float(in_hours(minutes)))


def steps(page: CasePage) -> list[Step]:
    """Everything that is open in a case, what is next first."""
    order = sorted(page.todos, key=lambda todo: todo != page.next)
    who = {"trainee": gettext("the trainee"), "reviewer": gettext("reviewers")} | {
        key.value: word_of(IN_CASE, key) for key in IN_CASE
    }
    there = {"trainee", "reviewer", *(member.part for member in page.members)}
    return [
        Step(
            todo,
            word_of(TODOS, todo),
            page.is_mine(todo),
            ", ".join(who[part] for part in DOES[todo])
            if there.intersection(DOES[todo]) or not page.members
            else gettext("nobody is named for this yet; whoever looks after the case names somebody"),
        )
        for todo in order
    ]


def progress(page: CasePage) -> list[tuple[str, str, bool]]:
    """Part 1 in figures: what, how far, and whether it is enough."""
    scheme, facts = page.scheme, page.facts
    if scheme.level(page.line.level).after:
        return []
    taught = told_tenths(facts.taught) if facts.taught is not None else "–"
    mark = gettext("%(mark)s %%") % {"mark": figure(facts.knowledge)} if facts.knowledge is not None else "–"
    return [
        (
            word_of(RECORD_KINDS, RecordKind.HOURS),
            gettext("%(hours)s of %(needed)s h") % {"hours": hours(facts.minutes), "needed": scheme.hours},
            facts.minutes >= scheme.hours * 60,
        ),
        (word_of(RECORD_KINDS, RecordKind.KNOWLEDGE), mark, (facts.knowledge or 0) >= scheme.pass_mark),
        (
            word_of(RECORD_KINDS, RecordKind.PRACTICAL),
            f"{facts.shown or 0} / {len(scheme.checklist)}",
            facts.shown == len(scheme.checklist),
        ),
        (word_of(RECORD_KINDS, RecordKind.TEACH_BACK), taught, (facts.taught or 0) >= scheme.rubric_mean),
    ]


def record_line(each: RecordLine, scheme: Scheme, of_day: Day | None = None) -> dict[str, Any]:
    """One record in words: what it is, what it says, and what has to be told beside it; of hours those of its day."""
    given, text = each.given, ""
    if of_day is not None:
        text = gettext("%(hours)s h") % {"hours": of_day.hours}
    elif each.kind == RecordKind.KNOWLEDGE:
        text = gettext("%(mark)s %%") % {"mark": figure(given["mark"])}
    elif each.kind == RecordKind.PRACTICAL:
        text = "; ".join(words_of(scheme.checklist, given["done"]))
    elif each.kind in {RecordKind.TEACH_BACK, RecordKind.OBSERVATION}:
        text = gettext("mean %(mean)s of 4") % {"mean": told_tenths(mean_tenths(given["rubric"].values()))}
    elif each.kind == RecordKind.EXTENSION:
        text = f"{day(date.fromisoformat(given['until']))} · {_became(given)}"
    return {
        "record": each,
        "kind": word_of(RECORD_KINDS, each.kind),
        "told": text,
        "warned": [word_of(WARNINGS, code) for code in (of_day.warned if of_day else given.get("warned", ()))],
    }


def hours_told(each: RecordLine) -> str:
    return gettext("%(hours)s h") % {"hours": hours(each.given["minutes"])}


def _became(given: Mapping[str, Any]) -> str:
    """What became of a request for a later deadline."""
    if given.get("replaced"):
        return gettext("superseded")
    return gettext("Approved") if given.get("closed") else gettext("Not decided yet")


def delivery_line(each: DeliveryLine) -> dict[str, Any]:
    """One delivery in words and figures."""
    gain = each.mean_after - each.mean_before if each.mean_after is not None and each.mean_before is not None else None
    return {
        "delivery": each,
        "gain": gain,
        "rate": 100 * each.answers // each.participants,
        "mean": told_tenths(each.mean_tenths) if each.answers else "",
        "observed": len(each.taught.judged),
        "warned": [word_of(WARNINGS, code) for code in each.warned],
    }


def file_of(request: HttpRequest, page: CasePage, uid: str) -> tuple[str, str] | None:
    """The name and the address of the file of a record or delivery; None where none was handed in."""
    line = page.files.get(uid)
    return (line.name, address_past_clearance(request, line)) if line is not None else None


def decision_line(each: Any) -> dict[str, Any]:
    return {"decision": each, "matter": word_of(MATTERS, each.matter), "verdict": word_of(VERDICTS, each.verdict)}


def words_of(items: tuple[Item, ...], keys: list[str]) -> list[str]:
    return [in_words(item.text, lang()) for item in items if item.key in keys]


def choices_of(items: tuple[Item, ...]) -> list[tuple[str, str]]:
    """Points of a checklist or criteria of a rubric to choose from, in the reader's language."""
    return [(item.key, in_words(item.text, lang())) for item in items]
