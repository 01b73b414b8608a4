"""What is found for a question, group by group, as far as the reader may see it."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext

from kerege.atlas import queries as atlas
from kerege.atlas.words import SUBJECT_KINDS, SubjectKind
from kerege.indicators.rules import DEFINITIONS
from kerege.law import queries as law
from kerege.lib.text import fold, searched
from kerege.outreach import queries as outreach
from kerege.outreach.words.library import RESOURCE_KINDS
from kerege.people import queries as people
from kerege.people.rules import REGION
from kerege.privacy import queries as privacy
from kerege.privacy.words.experts import EXPERTISE
from kerege.training import queries as training
from kerege.web.inventory.wording import said
from kerege.web.search import resources
from kerege.web.search.found import MOST, Found, Group, Question
from kerege.web.shell.figures import days
from kerege.web.shell.navigation import address
from kerege.web.shell.wording import language_name, word_of

SURE = 0.9
"""From this likeness on a place's other spellings are looked for in titles too."""


def answer(question: Question) -> list[Group]:
    """The groups that have something, in the order in which most people look for them."""
    hits = atlas.search_names(question.text, on=question.on, lang=question.lang, limit=MOST)
    spellings = _spellings(question, hits)
    groups = [
        Group(gettext("Names"), _names(question, hits)),
        Group(gettext("Facilities"), resources.facilities(question), address("facilities")),
        Group(gettext("Training centres"), resources.centres(question), address("centres")),
        Group(gettext("Offers of help"), resources.offers(question), address("offers")),
        Group(gettext("Requests for help"), resources.requests(question), address("help_requests")),
        Group(gettext("Indicators"), _indicators(question)),
        Group(gettext("Courses"), _courses(question, spellings), address("courses")),
        Group(gettext("Events"), _events(question, spellings), address("events")),
        Group(gettext("Library"), _library(question), address("library")),
        Group(gettext("People"), _persons(question)),
        Group(gettext("Experts"), _experts(question), address("experts")),
        Group(gettext("Sources"), _sources(question), address("sources")),
    ]
    return [group for group in groups if group.found]


def _spellings(question: Question, hits: Iterable[atlas.Hit]) -> list[str]:
    """What was typed, and how the places and countries surely meant are written in English, as most titles are."""
    kinds = {SubjectKind.PLACE, SubjectKind.UNIT, SubjectKind.TERRITORY}
    uids = [h.uid for h in hits if h.score >= SURE and h.kind in kinds]
    codes = [h.key for h in hits if h.score >= SURE and h.kind == SubjectKind.TERRITORY]
    english = [*atlas.names_of(uids, on=question.on, lang="en").values()]
    english += [d.name for d in atlas.display_names(codes, lang="en", on=question.on).values()] if codes else []
    return list(dict.fromkeys([question.text, *english]))[:4]


def _names(question: Question, hits: list[atlas.Hit]) -> list[Found]:
    organisations = {o.uid: o for o in people.organisations(on=question.on, lang=question.lang)}
    instruments = {i.uid: i for i in law.instruments(on=question.on, lang=question.lang)}
    codes = {h.territory for h in hits if h.territory}
    codes |= {o.territory for o in organisations.values() if o.territory}
    countries = atlas.display_names(codes, lang=question.lang, on=question.on)
    found = []
    for hit in hits:
        body, instrument = organisations.get(str(hit.uid)), instruments.get(str(hit.uid))
        territory = (body.territory if body else hit.territory) or ""
        found.append(
            Found(
                title=body.name if body else instrument.name if instrument else hit.display,
                href=_href(hit, territory, body.key if body else "", instrument.key if instrument else ""),
                about=word_of(SUBJECT_KINDS, hit.kind),
                country=countries.get(territory) if hit.kind != SubjectKind.TERRITORY else None,
                former=_former(hit),
            )
        )
    return found


def _href(hit: atlas.Hit, territory: str, organisation: str, instrument: str) -> str:
    country = address("country", territory) if territory else ""
    return {
        SubjectKind.TERRITORY: country,
        SubjectKind.UNIT: f"{country}#places",
        SubjectKind.PLACE: f"{country}#town-{hit.key}",
        SubjectKind.ORGANISATION: f"{country}#organisation-{organisation}" if country else address("organisations"),
        SubjectKind.INSTRUMENT: f"{address('law')}#{instrument}",
        SubjectKind.STANDARD: f"{address('standards')}#{hit.key}",
        SubjectKind.TERM: address("project"),
        SubjectKind.REGION: address("project"),
    }.get(SubjectKind(hit.kind), "")


