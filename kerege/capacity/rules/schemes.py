"""What a scheme of certificates asks for. It is data: a published version never changes, and a case stays with its own.

A country may ask for more than the region's scheme of the same key, and never for less.
"""

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from typing import Any

from kerege.capacity.words import certification_refused as refused
from kerege.lib.refusal import Refusal

Texts = Mapping[str, str]


@dataclass(frozen=True)
class Item:
    """A line of the practical checklist, or a criterion of a rubric."""

    key: str
    text: Texts


@dataclass(frozen=True)
class Level:
    """A level that somebody can be certified for. `after` is the level needed before; with one there is no part 1.

    `deliveries` are those that part 2 needs, or none where part 1 alone is enough.
    """

    key: str
    name: Texts
    deliveries: int
    after: str = ""
    observed: int = 0
    """How many deliveries of others the person has to have observed, for levels that judge others."""


@dataclass(frozen=True)
class Scheme:
    """One version of a scheme, read. Shares and marks are whole percents; means are in tenths, so that 35 is 3.5."""

    title: Texts
    hours: int
    most_hours_a_day: int
    pass_mark: int
    checklist: tuple[Item, ...]
    rubric: tuple[Item, ...]
    rubric_mean: int
    deadline_months: int
    most_extension_months: int
    least_participants: int
    response_rate: int
    feedback_mean: int
    observer_level: str
    first_observers: tuple[str, ...]
    """Roles whose holders may observe without a certificate, so that a region can begin. A country may name fewer."""
    validity_months: int
    refresh_deliveries: int
    appeal_days: int
    audit_percent: int
    levels: tuple[Level, ...]
    curricula: Mapping[str, str]
    """The version of each curriculum that has to be taught."""
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Further versions of a curriculum of which deliveries count as well; a scheme that has none need not say so."""

    def versions(self, curriculum: str) -> tuple[str, ...]:
        """The versions of a curriculum that count, the one that the scheme names first; none for one it has not."""
        named = self.curricula.get(curriculum)
        return (named, *self.also.get(curriculum, ())) if named is not None else ()

    def level(self, key: str) -> Level:
        """Refuses capacity.level_unknown."""
        found = next((each for each in self.levels if each.key == key), None)
        if found is None:
            known = ", ".join(each.key for each in self.levels)
            raise Refusal(refused.LEVEL_UNKNOWN, field="level", level=key[:20], known=known)
        return found

    def reaches(self, held: str, needed: str) -> bool:
        """Whether a level held is the one needed or above it."""
        order = [each.key for each in self.levels]
        return held in order and needed in order and order.index(held) >= order.index(needed)


NUMBERS: Mapping[str, tuple[int, int]] = {
    "hours": (1, 400),
    "most_hours_a_day": (1, 14),
    "pass_mark": (1, 100),
    "rubric_mean": (10, 40),
    "deadline_months": (1, 36),
    "most_extension_months": (0, 24),
    "least_participants": (1, 200),
    "response_rate": (1, 100),
    "feedback_mean": (10, 50),
    "validity_months": (6, 120),
    "refresh_deliveries": (0, 20),
    "appeal_days": (7, 365),
    "audit_percent": (0, 100),
}
"""What each number may be."""

LESS_IS_STRICTER = frozenset({"most_hours_a_day", "deadline_months", "most_extension_months", "validity_months"})
"""Of these a country may set a lower number and no higher one; of all others a higher one and no lower one."""
TENTHS = frozenset({"rubric_mean", "feedback_mean"})
"""Numbers that count tenths."""


def read(content: Mapping[str, Any]) -> Scheme:
    """A scheme from its data. Refuses capacity.scheme_wrong with the place."""
    known = {each.name for each in fields(Scheme)}
    optional = {each.name for each in fields(Scheme) if each.default_factory is not MISSING}
    for name in sorted((set(content) ^ known) - (optional - set(content))):
        _wrong(name, "")
    found = Scheme(
        **{name: _number(content, name) for name in NUMBERS},
        title=_texts(content, "title"),
        checklist=_items(content, "checklist"),
        rubric=_items(content, "rubric"),
        observer_level=str(content["observer_level"]),
        first_observers=tuple(str(each) for each in content["first_observers"]),
        levels=tuple(_level(each) for each in content["levels"]),
        curricula={str(key): str(version) for key, version in content["curricula"].items()},
        also={str(key): tuple(map(str, versions)) for key, versions in content.get("also", {}).items()},
    )
    for curriculum in found.also:
        told = found.versions(curriculum)
        if len(told) < 2 or len(set(told)) < len(told):
            _wrong("also", curriculum)
    keys = [level.key for level in found.levels]
    if not keys or len(set(keys)) < len(keys):
        _wrong("levels", ", ".join(keys))
    named = [("observer_level", found.observer_level), *((f"levels.{each.key}", each.after) for each in found.levels)]
    for place, key in named:
        if key and key not in keys:
            _wrong(place, key)
    return found


def check_stricter(base: Scheme, own: Scheme) -> None:
    """Refuse what would ask for less than the region does: capacity.scheme_under and .scheme_over of a number,
    .scheme_laxer of all else, each at its place.
    """
    for name in NUMBERS:
        _check_number(name, getattr(base, name), getattr(own, name), most=name in LESS_IS_STRICTER)
    for name in ("checklist", "rubric"):
        if not {item.key for item in getattr(base, name)} <= {item.key for item in getattr(own, name)}:
            raise Refusal(refused.SCHEME_LAXER, field=name, place=name)
    if not set(own.first_observers) <= set(base.first_observers):
        raise Refusal(refused.SCHEME_LAXER, field="first_observers", place="first_observers")
    _check_levels(base, own)


def asks_enough(base: Scheme, own: Scheme) -> bool:
    """Whether a country's version asks for at least as much as the region's, which may have been raised since."""
    try:
        check_stricter(base, own)
    except Refusal:
        return False
    return True


def counted(own: Scheme, later: Iterable[Scheme], curriculum: str) -> tuple[str, ...]:
    """The versions of a curriculum that count for a case under `own`: those that it names, and those that later
    versions of the same scheme name. What was promised to somebody is kept, and what is taught since counts too.
    """
    found = [version for scheme in (own, *later) for version in scheme.versions(curriculum)]
    return tuple(dict.fromkeys(found)) if own.versions(curriculum) else ()


def told_number(name: str, value: int) -> str:
    """A number of a scheme as people write it."""
    return f"{value // 10}.{value % 10}" if name in TENTHS else str(value)


def _check_number(name: str, base: int, own: int, *, most: bool = False) -> None:
    if own > base if most else own < base:
        word = refused.SCHEME_OVER if most else refused.SCHEME_UNDER
        raise Refusal(word, field=name, floor=told_number(name, base))


def _check_levels(base: Scheme, own: Scheme) -> None:
    if [(each.key, each.after) for each in own.levels] != [(each.key, each.after) for each in base.levels]:
        raise Refusal(refused.SCHEME_LAXER, field="levels", place="levels")
    if not own.reaches(own.observer_level, base.observer_level):
        raise Refusal(refused.SCHEME_LAXER, field="observer_level", place="observer_level")
    for before, level in zip(base.levels, own.levels, strict=True):
        for name in ("deliveries", "observed"):
            _check_number(f"{name}_{level.key}", getattr(before, name), getattr(level, name))


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or the last one that the month has."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return next(
        date(year, month + 1, number) for number in range(day.day, day.day - 4, -1) if _is_day(year, month + 1, number)
    )


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _number(content: Mapping[str, Any], name: str) -> int:
    low, high = NUMBERS[name]
    value = content[name]
    if type(value) is not int or not low <= value <= high:
        _wrong(name, value)
    return int(value)


def _texts(content: Mapping[str, Any], name: str) -> Texts:
    value = content.get(name)
    if not isinstance(value, Mapping) or not str(value.get("en", "")).strip():
        _wrong(name, value)
    return {str(lang): str(text) for lang, text in value.items()}  # type: ignore[union-attr]


def _items(content: Mapping[str, Any], name: str) -> tuple[Item, ...]:
    found = tuple(Item(str(each.get("key", "")), _texts(each, "text")) for each in content[name])
    keys = [item.key for item in found]
    if not keys or "" in keys or len(set(keys)) < len(keys):
        _wrong(name, ", ".join(keys))
    return found


def _level(each: Mapping[str, Any]) -> Level:
    key, numbers = str(each.get("key", "")), [each.get(name, 0) for name in ("deliveries", "observed")]
    if not key or any(type(n) is not int or not 0 <= n <= 50 for n in numbers):
        _wrong("levels", key or each)
    return Level(key, _texts(each, "name"), numbers[0], str(each.get("after", "")), numbers[1])


def _wrong(place: str, value: object) -> None:
    raise Refusal(refused.SCHEME_WRONG, field="content", place=place, value=str(value)[:60] or "–")
