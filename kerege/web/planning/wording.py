"""Codes of a plan as people read them: countries, courses, rooms, trainers, bars, and what was not seen."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext, ngettext

from kerege.atlas import queries as atlas
from kerege.inventory import queries as inventory
from kerege.lib.refusal import N_, Refusal
from kerege.planning import queries, words
from kerege.planning.queries import PARTS, CourseTold, ScenarioPage, Share, TrainerLine
from kerege.planning.rules.rows import FAMILIES
from kerege.planning.words import State
from kerege.training.queries.curricula import curricula
from kerege.web.activities import lists
from kerege.web.experts.asking import languages
from kerege.web.shell.context import note_offered
from kerege.web.shell.figures import day, figure
from kerege.web.shell.middleware import told as said_of


@dataclass(frozen=True)
class Named:
    """What things are called for one reader: everything by its code. `noted` is told of each country that is named, so
    that its page has the note of a designated name, and no page another's.
    """

    countries: Mapping[str, str]
    topics: Mapping[str, str]
    centres: Mapping[str, str]
    languages: Mapping[str, str]
    trainers: Mapping[str, TrainerLine]
    noted: Callable[[str], None]

    def room(self, key: str) -> str:
        centre, _, title = key.partition(PARTS)
        return f"{title}, {self.centres.get(centre, centre)}"

    def country(self, code: str) -> str:
        self.noted(code)
        return gettext("the region") if code == "REG" else self.countries.get(code, code)

    def topic(self, key: str) -> str:
        return self.topics.get(key, key)

    def language(self, tag: str) -> str:
        return self.languages.get(tag, tag)

    def trainer(self, key: str) -> str:
        line = self.trainers.get(key)
        return line.name if line is not None and line.name else gettext("Trainer %(number)s") % {"number": key[1:]}

    def told(self, kind: str, value: Any) -> str:
        """A value of a row as people read it."""
        one = {
            "country": self.country,
            "countries": lambda code: gettext("all") if code == "*" else self.country(code),
            "languages": self.language,
            "language": self.language,
            "person": self.trainer,
            "people": self.trainer,
        }.get(kind)
        if one is not None:
            return ", ".join(one(each) for each in str(value).split())
        whole = {"topic": self.topic, "curriculum": self.topic, "room": self.room, "key": self.course}.get(kind)
        if whole is not None and value:
            return whole(str(value))
        choices = {"sex": words.SEXES, "off": words.OFF, "women": words.SHARED_BY}.get(kind)
        if choices is not None:
            return gettext(choices[value])
        if kind == "number" and isinstance(value, int):
            return figure(value)
        if kind == "day" and value:
            return day(date.fromisoformat(str(value)))
        return "" if value is None else str(value)

    def course(self, key: str) -> str:
        """A course of a plan, by its key."""
        topic, language, room, cohort, first = key.split("|") if key.count("|") == 4 else (key, "", "", "", "")
        parts = (
            self.topic(topic),
            self.room(room) if room else "",
            self.told("day", first),
            self.told("countries", cohort.replace("+", " ")),
        )
        return ", ".join(part for part in parts if part)


def named(request: HttpRequest, page: ScenarioPage | None = None) -> Named:
    """What everything of a scenario is called, as the reader may know it."""
    choice = lists.chosen(request)
    lands = atlas.territories(on=choice.on, lang=choice.lang)
    by_code = {land.code: land.name for land in lands}
    taught = curricula(request.viewer, on=choice.on, lang=choice.lang)
    centres = inventory.centres(request.viewer, on=choice.on, lang=choice.lang)
    trainers = (
        queries.trainers_of(request.viewer, page.line.uid, request.actor, on=choice.on) if page is not None else {}
    )
    return Named(
        {code: str(name) for code, name in by_code.items()},
        {line.key: line.title for line in taught},
        {line.key: line.name for line in centres},
        dict(languages()),
        trainers,
        lambda code: note_offered(request, [by_code[code]] if code in by_code else []),
    )


COMPUTED = N_("Computed from posts, assessments and what people have shown.")
"""From where a country knows its needs, as its page begins. Kept as it is, it is told to each in their own language."""


def source_said(source: str) -> str:
    return gettext(source) if source == COMPUTED else source


def state(page_state: State) -> str:
    return gettext(words.STATES[page_state])


def told_course(course: CourseTold, names: Named) -> dict[str, Any]:
    """A course of a plan as a page shows it."""
    return {
        "told": course,
        "title": names.topic(course.topic),
        "room": names.room(f"{course.centre}{PARTS}{course.room}"),
        "country": names.country(course.country),
        "cohort": ", ".join(names.country(code) for code in course.cohort),
        "language": names.language(course.language),
        "leads": [names.trainer(key) for key in course.leads],
        "locals": [names.trainer(key) for key in course.locals],
        "changed": gettext(CHANGED[course.changed]) if course.changed else "",
    }


CHANGED = {
    "new": N_("new"),
    "staff": N_("others teach it"),
    "seats": N_("other seats"),
}


def refused(refusal: Refusal, page: ScenarioPage, names: Named) -> str:
    """What has to be corrected, with the rows that it names as people know them."""
    called = {
        f"{family}-{row['no']}": f"{gettext(words.FAMILIES[family])}: {row['cells'][0][1]}"
        for family, rows in rows_told(page, names).items()
        for row in rows
        if row["cells"] and row["cells"][0][1]
    }
    for row in page.rows.get("floors", []):
        key = f"{'women' if row['women'] == 'women' else 'floor'}:{row['country']}"
        called[key] = f"{gettext(words.FAMILIES['floors'])}: {names.country(row['country'])}"
    if (code := refusal.data.get("key")) in names.countries:
        called[str(code)] = names.country(str(code))
    data = {name: called.get(value, value) if isinstance(value, str) else value for name, value in refusal.data.items()}
    return str(said_of(Refusal(refusal.word, **data)))


def share(told: Share, names: Named) -> str:
    """A share that has to be reached, and how far it is."""
    word = FLOORS["women" if told.floor.women else "people"]
    if not told.of:
        word = N_("%(country)s: at least %(share)s %% has to be reached; nobody from there has a seat in this plan.")
    said = {"have": told.have, "of": told.of, "percent": 100 * told.have // (told.of or 1)}
    figures = {name: figure(n) for name, n in {**said, "share": told.floor.share // 10}.items()}
    return gettext(word) % {"country": names.country(told.floor.country), **figures}


FLOORS = {
    "women": N_("%(country)s: %(have)s of %(of)s seats are for women (%(percent)s %%); at least %(share)s %% have to."),
    "people": N_(
        "%(country)s: %(have)s of %(of)s people who need a course get a seat (%(percent)s %%); at least %(share)s %% "
        "have to."
    ),
}


def bar(code: str) -> str:
    return gettext(words.BARS.get(code, code))


def bars(codes: Iterable[str]) -> str:
    return ", ".join(bar(code) for code in dict.fromkeys(codes))


def note(word: str, data: Mapping[str, Any], names: Named) -> str:
    """What somebody should know of what was gathered."""
    if word == "without_policy":
        return gettext("Without a policy of needs in force nothing is computed for: %(countries)s.") % {
            "countries": ", ".join(names.country(code) for code in data["owners"])
        }
    if word == "partly":
        return ngettext(
            "Of %(count)s facility you may not read every assessment: its needs may be larger.",
            "Of %(count)s facilities you may not read every assessment: their needs may be larger.",
            data["count"],
        ) % {"count": data["count"]}
    if word == "unseen":
        return gettext(
            "%(country)s: you do not read the needs themselves. One person is planned for in each facility that is "
            "told to need a course, at least; how many they are is not known."
        ) % {"country": names.country(data["country"])}
    if word == "silent":
        return gettext(
            "%(countries)s: no needs are shared with you. Nobody from there is in the plan, unless you type them."
        ) % {"countries": ", ".join(names.country(code) for code in data["countries"])}
    if word == "unproved":
        return gettext("%(room)s: nothing proves that the equipment for the course is there and may be used.") % {
            "room": names.room(data["room"])
        }
    if word == "no_holidays":
        return gettext("%(country)s: no holidays are known. Add the days off.") % {
            "country": names.country(data["country"])
        }
    return gettext("For %(count)s trainers no language is told.") % {"count": data.get("count", "")}


def requirement(key: str, told: Mapping[str, tuple[str, str]], names: Named, why: Iterable[str]) -> str:
    """One requirement of a contradiction, in words."""
    family, about = told.get(key, ("", key))
    if family == "floors":
        word = N_("the share of women that %(country)s has to reach")
        if not key.startswith("women"):
            word = N_("the share that %(country)s has to get")
        said = gettext(word) % {"country": names.country(about)}
    elif family == "pins":
        topic, room, first = (*about.split("|"), "", "")[:3]
        said = gettext("the decided course “%(topic)s” in %(room)s from %(day)s") % {
            "topic": names.topic(topic),
            "room": room,
            "day": names.told("day", first),
        }
    elif family == "forbidden":
        said = gettext("what is decided not to be: %(what)s") % {
            "what": names.trainer(about) if about.startswith("t") and about[1:].isdigit() else names.course(about)
        }
    else:
        said = about
    reasons = bars(why)
    return f"{said} ({reasons})" if reasons else said


def rows_told(page: ScenarioPage, names: Named) -> dict[str, list[dict[str, Any]]]:
    """The rows of each family with what their fields are called."""
    return {
        family: [
            {
                "no": row["no"],
                "cells": [(gettext(words.FIELDS[f.name]), names.told(f.kind, row.get(f.name, ""))) for f in fields],
            }
            for row in page.rows.get(family, [])
        ]
        for family, fields in FAMILIES.items()
    }


def season(page: ScenarioPage) -> str:
    return f"{day(page.line.first)} – {day(page.line.last)}"