def _former(hit: atlas.Hit) -> str:
    """The name that was found, with its time, where it is not the name of the day."""
    if not hit.former:
        return "" if str(hit.matched) == str(hit.display) else gettext("found as “%(name)s”") % {"name": hit.matched}
    name = {"name": hit.matched}
    # Years: names change by decrees, whose day or month the atlas may not know.
    if hit.end and hit.start:
        years = {"start": str(hit.start.year), "end": str(hit.end.year)}
        return gettext("“%(name)s”, %(start)s to %(end)s") % (name | years)
    if hit.end:
        return gettext("“%(name)s”, until %(end)s") % (name | {"end": str(hit.end.year)})
    return gettext("formerly “%(name)s”") % name


def _indicators(question: Question) -> list[Found]:
    wanted = searched(question.text)
    shown = [(d, gettext(d.title)) for d in DEFINITIONS]
    found = [(d, title) for d, title in shown if wanted and (wanted in fold(title) or wanted in fold(d.title))]
    return [Found(title, address("indicator", d.key)) for d, title in found[:MOST]]


def _courses(question: Question, spellings: list[str]) -> list[Found]:
    found: dict[str, training.CourseLine] = {}
    for text in spellings:
        page = training.courses(question.viewer, on=question.on, text=text, size=MOST)
        found |= {c.uid: c for c in page.rows}
    return [Found(c.title, address("course", c.uid), _when(c), synthetic=c.synthetic) for c in found.values()][:MOST]


def _events(question: Question, spellings: list[str]) -> list[Found]:
    found: dict[str, outreach.EventLine] = {}
    for text in spellings:
        found |= {e.uid: e for e in outreach.events(question.viewer, on=question.on, text=text, limit=MOST)}
    return [Found(e.title, address("event", e.uid), _when(e), synthetic=e.synthetic) for e in found.values()][:MOST]


def _library(question: Question) -> list[Found]:
    """By titles, summaries and whose texts they are, in any language; what this reader may see."""
    if not searched(question.text):
        return []
    found = outreach.library(question.viewer, on=question.on, lang=question.lang, text=question.text)[:MOST]
    return [
        Found(
            line.title,
            address("resource", line.key),
            ", ".join((word_of(RESOURCE_KINDS, line.kind), *map(language_name, line.languages))),
            synthetic=line.synthetic,
        )
        for line in found
    ]


def _persons(question: Question) -> list[Found]:
    """Persons whose name this reader may read; nobody else's existence shows."""
    if not searched(question.text):
        return []
    lines = people.persons(question.viewer, text=question.text, limit=MOST)
    return [Found(p.name, "", " · ".join(text for _, text in p.spellings), synthetic=p.synthetic) for p in lines]


def _experts(question: Question) -> list[Found]:
    """Those who chose to be found by this reader, by what they chose to show; nobody for the public."""
    if not searched(question.text):
        return []
    asked = privacy.ExpertChoice(text=question.text)
    found = privacy.experts(question.viewer, on=question.on, choice=asked, size=MOST).rows
    names = atlas.display_names({e.owner for e in found} - {REGION}, lang=question.lang, on=question.on)
    there = f"{address('experts')}?{urlencode({'text': question.text})}"
    return [
        Found(
            e.name or gettext("name not shown"),
            there,
            " · ".join(told for told in (*said(EXPERTISE, e.expertise), e.topics, e.organisation, e.languages) if told),
            names.get(e.owner),
            synthetic=e.synthetic,
        )
        for e in found
    ]


def _sources(question: Question) -> list[Found]:
    wanted = searched(question.text)
    lines = atlas.source_lines().values()
    found = [s for s in lines if wanted and (wanted in fold(s.title) or wanted == fold(s.key))]
    return [Found(s.title, address("source", s.key), f"{s.key} {s.dated}") for s in found[:MOST]]


def _when(line: Any) -> str:
    return days(line.first_day, line.last_day, line.precision)
