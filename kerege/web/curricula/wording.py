"""Curricula in words: parts by their titles, fields by their names, values as people say them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext

from kerege.capacity.words import TRANSLATIONS, Translation
from kerege.lib.refusal import N_, Refusal
from kerege.lib.versions import VersionState, text_in
from kerege.people.rules import may
from kerege.people.words import UNKNOWN_KEY, Deed
from kerege.training import queries
from kerege.training.queries import CurriculumPage
from kerege.training.queries.reviewing import review, wrote_what_is_restricted
from kerege.training.rules.curricula import shapes
from kerege.training.rules.curricula.difference import title_of
from kerege.training.rules.curricula.films import Film
from kerege.training.rules.curricula.translating import standing
from kerege.training.rules.curricula.tree import Programme
from kerege.training.rules.curricula.walking import Placed, placed
from kerege.training.rules.reviewing import needs_review
from kerege.training.rules.scenarios import faults_in
from kerege.training.words.curricula import (
    ACTIVITY_KINDS,
    AIMS,
    ASSESSMENT_KINDS,
    BLOOMS,
    EQUIPMENT,
    GAPS,
    ITEM_KINDS,
    MAKES,
    NODES,
    PERS,
    PURPOSES,
    Gap,
    Node,
)
from kerege.training.words.reviewing import REVIEW_RESTRICTED_IT
from kerege.web.activities import lists
from kerege.web.shell.figures import figure
from kerege.web.shell.wording import language_name, word_of

FIELDS = {
    "title": N_("Title"),
    "summary": N_("Summary"),
    "body": N_("Lesson"),
    "text": N_("Text"),
    "what": N_("What"),
    "expected": N_("Expected answer"),
    "stem": N_("Question"),
    "why": N_("Why"),
    "kind": N_("Kind"),
    "level": N_("For whom"),
    "licence": N_("Licence"),
    "certificate": N_("Bears a certificate"),
    "hours": N_("Hours"),
    "day": N_("Day"),
    "minutes": N_("Minutes"),
    "minute": N_("Minute"),
    "bloom": N_("Level of Bloom's taxonomy"),
    "mandatory": N_("Mandatory for the certificate"),
    "competence": N_("Competence of the framework"),
    "outcomes": N_("Outcomes"),
    "outcome": N_("Outcome"),
    "group": N_("People in a group"),
    "rotation": N_("Minutes until groups change places"),
    "number": N_("Number"),
    "per": N_("For whom the number is"),
    "equipment": N_("Kind of equipment"),
    "critical": N_("Has to be right"),
    "to": N_("Told to the role"),
    "pass": N_("Pass mark in percent"),
    "right": N_("Right"),
    "question": N_("Question of the bank"),
    "origin": N_("Version in the question bank"),
    "name": N_("File"),
    "sha256": N_("Digest (SHA-256)"),
    "size": N_("Bytes"),
    "type": N_("Type of file"),
    "language": N_("Language"),
    "purpose": N_("Purpose"),
    "languages": N_("Languages"),
    "start": N_("Scene in which it begins"),
    "most": N_("Most choices of one walk"),
    "picture": N_("Picture: one of the files of the module"),
    "alt": N_("What the picture shows, in words"),
    "learnt": N_("What is learnt: with it the scene is an ending"),
    "after": N_("What comes of it"),
}
LISTS = {
    "modules": N_("Modules"),
    "outcomes": N_("Outcomes"),
    "activities": N_("Activities"),
    "assessments": N_("Assessments"),
    "attachments": N_("Attachments"),
    "steps": N_("Steps"),
    "materials": N_("Materials"),
    "checklist": N_("Checklist"),
    "roles": N_("Roles"),
    "injects": N_("Injects"),
    "items": N_("Questions"),
    "choices": N_("Answers to choose from"),
    "scenarios": N_("Branching scenarios"),
    "scenes": N_("Scenes"),
    "ways": N_("Choices"),
}
KINDS: Mapping[tuple[Node, str], Mapping[Any, str]] = {
    (Node.PROGRAMME, "kind"): MAKES,
    (Node.PROGRAMME, "level"): AIMS,
    (Node.OUTCOME, "bloom"): BLOOMS,
    (Node.ACTIVITY, "kind"): ACTIVITY_KINDS,
    (Node.ACTIVITY, "bloom"): BLOOMS,
    (Node.ASSESSMENT, "kind"): ASSESSMENT_KINDS,
    (Node.ASSESSMENT, "bloom"): BLOOMS,
    (Node.ITEM, "kind"): ITEM_KINDS,
    (Node.MATERIAL, "per"): PERS,
    (Node.MATERIAL, "equipment"): EQUIPMENT,
    (Node.ATTACHMENT, "purpose"): PURPOSES,
}


def shown_page(request: HttpRequest, key: str, *, version: str | None = None) -> tuple[CurriculumPage, lists.Choice]:
    """The curriculum that an address names, in the version that it names. Refuses people.unknown_key."""
    choice = lists.chosen(request)
    number = request.GET.get("version", "")[:20] if version is None else version
    page = queries.curriculum(request.viewer, key, on=choice.on, lang=choice.lang, version=number)
    if page is None:
        if wrote_what_is_restricted(request.viewer, request.actor, key, number):
            raise Refusal(REVIEW_RESTRICTED_IT)
        raise Refusal(UNKNOWN_KEY, what=gettext("curriculum"), key=f"{key[:60]} {number}".strip())
    return page, choice


def keeps(request: HttpRequest, page: CurriculumPage) -> bool:
    return may(request.actor, Deed.KEEP_CURRICULA, page.line.owner)


def is_draft(page: CurriculumPage) -> bool:
    """Whether it can be changed: what was no version yet on an earlier day and is one now cannot."""
    return page.shown.state == VersionState.DRAFT and page.shown.published_on is None


def unreviewed(request: HttpRequest, page: CurriculumPage) -> bool:
    """Whether a draft holds lessons that nobody else has approved as they stand."""
    if not needs_review(page.programme):
        return False
    found = review(request.viewer, request.actor, page.line.key, page.shown.version)
    return found is None or not found.now.approved


def unfinished(page: CurriculumPage, lang: str) -> list[tuple[str, str, int]]:
    """The scenarios of a version in which something is not right: where they stand, what they are called, how much."""
    programme = page.programme
    found = [
        (each.id, text_in(each.title, lang, programme.source), sum(one.stops for one in faults_in(each, of, programme)))
        for of in programme.modules
        for each in of.scenarios
    ]
    return [line for line in found if line[2]]


def called(part: Placed, lang: str, source: str) -> str:
    """A part by its title in the reader's language; a lesson's first line is enough."""
    text = text_in(title_of(part), lang, source)
    return text.splitlines()[0][:140] if text else part.address


def titles(page: CurriculumPage, lang: str) -> dict[str, str]:
    """What every part of a version is called."""
    return titles_of(page.programme, lang)


def titles_of(programme: Programme, lang: str) -> dict[str, str]:
    """What every part of a curriculum is called."""
    return {address: called(part, lang, programme.source) for address, part in placed(programme.content).items()}


def value(node: Node, field: str, told: Any, names: Mapping[str, str]) -> str:
    """What a field says that is no text."""
    if told in (None, "", [], ()):
        return "–"
    if field == "question":
        return gettext("as it stands in the question bank")
    if isinstance(told, bool):
        return gettext("yes") if told else gettext("no")
    if words := KINDS.get((node, field)):
        return gettext(next((word for each, word in words.items() if each == told), str(told)))
    if isinstance(shapes.SHAPES[node].get(field), shapes.Links):
        return "; ".join(names.get(each, each) for each in (told if isinstance(told, list | tuple) else [told]))
    return f"{told:g}" if isinstance(told, float) else str(told)


def field_name(node: Node, field: str) -> str:
    return gettext(FIELDS[field]) if field in FIELDS else field


def node_name(node: Node) -> str:
    return gettext(NODES[node])


def languages(page: CurriculumPage) -> list[tuple[str, str, str]]:
    """Each language by its tag and by its name in itself, with how far it can be relied on and how much is missing."""
    states = page.programme.languages.items()
    return [(tag, language_name(tag), _told(page, tag, state)) for tag, state in states]


def _told(page: CurriculumPage, lang: str, state: Translation) -> str:
    texts = standing(page.programme.content, lang)
    missing = sum(each.missing for each in texts)
    if not missing:
        return gettext(TRANSLATIONS[state])
    told = {"state": gettext(TRANSLATIONS[state]), "missing": figure(missing), "all": figure(len(texts))}
    return gettext("%(state)s, %(missing)s of %(all)s texts are missing") % told


def unheard_told(found: Iterable[tuple[Film, tuple[str, ...]]]) -> list[tuple[str, str, str]]:
    """Films without captions: the name of each, what it lacks, and in which languages."""
    why = word_of(GAPS, Gap.NO_CAPTIONS)
    return [(film.file.name, why, ", ".join(language_name(lang) for lang in langs)) for film, langs in found]
