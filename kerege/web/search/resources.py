"""What is found of the inventory: facilities, training centres, offers of help and requests for it."""

from typing import Any

from kerege.atlas import queries as atlas
from kerege.inventory import queries as inventory
from kerege.inventory.words import FACILITY_KINDS
from kerege.inventory.words.helping import HELP_KINDS, OFFER_STATES, REQUEST_STATES
from kerege.lib.text import searched
from kerege.privacy.words.experts import EXPERTISE
from kerege.web.inventory.wording import said
from kerege.web.search.found import MOST, Found, Question
from kerege.web.shell.navigation import address
from kerege.web.shell.wording import word_of


def facilities(question: Question) -> list[Found]:
    """In any spelling, by the place where they stand too; of those that this reader may see."""
    choice = inventory.Choice(text=question.text)
    hits = inventory.find(question.viewer, on=question.on, lang=question.lang, choice=choice, size=MOST).hits
    countries = atlas.display_names({h.line.territory for h in hits}, lang=question.lang, on=question.on)
    return [
        Found(
            h.line.name,
            address("facility", h.line.key),
            word_of(FACILITY_KINDS, h.line.kind),
            countries[h.line.territory],
            synthetic=h.line.synthetic,
        )
        for h in hits
    ]


def centres(question: Question) -> list[Found]:
    """By the name that a centre has in the reader's language; those that this reader may see."""
    if not searched(question.text):
        return []
    asked = inventory.CentreChoice(text=question.text)
    found = inventory.centres(question.viewer, on=question.on, lang=question.lang, choice=asked)[:MOST]
    countries = atlas.display_names({line.territory for line in found}, lang=question.lang, on=question.on)
    return [
        Found(
            line.name,
            address("centre", line.key),
            ", ".join(said(EXPERTISE, line.topics)),
            countries.get(line.territory),
            synthetic=line.synthetic,
        )
        for line in found
    ]


def offers(question: Question) -> list[Found]:
    """By title, note and facility, as they stand on the day; of facilities and offers that this reader may see."""
    if not searched(question.text):
        return []
    wanted = inventory.Wanted(text=question.text)
    found = inventory.offers(question.viewer, on=question.on, wanted=wanted, lang=question.lang)[:MOST]
    return _help(question, [(line, "offer", word_of(OFFER_STATES, line.state)) for line in found])


def requests(question: Question) -> list[Found]:
    """By title and note, as they stand on the day; those that this reader may see."""
    if not searched(question.text):
        return []
    wanted = inventory.Wanted(text=question.text)
    found = inventory.requests(question.viewer, on=question.on, wanted=wanted, lang=question.lang)[:MOST]
    return _help(question, [(line, "help_request", word_of(REQUEST_STATES, line.state)) for line in found])


def _help(question: Question, found: list[tuple[Any, str, str]]) -> list[Found]:
    countries = atlas.display_names({line.territory for line, _, _ in found}, lang=question.lang, on=question.on)
    return [
        Found(
            line.title,
            address(page, line.key),
            f"{word_of(HELP_KINDS, line.kind)} · {state}",
            countries.get(line.territory),
            synthetic=line.synthetic,
        )
        for line, page, state in found
    ]
