"""What a case still needs and who does it, so that everybody sees first what is next. Plain Python."""

from collections.abc import Iterator
from dataclasses import dataclass

from kerege.capacity.rules.results import Taught, check_answers
from kerege.capacity.rules.schemes import Scheme
from kerege.capacity.words.certification import CaseState, CertificateState, InCase, Todo
from kerege.lib.refusal import Refusal

TRAINEE, REVIEWER = "trainee", "reviewer"
CENTRE, TRAINER, OBSERVER = InCase.CENTRE.value, InCase.TRAINER.value, InCase.OBSERVER.value
DOES: dict[Todo, tuple[str, ...]] = {
    Todo.ENROL: (CENTRE,),
    Todo.HOURS: (TRAINER, CENTRE),
    Todo.KNOWLEDGE: (TRAINER, CENTRE),
    Todo.PRACTICAL: (TRAINER, CENTRE),
    Todo.TEACH_BACK: (TRAINER, CENTRE),
    Todo.CLOSE_PART_ONE: (TRAINER, CENTRE),
    Todo.OPEN_PART_TWO: (TRAINEE, TRAINER, CENTRE),
    Todo.ADAPT: (TRAINEE,),
    Todo.DELIVER: (TRAINEE, CENTRE),
    Todo.TESTS: (TRAINEE, CENTRE),
    Todo.FEEDBACK: (OBSERVER, CENTRE),
    Todo.OBSERVE: (OBSERVER,),
    Todo.OBSERVE_OTHERS: (TRAINEE,),
    Todo.REFLECT: (TRAINEE,),
    Todo.SUBMIT: (TRAINEE, CENTRE),
    Todo.EXTEND: (CENTRE,),
    Todo.TAKE_UP: (REVIEWER,),
    Todo.AUDIT: (REVIEWER,),
    Todo.DECIDE: (REVIEWER,),
    Todo.REFRESH: (TRAINEE, CENTRE),
}
"""Who records each of them."""


@dataclass(frozen=True)
class Facts:
    """What is known of a case. None is what was not recorded. `observed`: deliveries of others, in other cases."""

    state: CaseState
    level: str
    minutes: int = 0
    knowledge: int | None = None
    shown: int | None = None
    taught: int | None = None
    adapted: bool = False
    reflected: bool = False
    deliveries: tuple[Taught, ...] = ()
    observed: int = 0
    extension_asked: bool = False
    drawn: bool = False
    audited: bool = False
    appealed: bool = False
    certificate: CertificateState | None = None


def todos(scheme: Scheme, facts: Facts) -> list[Todo]:
    """Everything that is open now, in order; the first one is next."""
    straight = bool(scheme.level(facts.level).after)
    found: dict[CaseState, Iterator[Todo]] = {
        CaseState.NOMINATED: iter((Todo.ENROL,)),
        CaseState.ENROLLED: iter((Todo.OPEN_PART_TWO,)) if straight else _part_one(scheme, facts),
        CaseState.PART_ONE: _part_one(scheme, facts),
        CaseState.PART_ONE_PASSED: iter((Todo.OPEN_PART_TWO,)),
        CaseState.PART_TWO: _part_two(scheme, facts),
        CaseState.SUBMITTED: iter((Todo.TAKE_UP,)),
        CaseState.UNDER_REVIEW: _review(facts),
    }
    if facts.state in {CaseState.CERTIFIED, CaseState.NOT_CERTIFIED}:
        return _after(facts)
    return list(found.get(facts.state, iter(())))


def _after(facts: Facts) -> list[Todo]:
    if facts.appealed:
        return [Todo.DECIDE]
    late = facts.certificate in {CertificateState.REFRESH_DUE, CertificateState.LAPSED}
    return [Todo.REFRESH] if late else []


def _review(facts: Facts) -> Iterator[Todo]:
    if facts.drawn and not facts.audited:
        yield Todo.AUDIT
    yield Todo.DECIDE


def _part_one(scheme: Scheme, facts: Facts) -> Iterator[Todo]:
    open_ones = {
        Todo.HOURS: facts.minutes < scheme.hours * 60,
        Todo.KNOWLEDGE: facts.knowledge is None or facts.knowledge < scheme.pass_mark,
        Todo.PRACTICAL: facts.shown is None or facts.shown < len(scheme.checklist),
        Todo.TEACH_BACK: facts.taught is None or facts.taught < scheme.rubric_mean,
    }
    yield from (todo for todo, is_open in open_ones.items() if is_open)
    if not any(open_ones.values()):
        yield Todo.CLOSE_PART_ONE


def _part_two(scheme: Scheme, facts: Facts) -> Iterator[Todo]:
    level, given = scheme.level(facts.level), facts.deliveries
    needed = level.deliveries
    good = [each for each in given if each.tested is not None and answered(scheme, each) and each.judged]
    open_ones = {
        Todo.EXTEND: facts.extension_asked,
        Todo.ADAPT: needed > 0 and not facts.adapted,
        Todo.DELIVER: len(given) < needed,
        Todo.TESTS: len(good) < needed and any(each.tested is None for each in given),
        Todo.FEEDBACK: len(good) < needed and any(not answered(scheme, each) for each in given),
        Todo.OBSERVE: len(good) < needed and any(not each.judged for each in given),
        Todo.OBSERVE_OTHERS: facts.observed < level.observed,
        Todo.REFLECT: needed > 0 and not facts.reflected,
    }
    yield from (todo for todo, is_open in open_ones.items() if is_open)
    if not any(is_open for todo, is_open in open_ones.items() if todo != Todo.EXTEND):
        yield Todo.SUBMIT


def answered(scheme: Scheme, each: Taught) -> bool:
    """Whether enough participants of a delivery answered, and well enough."""
    try:
        check_answers(scheme, each)
    except Refusal:
        return False
    return True
