"""What a course teaches, and who may lead it: the curriculum version, the certificates that its leads need."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.capacity.queries import certificates
from kerege.capacity.queries.schemes import schemes
from kerege.lib.versions import VersionState
from kerege.records.viewers import PUBLIC, Viewer
from kerege.training.models import Curriculum, CurriculumVersion
from kerege.training.queries.staff import DOOR
from kerege.training.rules.sessions import Module
from kerege.training.rules.staffing import Held
from kerege.training.words import CourseKind

MOST_FORKS = 10


def content_of(course: Any, viewer: Viewer = DOOR) -> Mapping[str, Any]:
    """The curriculum version that a course teaches, as data; empty where it names none, or none that the viewer may
    see. For the rules of actions it is read whole.
    """
    number = getattr(course, "teaches_id", None)
    row = CurriculumVersion.objects.seen_by(viewer).filter(id=number).one() if number is not None else None
    return row.content if row is not None else {}


def closed_of(viewer: Viewer, courses: Iterable[Any]) -> frozenset[int]:
    """The numbers of those of these courses (rows) whose curriculum version the viewer may not read: what its modules
    are called is told of no session there. One query, and none where no course names a version.
    """
    teaches = {row.id: row.teaches_id for row in courses if row.teaches_id is not None}
    if not teaches or viewer is DOOR:
        return frozenset()
    seen = CurriculumVersion.objects.seen_by(viewer).filter(id__in=set(teaches.values()))
    read = set(seen.values_list("id", flat=True))
    return frozenset(course for course, version in teaches.items() if version not in read)


def version_of(viewer: Viewer, key: str, version: str = "") -> int | None:
    """The row number of a published version of a curriculum (the newest, or the one named) that the viewer may see."""
    of = Curriculum.objects.seen_by(viewer).filter(key=key).values("id")
    rows = CurriculumVersion.objects.seen_by(viewer).filter(of_id__in=of, published_on__isnull=False)
    wanted = rows.filter(version=version) if version else rows.filter(state=VersionState.PUBLISHED)
    numbers: list[int] = list(wanted.order_by("-published_on", "-id").values_list("id", flat=True)[:1])
    return numbers[0] if numbers else None


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
    keys = _line_of(course) if content else frozenset()
    day = course.first_day or date.max
    named = {key for line in schemes(PUBLIC, on=day, lang="en") if line.current for key in line.scheme.curricula}
    if keys & named or content.get("certificate"):
        return keys
    return frozenset() if course.kind == CourseKind.TOT_PART1 else None


@dataclass(frozen=True)
class _Wished:
    """A course that is not there yet, as far as `curricula_needed` asks."""

    teaches_id: int | None
    kind: str
    first_day: date


def needed_to_lead(viewer: Viewer, curriculum: str, *, trains_trainers: bool, on: date) -> frozenset[str] | None:
    """As `curricula_needed`, for a course of the newest version of a curriculum that nobody has planned yet."""
    kind = CourseKind.TOT_PART1 if trains_trainers else CourseKind.OTHER
    return curricula_needed(_Wished(version_of(viewer, curriculum), kind, on))


def _line_of(course: Any) -> frozenset[str]:
    """The key of the curriculum of a course and of those from which it was forked: a certificate for the parent is one
    for what was adapted from it.
    """
    found: list[str] = []
    number = getattr(course, "teaches_id", None)
    while number is not None and len(found) < MOST_FORKS:
        of = CurriculumVersion.objects.seen_by(DOOR).filter(id=number).values("of_id")
        ((key, number),) = Curriculum.objects.seen_by(DOOR).filter(id__in=of).values_list("key", "forked_from_id")
        found.append(key)
    return frozenset(found)


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


def activities_of(course: Any, viewer: Viewer = DOOR) -> list[Mapping[str, Any]]:
    """The activities of the curriculum of a course, module by module, as far as the viewer may see it."""
    return [each for module in content_of(course, viewer).get("modules", ()) for each in module.get("activities", ())]
