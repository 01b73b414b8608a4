"""Judgements and figures of coverage in the reader's words."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext, ngettext

from kerege.law.queries.covered import Row
from kerege.law.queries.judged import EvidenceLine, JudgementLine
from kerege.law.rules.coverage import Coverage
from kerege.law.rules.grounds import Grounds
from kerege.law.words.coverage import (
    CHAIN_ANSWERS,
    CHAIN_ELEMENTS,
    CONFIDENCES,
    COVERAGE_STATUSES,
    JUDGEMENT_STATES,
    NO_FINDING,
    RELATIONS,
    STALE_REASONS,
    ChainElement,
    CoverageStatus,
    JudgementState,
)
from kerege.lib.refusal import N_
from kerege.web.shell.wording import word_of

APPLICABILITY = {
    "applies": N_("binds the country"),
    "voluntary": N_("voluntary"),
    "not_party": N_("not a party"),
    "not_in_force": N_("not in force"),
    "unknown": N_("not known whether it binds"),
}
TONES = {
    CoverageStatus.FULL: "good",
    CoverageStatus.PARTIAL: "info",
    CoverageStatus.NONE: "bad",
}


def no_finding() -> str:
    return gettext(NO_FINDING)


def said(texts: Mapping[str, str], lang: str) -> str:
    """A text of the catalogue in the reader's language; in English where it has none."""
    return texts.get(lang) or texts.get("en") or next(iter(texts.values()), "")


def percent(share: Fraction) -> int:
    """Down, so that 100 means all of it."""
    return int(share * 100)


def figure(told: Coverage, *, alone: bool = False) -> dict[str, Any]:
    """A figure in words, with the bounds for its bar. `alone`: where nothing binds, the figure is that of what is
    voluntary, and says so.
    """
    if alone and told.low is None and told.voluntary is not None:
        return {**figure(told.voluntary), "voluntary": True}
    return {
        "told": told,
        "text": interval(told),
        "judged": judged(told),
        "low": percent(told.low) if told.low is not None else 0,
        "width": percent(told.high) - percent(told.low) if told.low is not None and told.high is not None else 0,
        "by_status": [(gettext(COVERAGE_STATUSES[status]), n) for status, n in told.by_status],
    }


def interval(told: Coverage) -> str:
    if told.low is None or told.high is None:
        return gettext("nothing that applies")
    low, high = percent(told.low), percent(told.high)
    if low == high:
        return gettext("%(low)s %%") % {"low": low}
    return gettext("%(low)s to %(high)s %%") % {"low": low, "high": high}


def judged(told: Coverage) -> str:
    said = [gettext("%(judged)s of %(all)s judged") % {"judged": told.judged, "all": told.applicable}]
    if told.perhaps:
        said.append(ngettext("%(n)s perhaps binding", "%(n)s perhaps binding", told.perhaps) % {"n": told.perhaps})
    if told.voluntary is not None:
        beside = {"judged": told.voluntary.judged, "all": told.voluntary.applicable}
        said.append(gettext("voluntary: %(judged)s judged of %(all)s") % beside)
    return ", ".join(said)


def status(row: Row) -> dict[str, Any]:
    """How a row stands, in one word and a tone."""
    if not row.shared:
        return {"text": gettext("not shared"), "tone": ""}
    return {"text": word_of(COVERAGE_STATUSES, row.status), "tone": TONES.get(row.status, "")}


def row(each: Row, lang: str) -> dict[str, Any]:
    return {
        "row": each,
        "statement": said(each.statement, lang),
        "topic": said(each.topic_label, lang) or each.topic,
        "status": status(each),
        "applies": word_of(APPLICABILITY, each.applicability),
        "binds": each.applicability in {"applies", "voluntary"},
        "open": word_of(JUDGEMENT_STATES, each.open.state) if each.open is not None else "",
    }


def judgement(line: JudgementLine) -> dict[str, Any]:
    grounds = line.grounds if isinstance(line.grounds, Grounds) else None
    return {
        "line": line,
        "status": word_of(COVERAGE_STATUSES, line.status),
        "tone": TONES.get(line.status, ""),
        "state": word_of(JUDGEMENT_STATES, line.state),
        "is_open": line.state in {JudgementState.DRAFT, JudgementState.RETURNED},
        "grounds": grounds,
        "confidence": word_of(CONFIDENCES, grounds.confidence) if grounds and grounds.confidence else "",
        "chain": chain(grounds) if grounds else [],
        "stale": word_of(STALE_REASONS, line.stale_reason) if line.stale else "",
    }


def chain(grounds: Grounds) -> list[tuple[str, str]]:
    return [
        (gettext(CHAIN_ELEMENTS[each]), gettext(CHAIN_ANSWERS[grounds.chain[each]]) if each in grounds.chain else "")
        for each in ChainElement
    ]


def evidence(line: EvidenceLine) -> dict[str, Any]:
    address = line.work if line.work.startswith(("https://", "http://")) else ""
    return {"line": line, "relation": word_of(RELATIONS, line.relation), "address": address}
