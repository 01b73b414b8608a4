"""A refusal: what a person may not do or what an input may not be, with what to do instead.

A room lists its refusals in `words.py` as `RefusalWord`s; its rules and actions raise `Refusal`. Pages, command line
and API render the same refusal: the code for machines, the sentence (translated, then filled with the data) for people.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


def N_(sentence: str) -> str:  # noqa: N802 - the name that message extraction knows
    """Mark a sentence for translation without translating it now."""
    return sentence


@dataclass(frozen=True)
class RefusalWord:
    """One refusal that may happen. `sentence` is English with %(name)s places and says what to do."""

    code: str
    sentence: str
    status: int = 422

    def __post_init__(self) -> None:
        known = KNOWN.setdefault(self.code, self)
        if known is not self and known != self:
            raise ValueError(f"two refusals share the code {self.code}")


KNOWN: dict[str, RefusalWord] = {}


class Called(str):
    """A code among the data, for machines, with the words by which people know it (English, marked with N_)."""

    said: str

    def __new__(cls, code: str, said: str) -> "Called":
        found = super().__new__(cls, code)
        found.said = said
        return found


class Refusal(Exception):
    """Raised by rules and actions. `field` names the input that was wrong, where one was; `data` fills the sentence.
    `inside` is the file, in an archive that was sent, of which the sentence speaks.
    """

    inside: str = ""

    def __init__(self, word: RefusalWord, *, field: str | None = None, **data: Any) -> None:
        super().__init__(word.code)
        self.word = word
        self.field = field
        self.data = data

    @property
    def code(self) -> str:
        return self.word.code

    @property
    def status(self) -> int:
        return self.word.status

    @property
    def sentence(self) -> str:
        """The sentence before translation, before its data are filled in."""
        return self.word.sentence

    def told(self, translated: Callable[[str], str], readable: Callable[[Any], Any] = lambda value: value) -> str:
        """The sentence with its data, both as `translated` says them; a code that is `Called` by its words, all else as
        `readable` writes it for whoever reads.
        """
        data = {n: translated(v.said) if isinstance(v, Called) else readable(v) for n, v in self.data.items()}
        said = translated(self.sentence) % data
        return f"{readable(self.inside)}: {said}" if self.inside else said

    def __str__(self) -> str:
        return f"{self.code}: {self.word.sentence % self.data}"
