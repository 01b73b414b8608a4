"""Who is too close to a trainee to observe or to decide. Plain Python over who trained whom."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kerege.capacity.words import certification_refused as refused
from kerege.capacity.words.certification import InCase
from kerege.lib.refusal import Refusal, RefusalWord


@dataclass(frozen=True)
class Somebody:
    """An account that would observe or decide: its name in cases, the number of its person, what it heads."""

    subject: str
    person: int | None = None
    heads: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Around:
    """What surrounds a trainee: the own person and account, the organisation, the parts in the case as (part, subject),
    the line of cascade as numbers of persons, and who decided before.
    """

    person: int
    subject: str
    organisation: str = ""
    parts: frozenset[tuple[str, str]] = frozenset()
    line: frozenset[int] = frozenset()
    decided: frozenset[str] = field(default=frozenset())


def line_of(person: int, trained: Iterable[tuple[int, int]]) -> frozenset[int]:
    """Everybody above and below a person in the cascade; `trained` are pairs of who trained and who was trained."""
    up: dict[int, set[int]] = {}
    down: dict[int, set[int]] = {}
    for trainer, trainee in trained:
        up.setdefault(trainee, set()).add(trainer)
        down.setdefault(trainer, set()).add(trainee)
    return frozenset((_reached(person, up) | _reached(person, down)) - {person})


def check_observer(who: Somebody, around: Around) -> None:
    """Refuse capacity.own_case and the capacity.close_* that concern whoever observes."""
    _raise(_close(who, around, (InCase.TRAINER, InCase.CO_TRAINER)))


def check_decider(who: Somebody, around: Around, *, appeal: bool = False) -> None:
    """Refuse capacity.own_case and capacity.close_*: neither trainer, observer nor the own line decides, nor whoever
    looks after the case; on an appeal nobody who decided before.
    """
    if appeal and who.subject in around.decided:
        raise Refusal(refused.CLOSE_DECIDED)
    _raise(_close(who, around, tuple(PARTS)))


PARTS: Mapping[InCase, RefusalWord] = {
    InCase.TRAINER: refused.CLOSE_TRAINED,
    InCase.CO_TRAINER: refused.CLOSE_CO_TRAINER,
    InCase.OBSERVER: refused.CLOSE_OBSERVER,
    InCase.CENTRE: refused.CLOSE_CENTRE,
}


def _close(who: Somebody, around: Around, parts: tuple[InCase, ...]) -> RefusalWord | None:
    if who.subject == around.subject or who.person == around.person:
        return refused.OWN_CASE
    for part in parts:
        if (part.value, who.subject) in around.parts:
            return PARTS[part]
    if who.person is not None and who.person in around.line:
        return refused.CLOSE_LINE
    if around.organisation and around.organisation in who.heads:
        return refused.CLOSE_UNIT
    return None


def _raise(word: RefusalWord | None) -> None:
    if word is not None:
        raise Refusal(word, field="email")


def _reached(start: int, links: Mapping[int, set[int]]) -> set[int]:
    found: set[int] = set()
    front = [start]
    while front:
        for each in links.get(front.pop(), ()):
            if each not in found:
                found.add(each)
                front.append(each)
    return found
