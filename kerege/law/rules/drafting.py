"""Which gap a judgement leaves, what closes it, and in which order a draft goes its way. Plain Python.

A procedure is data: a row of steps, each with a key, a kind and its names. A step that is not `required` may be left
out. What a country's own way is stands in its pack; `DEFAULT` serves where there is none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kerege.law.words import drafting_refused as refused
from kerege.law.words.coverage import ChainAnswer, ChainElement, CoverageStatus
from kerege.law.words.drafting import ELEMENT_OF, STEP_KINDS, GapKind, StepKind, StepResult
from kerege.lib.refusal import Refusal

LEAVES_A_GAP = frozenset({CoverageStatus.PARTIAL, CoverageStatus.NONE})
CLOSES = frozenset({CoverageStatus.FULL, CoverageStatus.NOT_APPLICABLE})


def kinds_left(status: str, chain: Mapping[ChainElement, ChainAnswer]) -> list[GapKind]:
    """The kinds of gaps that a judgement speaks of, the most telling first; a person chooses."""
    if status == CoverageStatus.NONE:
        return [GapKind.NO_NORM]
    weak = [kind for kind, element in ELEMENT_OF.items() if chain.get(element) == ChainAnswer.NO]
    return weak + [kind for kind, element in ELEMENT_OF.items() if chain.get(element) == ChainAnswer.PARTLY]


def closes(kind: str, status: str, chain: Mapping[ChainElement, ChainAnswer]) -> bool:
    """Whether a judgement says that a gap of this kind is no more: the obligation is met, or what was missing is there
    now although the obligation is only partly met.
    """
    element = ELEMENT_OF.get(GapKind(kind))
    there = element is not None and chain.get(element) == ChainAnswer.YES
    return status in CLOSES or (status == CoverageStatus.PARTIAL and there)


# -- procedures --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Step:
    """One step of a procedure. `least_days` is how long a consultation lasts at least, `source` what lays that down; 0
    and empty where the data do not say.
    """

    key: str
    kind: StepKind
    names: Mapping[str, str] = field(default_factory=dict)
    required: bool = True
    least_days: int = 0
    source: str = ""


@dataclass(frozen=True)
class Taken:
    """A step that somebody recorded."""

    key: str
    on: date
    result: StepResult = StepResult.PASSED


def _plain(*kinds: StepKind) -> tuple[Step, ...]:
    return tuple(Step(kind.value, kind, {"en": STEP_KINDS[kind]}) for kind in kinds)


DEFAULT: tuple[Step, ...] = (
    *_plain(StepKind.ORDER, StepKind.GROUP, StepKind.DRAFT, StepKind.IMPACT, StepKind.CONSULTATION, StepKind.READING),
    *_plain(StepKind.ADOPTED, StepKind.IN_FORCE),
    Step(StepKind.AMENDED.value, StepKind.AMENDED, {"en": STEP_KINDS[StepKind.AMENDED]}, required=False),
)
"""The way of a draft where no country pack says how it goes there."""


def read_steps(key: str, rows: Sequence[Mapping[str, Any]]) -> tuple[Step, ...]:
    """The steps of a procedure from data. Refuses law.bad_procedure with the reason."""
    try:
        steps = tuple(
            Step(
                str(row["key"]),
                StepKind(row["kind"]),
                {str(lang): str(text) for lang, text in row.get("names", {}).items()},
                bool(row.get("required", True)),
                int(row.get("least_days", 0)),
                str(row.get("source", ""))[:300],
            )
            for row in rows
        )
    except (KeyError, ValueError, TypeError, AttributeError) as fault:
        raise Refusal(refused.BAD_PROCEDURE, key=key, reason=str(fault)[:200]) from None
    kinds = [step.kind for step in steps]
    if len({step.key for step in steps}) != len(steps):
        raise Refusal(refused.BAD_PROCEDURE, key=key, reason="two steps have one key")
    if kinds.count(StepKind.ADOPTED) != 1 or kinds.count(StepKind.DRAFT) != 1:
        raise Refusal(refused.BAD_PROCEDURE, key=key, reason="it needs one step “draft” and one step “adopted”")
    if kinds.index(StepKind.DRAFT) > kinds.index(StepKind.ADOPTED):
        raise Refusal(refused.BAD_PROCEDURE, key=key, reason="“adopted” stands before “draft”")
    return steps


def written(steps: Sequence[Step]) -> list[dict[str, Any]]:
    """For JSON; `read_steps` reads it."""
    return [
        {
            "key": each.key,
            "kind": each.kind.value,
            "names": dict(each.names),
            "required": each.required,
            "least_days": each.least_days,
            **({"source": each.source} if each.source else {}),
        }
        for each in steps
    ]


def behind(taken: Sequence[Taken]) -> set[str]:
    """The keys of the steps that were passed."""
    return {each.key for each in taken if each.result == StepResult.PASSED}


def next_step(steps: Sequence[Step], taken: Sequence[Taken]) -> Step | None:
    """The first required step that is not behind; None where only optional ones are left."""
    done = behind(taken)
    return next((each for each in steps if each.required and each.key not in done), None)


def named_step(steps: Sequence[Step], key: str) -> Step:
    """The step with that key. Refuses law.step_unknown."""
    found = next((each for each in steps if each.key == key), None)
    if found is None:
        raise Refusal(refused.NO_STEP, field="step", step=key[:60])
    return found


def step_of(steps: Sequence[Step], kind: StepKind) -> Step | None:
    return next((each for each in steps if each.kind == kind), None)


def check_step(steps: Sequence[Step], taken: Sequence[Taken], key: str, *, on: date, today: date) -> Step:
    """The step, if it may be recorded for this day.

    Refuses law.step_unknown, law.step_done, law.steps_missing with the names of those, law.step_ahead and
    law.step_before.
    """
    step = named_step(steps, key)
    done = behind(taken)
    if step.key in done:
        raise Refusal(refused.STEP_DONE, field="step", step=called(step))
    place = list(steps).index(step)
    missing = [each for each in steps[:place] if each.required and each.key not in done]
    if missing:
        told = ", ".join(called(each) for each in missing)
        raise Refusal(refused.STEPS_MISSING, field="step", step=called(step), missing=told)
    if on > today:
        raise Refusal(refused.STEP_AHEAD, field="on", on=on.isoformat())
    if taken and on < taken[-1].on:
        last = named_step(steps, taken[-1].key)
        named = {"last": called(last), "since": taken[-1].on.isoformat()}
        raise Refusal(refused.STEP_BEFORE, field="on", step=called(step), on=on.isoformat(), **named)
    return step


def called(step: Step, lang: str = "en") -> str:
    """What a step is called in a language; in English, else in any, where it has no name in that."""
    names = step.names
    return names.get(lang) or names.get("en") or next(iter(names.values()), step.key)
