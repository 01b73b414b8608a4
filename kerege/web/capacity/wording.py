"""Questions, answers and scores in the reader's words."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import get_language, gettext

from kerege.capacity.queries import AssessmentLine, FoundLine, SetLine
from kerege.capacity.rules.answers import Given
from kerege.capacity.rules.definitions import Definition, Question, Texts, text_in
from kerege.capacity.rules.in_languages import InLanguages
from kerege.capacity.rules.scoring import SectionScore, percent
from kerege.capacity.words import (
    ABOUT,
    ASSESSMENT_KINDS,
    ASSESSMENT_STATES,
    SEVERITIES,
    TRANSLATIONS,
    AssessmentState,
    QuestionKind,
    Translation,
)
from kerege.capacity.words.quality import CAUSES, FINDING_STANDINGS, SOURCES, URGENT, FindingStanding
from kerege.records.labels import Withheld
from kerege.web.shell.figures import day, figure
from kerege.web.shell.wording import word_of


def lang() -> str:
    return get_language() or "en"


def told(texts: Texts, definition: InLanguages) -> str:
    """A text of a set, a framework or a checklist in the reader's language, else in that in which it was written."""
    return text_in(texts, lang(), definition.source)


def spoken(texts: Texts, definition: InLanguages) -> str:
    """The language of what `told` gives, for `lang=`; empty where it is the reader's own."""
    tag = next((t for t in (lang(), lang().split("-")[0], definition.source) if texts.get(t)), "")
    return "" if tag == lang() else tag


def options(definition: Definition, question: Question) -> list[tuple[str, str]]:
    """The answers of a choice, with their words."""
    if question.kind == QuestionKind.YES_NO:
        return [("yes", gettext("Yes")), ("no", gettext("No"))]
    scale = definition.scale_of(question)
    return [(point.code, told(point.text, definition)) for point in scale.points] if scale else []


def answer(definition: Definition, question: Question, given: Given) -> str:
    """An answer in words; an empty text where there is none."""
    if given.not_applicable:
        return gettext("Does not apply")
    words = dict(options(definition, question))
    if words:
        return ", ".join(words.get(code, code) for code in given.value.split())
    if question.kind == QuestionKind.NUMBER and given.value:
        return figure(float(given.value)) if "." in given.value else figure(int(given.value))
    return given.value


def asked(definition: Definition | None, key: str, value: str) -> tuple[str, str, str]:
    """The words of a question, of an answer to it, and of what proves one; empty where there is no such question."""
    question = next((q for q in definition.questions() if q.key == key), None) if definition is not None else None
    if definition is None or question is None:
        return "", "", ""
    proof = told(question.evidence, definition) if question.evidence else ""
    return told(question.text, definition), answer(definition, question, Given(value)), proof


def found(line: FoundLine) -> dict[str, Any]:
    """One finding as lists and its page show it."""
    text, said, proof = asked(line.definition, line.finding.question, line.finding.value)
    tones = {FindingStanding.CLOSED: "good", FindingStanding.WORKED: "good", FindingStanding.PLANNED: "info"}
    stands = FindingStanding(line.standing)
    return {
        "finding": line.finding,
        "text": text or line.text,
        "answer": said,
        "proof": proof,
        "severity": word_of(SEVERITIES, line.finding.severity),
        "cause": word_of(CAUSES, line.finding.cause_kind) if line.finding.cause_kind else "",
        "source": word_of(SOURCES, line.source),
        "standing": word_of(FINDING_STANDINGS, line.standing),
        "tone": "bad" if stands in URGENT else tones.get(stands, "warn"),
        "again": [(each, asked(line.definition, line.finding.question, each.value)[1]) for each in line.reaudits],
    }


def language_note(definition: Definition) -> str:
    """What has to be said of the language in which the reader reads the set; empty where it was written in it."""
    state = definition.languages.get(lang()) or definition.languages.get(lang().split("-")[0])
    if state is None:
        return gettext(
            "This set is not translated into your language yet; its questions are shown as they were written."
        )
    if state == Translation.SOURCE:
        return ""
    return gettext("The questions in your language: %(state)s.") % {"state": gettext(TRANSLATIONS[state])}


@dataclass(frozen=True)
class Scored:
    """A score for a page: percent, or why there is none; `tone` is the look of its badge."""

    percent: str
    share: float
    missing: str
    tone: str


def scored(score: Fraction | None, *, known: int, asked: int, threshold: Fraction) -> Scored:
    """A score in words. Where answers are missing there is none, and that is told instead."""
    if score is not None:
        tone = "bad" if score < threshold else "good" if score >= Fraction(3, 4) else "warn"
        return Scored(percent_text(score), float(score), "", tone)
    if known < asked:
        missing = gettext("%(known)s of %(asked)s answered") % {"known": figure(known), "asked": figure(asked)}
        return Scored("", 0, missing, "info")
    return Scored("", 0, gettext("nothing here is scored"), "")


def percent_text(score: Fraction | None) -> str:
    """70.8 % as the language writes it."""
    text = percent(score)
    return gettext("%(figure)s %%") % {"figure": figure(float(text) if "." in text else int(text))} if text else ""


def of_section(section: SectionScore, threshold: Fraction) -> Scored:
    return scored(section.score, known=section.known, asked=section.asked, threshold=threshold)


def of_summary(told: Mapping[str, Any], threshold: Fraction) -> Scored:
    """A score that was kept with a closed assessment, or with one section of it."""
    score = Fraction(told["score"]) if told["score"] else None
    return scored(score, known=told["known"], asked=told["asked"], threshold=threshold)


def set_line(line: SetLine) -> dict[str, Any]:
    """One set as lists show it."""
    return {
        "set": line,
        "about": word_of(ABOUT, line.about),
        "languages": [tag for tag, _state in line.languages],
    }


def assessment_line(line: AssessmentLine, names: Mapping[str, Any]) -> dict[str, Any]:
    """One assessment as lists and its page show it."""
    tones = {AssessmentState.OPEN: "info", AssessmentState.CLOSED: "good"}
    score: Any = line.summary
    if score is not None and not isinstance(score, Withheld):
        score = of_summary(score, line.threshold)
    return {
        "assessment": line,
        "kind": word_of(ASSESSMENT_KINDS, line.kind),
        "state": word_of(ASSESSMENT_STATES, line.state),
        "tone": tones.get(AssessmentState(line.state), "warn"),
        "country": names.get(line.territory),
        "score": score,
        "when": day(line.closed_on or line.opened_on),
    }
