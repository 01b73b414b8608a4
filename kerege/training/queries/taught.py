"""What a course teaches, and who may lead it: the curriculum version, the certificates that its leads need."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from kerege.capacity.queries import certificates
from kerege.capacity.queries.schemes import schemes
from kerege.records.viewers import PUBLIC
from kerege.training.rules.sessions import Module
from kerege.training.rules.staffing import Held
from kerege.training.words import CourseKind


def content_of(course: Any) -> Mapping[str, Any]:
    """The curriculum version that a course teaches, as data; empty where it names none."""
    version = getattr(course, "teaches", None)
    return dict(version.content) if version is not None else {}


def modules_of(course: Any, *, lang: str) -> list[Module]:
    """The modules of the curriculum of a course, in their order."""
    content = content_of(course)
    return [
        Module(
            str(each["id"]), said(each.get("title", {}), lang, content), int(each.get("minutes") or 0), each.get("day")
        )
        for each in content.get("modules", ())
    ]


def said(texts: Mapping[str, str], lang: str, content: Mapping[str, Any]) -> str:
    """A text of a curriculum in a language, else in its source language, else in any."""
    for tag in (lang, lang.partition("-")[0], str(content.get("source", "en"))):
        if texts.get(tag):
            return texts[tag]
    return next(iter(texts.values()), "")


def curricula_needed(course: Any) -> frozenset[str] | None:
    """The curricula of which a lead of the course needs a certificate; empty: of any; None: no certificate is needed.

    Who trains trainers needs one, and who leads a course of a curriculum for which a scheme of certificates stands.
    """
    content = content_of(course)
    key = str(content.get("key", ""))
    under_scheme = any(
        key in line.scheme.curricula
        for line in schemes(PUBLIC, on=course.first_day or date.max, lang="en")
        if line.current
    )
    if key and (under_scheme or content.get("certificate")):
        return frozenset({key})
    return frozenset() if course.kind == CourseKind.TOT_PART1 else None


def certificates_of(persons: Iterable[int], *, on: date) -> dict[int, list[Held]]:
    """What these persons (their numbers) may teach on a day, for rules: it shows no name. A level that needs no
    deliveries of one's own is reached with part 1 alone.
    """
    return {
        person: [
            Held(
                line.curriculum,
                line.holds,
                line.scheme.level(line.level).deliveries > 0,
                frozenset(line.languages),
                line.territory,
            )
            for line in lines
        ]
        for person, lines in certificates.of_persons(persons, on=on).items()
    }


def activities_of(course: Any) -> list[Mapping[str, Any]]:
    """The activities of the curriculum of a course, module by module."""
    return [each for module in content_of(course).get("modules", ()) for each in module.get("activities", ())]
