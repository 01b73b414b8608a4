"""Which questions wait for which: the conditions of a whole set."""

from collections.abc import Mapping

from kerege.capacity.rules import conditions
from kerege.capacity.rules.parts import Definition
from kerege.capacity.words import refused
from kerege.lib.refusal import Refusal

SHOWN = 8
"""So many names of a circle are told at most."""


def waits_for(found: Definition) -> dict[str, set[str]]:
    """For each question the questions that have to be answered before it is known whether it is asked.

    Refuses capacity.bad_condition and capacity.unknown_reference.
    """
    known = {question.key for question in found.questions()}
    waits: dict[str, set[str]] = {}
    for section in found.sections:
        of_section = set(conditions.refs(conditions.read(section.relevant, place=section.key)))
        for question in section.questions:
            read = conditions.read(question.relevant, place=question.key)
            waits[question.key] = of_section | set(conditions.refs(read))
            for name in waits[question.key] - known:
                raise Refusal(refused.UNKNOWN_REFERENCE, field="relevant", place=question.key, name=name)
    return waits


def in_order(found: Definition) -> list[str]:
    """The keys of all questions, each behind those that its condition speaks of.

    Refuses capacity.bad_condition, capacity.unknown_reference and capacity.circular. Does not recurse: a chain may be
    as long as a set.
    """
    left = waits_for(found)
    freed: dict[str, list[str]] = {}
    for key, before in left.items():
        for name in before:
            freed.setdefault(name, []).append(key)
    order = [key for key, before in left.items() if not before]
    for key in order:
        for name in freed.get(key, ()):
            left[name].discard(key)
            if not left[name]:
                order.append(name)
    if len(order) < len(left):
        circle = _circle({key: before for key, before in left.items() if before})
        shown = [*circle[:6], "…", circle[-1]] if len(circle) > SHOWN else circle
        raise Refusal(refused.CIRCULAR, field="relevant", circle=" → ".join(shown))
    return order


def _circle(left: Mapping[str, set[str]]) -> list[str]:
    """One circle among keys that all wait for each other."""
    path = [next(iter(left))]
    while path[-1] not in path[:-1]:
        path.append(min(name for name in left[path[-1]] if name in left))
    return path[path.index(path[-1]) :]
