"""Whether a fork still bears the certificate of its parent: what is mandatory there is taught and tested here."""

from collections.abc import Iterator
from dataclasses import dataclass

from kerege.lib.versions import Texts
from kerege.training.rules.curricula.tree import Outcome, Programme
from kerege.training.words.curricula import Bloom, Loss


@dataclass(frozen=True)
class Lost:
    """What a fork has no more: an outcome of the parent with its text, or hours (then `outcome` is empty)."""

    loss: Loss
    outcome: str = ""
    text: Texts | None = None
    parent: float = 0.0
    own: float = 0.0


def losses(parent: Programme, fork: Programme) -> tuple[Lost, ...]:
    """Everything for which the fork bears no certificate any more; of a parent that bears none itself, one line.

    A mandatory outcome has to be there, mandatory and at its level; with an activity and an assessment, at that level
    too, wherever the parent has them. Hours are those that are said, and those that the modules take.
    """
    if not parent.certificate:
        return (Lost(Loss.PARENT_BEARS_NONE),)
    found = [] if fork.certificate else [Lost(Loss.GIVEN_UP)]
    own = {each.id: each for each in fork.outcomes()}
    for outcome in parent.outcomes():
        if outcome.mandatory:
            found += [Lost(loss, outcome.id, outcome.text) for loss in _of(outcome, own.get(outcome.id), parent, fork)]
    if fork.hours < parent.hours:
        found.append(Lost(Loss.HOURS, parent=parent.hours, own=fork.hours))
    taught = min(parent.hours, parent.minutes / 60)
    if fork.minutes / 60 < taught:
        found.append(Lost(Loss.TAUGHT, parent=round(taught, 2), own=round(fork.minutes / 60, 2)))
    return tuple(found)


def _of(outcome: Outcome, own: Outcome | None, parent: Programme, fork: Programme) -> Iterator[Loss]:
    if own is None:
        yield Loss.OUTCOME
        return
    if not own.mandatory:
        yield Loss.NOT_MANDATORY
    if Bloom(own.bloom).height < Bloom(outcome.bloom).height:
        yield Loss.LOWER
    if _reached(parent, "activities", outcome.id) > _reached(fork, "activities", outcome.id):
        yield Loss.ACTIVITY
    if _reached(parent, "assessments", outcome.id) > _reached(fork, "assessments", outcome.id):
        yield Loss.ASSESSMENT
    asked, passes = _pass(parent, outcome.id), _pass(fork, outcome.id)
    if asked is not None and passes is not None and passes < asked:
        yield Loss.PASS_MARK


def _reached(programme: Programme, what: str, outcome: str) -> int:
    """The highest level at which an outcome is worked on, or tested; -1 where it is not, below all levels where the
    level is not said.
    """
    parts = [each for each in getattr(programme, what)() if outcome in each.outcomes]
    return max((Bloom(each.bloom).height + 1 if each.bloom else 0 for each in parts), default=-1)


def _pass(programme: Programme, outcome: str) -> int | None:
    """The highest pass mark of what tests an outcome; None where nothing does: that is told apart, and a parent that
    tests nothing has no mark that a test of the fork could fall below.
    """
    return max((each.pass_mark or 0 for each in programme.assessments() if outcome in each.outcomes), default=None)
