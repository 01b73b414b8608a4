"""Which of two answers of one assessor stands, and which is kept beside it."""

from dataclasses import dataclass

from kerege.capacity.rules.answers import Given


@dataclass(frozen=True)
class Stated:
    """An answer with its comment."""

    given: Given = Given()
    comment: str = ""

    @property
    def empty(self) -> bool:
        return self.given.empty and not self.comment


def meet(was: Stated, given: Stated, *, seen: Stated, was_later: bool) -> tuple[Stated, Stated | None]:
    """The answer that stands and the one that is kept beside it, if any, where `was` stands already and `given` comes.

    Whoever saw what stands and changed it has decided. Else somebody answered elsewhere meanwhile: the later stands,
    and the other is kept, unless it says nothing.
    """
    if was in (given, seen) or was.empty:
        return given, None
    stands, other = (was, given) if was_later else (given, was)
    return stands, None if other.empty else other
