"""The program that makes the points of an item, as QTI has it: a small language without loops, run with limits.

A program is data: `responses` (what each answer is, with what is right of it and its table), `outcomes`, `rules` and
`most` points. A rule is ["set", outcome, expression], ["if", [[expression, rules], …], rules] or ["exit"]; an
expression is [operator, …].
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.training.rules.items import expressions, fields
from kerege.training.rules.items.answers import plain
from kerege.training.rules.items.fields import Data
from kerege.training.rules.items.shapes import Answers, Item
from kerege.training.rules.items.values import Many, Value, container, typed
from kerege.training.words import items as words

BASES = ("identifier", "boolean", "integer", "float", "string", "point", "pair", "directedPair", "uri", "duration")
CARDINALITIES = ("single", "multiple", "ordered")
MOST_STEPS, DEEPEST = 2_000, 30


@dataclass(frozen=True)
class Done:
    """What a program left."""

    points: float
    of: float
    outcomes: Mapping[str, Any]


def checked(told: Any) -> Data:
    """A program that can be run, as it is kept. Refuses training.processing_unknown, _too_large and _wrong."""
    given = fields.table(told, "processing", ("most", "score", "responses", "outcomes", "rules"))
    responses = {fields.name(k, "processing"): _response(v) for k, v in _table(given.get("responses")).items()}
    outcomes = {fields.name(k, "processing"): _outcome(v) for k, v in _table(given.get("outcomes")).items()}
    score = fields.one_of(given.get("score", "SCORE"), outcomes, "processing.score")
    steps = expressions.Steps(MOST_STEPS)
    rules = _rules(given.get("rules"), steps, outcomes, responses, 0)
    return {
        "most": fields.number(given.get("most", 1), "processing.most", 0, 10_000),
        "score": score,
        "responses": responses,
        "outcomes": outcomes,
        "rules": rules,
    }


def run(item: Item, answers: Answers) -> Done:
    """The outcomes of answers. Nothing is refused: what cannot be reckoned is nothing, which is no points."""
    program = item.processing or {}
    responses = {}
    for name, declared in program["responses"].items():
        asked = item.interaction(name)
        answer = answers.get(name)
        told = plain(asked, answer) if asked is not None and answer is not None else None
        responses[name] = _typed(told, declared)
    return reckoned(program, responses)


def reckoned(program: Mapping[str, Any], responses: Mapping[str, Value]) -> Done:
    """The same of answers that are values of the program already."""
    outcomes = {name: _default(each) for name, each in program["outcomes"].items()}
    state = expressions.State(program["responses"], responses, outcomes)
    _run(program["rules"], state)
    score = state.outcomes.get(program["score"])
    points = float(score) if isinstance(score, int | float) and not isinstance(score, bool) else 0.0
    most = float(program["most"])
    return Done(min(max(points, 0.0), most), most, {k: _json(v) for k, v in state.outcomes.items()})


class _Exit(Exception):
    """The program says that it is done."""


def _run(rules: Sequence[Any], state: expressions.State) -> None:
    try:
        _rules_of(rules, state)
    except _Exit:
        return


def _rules_of(rules: Sequence[Any], state: expressions.State) -> None:
    for rule in rules:
        if rule[0] == "exit":
            raise _Exit
        if rule[0] == "set":
            state.outcomes[rule[1]] = expressions.value(rule[2], state)
            continue
        chosen = next((branch for test, branch in rule[1] if expressions.value(test, state) is True), rule[2])
        _rules_of(chosen, state)


def _typed(told: Any, declared: Mapping[str, Any]) -> Value:
    base, cardinality = declared["base"], declared["cardinality"]
    if told is None or told == []:
        return None
    several = told if isinstance(told, list) else [told]
    values = [typed(each, base) for each in several]
    if cardinality == "single":
        return values[0] if len(values) == 1 else None
    return container(values, ordered=cardinality == "ordered")


def _default(declared: Mapping[str, Any]) -> Value:
    if "default" in declared:
        return _typed(declared["default"], declared)
    numeric = declared["cardinality"] == "single" and declared["base"] in {"integer", "float"}
    return 0 if numeric else None


def _json(value: Value) -> Any:
    return list(value.items) if isinstance(value, Many) else list(value) if isinstance(value, tuple) else value


# -- reading -----------------------------------------------------------------------------------------------------------


def _table(told: Any) -> Mapping[str, Any]:
    if not isinstance(told, Mapping) or len(told) > 60:
        raise Refusal(words.PROCESSING_WRONG, field="processing", name="processing")
    return told


def _declared(told: Any, known: tuple[str, ...]) -> Data:
    given = fields.table(told, "processing", ("base", "cardinality", *known))
    return {
        "base": fields.one_of(given.get("base"), BASES, "processing.base"),
        "cardinality": fields.one_of(given.get("cardinality"), CARDINALITIES, "processing.cardinality"),
    }


def _outcome(told: Any) -> Data:
    found = _declared(told, ("default",))
    if told.get("default") is not None:
        found["default"] = told["default"]
        if _typed(told["default"], found) is None:
            raise Refusal(words.PROCESSING_WRONG, field="processing", name="default")
    return found


def _response(told: Any) -> Data:
    found = _declared(told, ("correct", "table", "areas"))
    if told.get("correct") is not None:
        values = fields.many(told["correct"], "processing.correct", 400)
        found["correct"] = [each if isinstance(each, bool | int | float | list) else str(each) for each in values]
    for name in ("table", "areas"):
        if told.get(name) is not None:
            found[name] = _points(told[name], areas=name == "areas")
    return found


def _points(told: Any, *, areas: bool) -> Data:
    given = fields.table(told, "processing", ("points", "default", "low", "high"))
    rows = []
    for row in fields.many(given.get("points"), "processing", 400):
        parts = list(fields.many(row, "processing", 3))
        if len(parts) != (3 if areas else 3):
            raise Refusal(words.PROCESSING_WRONG, field="processing", name="table")
        rows.append([*parts[:2], fields.number(parts[2], "processing", -10_000, 10_000)])
    numbers = {n: given[n] for n in ("default", "low", "high") if given.get(n) is not None}
    return {"points": rows} | {n: fields.number(v, "processing", -10_000, 10_000) for n, v in numbers.items()}


def _rules(told: Any, steps: expressions.Steps, outcomes: Data, responses: Data, depth: int) -> list[Any]:
    if not isinstance(told, list | tuple) or depth > DEEPEST:
        raise Refusal(words.PROCESSING_WRONG, field="processing", name="rules")
    found: list[Any] = []
    for rule in told:
        steps.count()
        kind = rule[0] if isinstance(rule, list | tuple) and rule else None
        if kind == "exit":
            found.append(["exit"])
        elif kind == "set" and len(rule) == 3 and rule[1] in outcomes:
            found.append(["set", rule[1], expressions.checked(rule[2], steps, outcomes, responses)])
        elif kind == "if" and len(rule) == 3 and isinstance(rule[1], list | tuple):
            branches = []
            for branch in rule[1]:
                test, then = branch
                made = expressions.checked(test, steps, outcomes, responses)
                branches.append([made, _rules(then, steps, outcomes, responses, depth + 1)])
            found.append(["if", branches, _rules(rule[2], steps, outcomes, responses, depth + 1)])
        else:
            raise Refusal(words.PROCESSING_WRONG, field="processing", name=str(kind)[:60])
    return found
