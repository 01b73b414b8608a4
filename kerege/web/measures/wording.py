"""Measures in the reader's words."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from kerege.atlas.rules import language_chain
from kerege.law.queries.measures import MeasureLine
from kerege.law.rules.measures import LANGUAGES
from kerege.law.words.bringing import LOSSES
from kerege.law.words.measures import MEASURE_KINDS, MEASURE_STATES, MeasureState
from kerege.web.shell.wording import language_name, word_of

MARKS = {
    MeasureState.IN_FORCE: "good",
    MeasureState.PARTLY: "warn",
    MeasureState.SUSPENDED: "warn",
    MeasureState.DRAFT: "warn",
    MeasureState.REPEALED: "bad",
    MeasureState.LAPSED: "bad",
}


def named(titles: Mapping[str, str], lang: str) -> tuple[str, str]:
    """A title with its language: in the reader's, or in the nearest that there is."""
    for tag in (*language_chain(lang), *titles):
        for each in (tag, tag.split("-")[0]):
            if each in titles:
                return titles[each], each
    return "", ""


def language(code: str) -> str:
    """A language of texts by its name for the reader."""
    return language_name(LANGUAGES[code]) if code in LANGUAGES else code


def languages(codes: Any) -> list[tuple[str, str]]:
    """Codes of languages with their names, in the order of the names."""
    return sorted(((code, language(code)) for code in codes), key=lambda each: each[1].casefold())


def address(uri: str) -> str:
    """The page of a measure by its FRBR address."""
    return reverse("measure", args=[uri.removeprefix("/akn/")])


def shown(line: MeasureLine, lang: str) -> dict[str, Any]:
    """What a list and the head of a page say of a measure."""
    title, tag = named(line.titles, lang)
    return {
        "line": line,
        "title": title,
        "title_lang": tag,
        "href": address(line.uri),
        "kind": word_of(MEASURE_KINDS, line.kind),
        "state": word_of(MEASURE_STATES, line.state),
        "mark": MARKS.get(line.state, ""),
        "rank": named(line.rank[1], lang)[0] if line.rank else "",
        "authority": named(line.authority, lang)[0],
        "languages": [language(code) for code in line.languages],
    }


def told_losses(losses: Any) -> list[str]:
    """What a text lost on its way in, sentence by sentence."""
    return [gettext(LOSSES[each["kind"]]) % each for each in losses if each.get("kind") in LOSSES]


def named_tag(tag: str) -> str:
    """A language of pages by its own name, else its tag."""
    return language_name(tag)
