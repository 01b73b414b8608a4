"""The reviewed H5P libraries: with which an exercise is opened, why, and who looked at them."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.training.words.elearning import ELEARNING_BAD_LIST

FILE = "h5p_libraries.toml"
_TEXTS = ("name", "reason", "reviewed_by")


@dataclass(frozen=True)
class Reviewed:
    """A library whose versions (major.minor) somebody looked at."""

    name: str
    versions: tuple[str, ...]
    reason: str
    reviewed_by: str
    reviewed_on: date

    def named(self) -> Iterable[str]:
        """Each version as packages name it: machine name, a space, major.minor."""
        return (f"{self.name} {version}" for version in self.versions)


def shipped() -> tuple[Reviewed, ...]:
    """What comes with the program."""
    return read(files(__package__).joinpath(FILE).read_text(encoding="utf-8"))


def read(text: str) -> tuple[Reviewed, ...]:
    """The libraries that a list names. Refuses training.elearning_bad_list, with nothing of the file in it."""
    try:
        told = tomllib.loads(text)
        if not set(told) <= {"library"}:
            raise KeyError
        return tuple(_reviewed(each) for each in told.get("library", []))
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError, ValueError):
        raise Refusal(ELEARNING_BAD_LIST) from None


def _reviewed(told: dict[str, Any]) -> Reviewed:
    texts = [str(told[name]).strip() for name in _TEXTS]
    versions = tuple(told["versions"])
    if not all(texts) or not versions or not all(_is_version(each) for each in versions):
        raise ValueError
    if not isinstance(told["reviewed_on"], date):
        raise TypeError
    return Reviewed(texts[0], versions, texts[1], texts[2], told["reviewed_on"])


def _is_version(said: Any) -> bool:
    major, dot, minor = said.partition(".")
    return bool(dot) and major.isdecimal() and minor.isdecimal()


def missing(used: Iterable[str], lists: Iterable[Reviewed]) -> tuple[str, ...]:
    """Which of the libraries that a package uses are on no list, by name."""
    known = {named for each in lists for named in each.named()}
    return tuple(sorted(each for each in set(used) if each not in known))
