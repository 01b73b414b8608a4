"""Run-time data of packages: what a commit changes, and what stands of all of them.

The data of one part are its elements with their values (`cmi.core.lesson_location`), as the browser flattens them.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.training.words import elearning as words

Elements = Mapping[str, str | int | float | bool]
_ELEMENT = re.compile(r"[A-Za-z_][A-Za-z0-9_:.\[\]-]{0,254}")
MOST_ELEMENTS = 5_000


@dataclass(frozen=True)
class Change:
    """The elements that differ after a commit, and those that went."""

    changed: Elements
    gone: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.changed or self.gone)


def elements(sent: Any) -> dict[str, Any]:
    """What a package sent, as elements. Refuses training.elearning_bad_commit and training.elearning_commit_too_large.

    It is what somebody's browser says, so nothing is believed but its shape.
    """
    if not isinstance(sent, dict) or len(sent) > MOST_ELEMENTS:
        raise Refusal(words.ELEARNING_BAD_COMMIT, why="no list of elements, or too long a list")
    found: dict[str, Any] = {}
    length = 0
    for name, value in sent.items():
        if not isinstance(name, str) or not _ELEMENT.fullmatch(name):
            raise Refusal(words.ELEARNING_BAD_COMMIT, why="an element has no proper name")
        if value is None:
            continue
        if not _keeps(value):
            raise Refusal(words.ELEARNING_BAD_COMMIT, why=f"the value of {name[:80]} is none")
        length += len(name) + len(str(value))
        if length > words.MOST_COMMIT:
            raise Refusal(words.ELEARNING_COMMIT_TOO_LARGE, most=words.MOST_COMMIT)
        found[name] = value
    return found


def _keeps(value: Any) -> bool:
    """Whether every database keeps a value: no NaN, and a text without what is no sign of any script."""
    if isinstance(value, str):
        return "\0" not in value and not any("\ud800" <= sign <= "\udfff" for sign in value)
    return isinstance(value, int | float) and abs(value) < 1e300


def change(before: Elements, after: Elements) -> Change:
    """What has to be done to `before` so that it becomes `after`."""
    changed = {name: value for name, value in after.items() if name not in before or not _same(before[name], value)}
    return Change(changed, tuple(sorted(set(before) - set(after))))


def _same(one: Any, other: Any) -> bool:
    return type(one) is type(other) and one == other


def applied(before: Elements, what: Change) -> dict[str, Any]:
    """What stands after a change."""
    return {name: value for name, value in before.items() if name not in what.gone} | dict(what.changed)


def replayed(commits: Iterable[tuple[str, Change]]) -> dict[str, dict[str, Any]]:
    """What stands of all commits, by part."""
    found: dict[str, dict[str, Any]] = {}
    for part, what in commits:
        found[part] = applied(found.get(part, {}), what)
    return found
