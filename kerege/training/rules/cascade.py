"""The cascade: courses, the lines between them, and what follows from both. Plain Python, no clock, no database.

A line leads from a course in which somebody was trained to a later one that this person taught. Its place in time makes
the lines of people free of circles: who teaches their own teacher does so later. What only sources say may be undated,
so a circle is possible there; what hangs in one has no generation and is named.
"""

from collections import deque
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from kerege.lib.refusal import Refusal
from kerege.training.words import cascade as words
from kerege.training.words.cascade import Agreement, Basis


@dataclass(frozen=True, slots=True)
class Knot:
    """A course that was held, as far as the cascade needs it. `recorded` is the generation that its record gives;
    `trains`: it trains trainers.
    """

    number: int
    done_by: date
    first_day: date | None = None
    last_day: date | None = None
    recorded: int | None = None
    trains: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """Trainers from the course `above` taught the course `below`. `people`: how many, where registers tell it."""

    above: int
    below: int
    basis: Basis
    people: int = 0


@dataclass(frozen=True)
class Placed:
    """Which generation each course is. `by_lines` are the courses to which a line leads or from which one starts;
    of all others the generation is only what their record says. `looped` hang in a circle and have none.
    """

    generation: Mapping[int, int]
    by_lines: frozenset[int]
    looped: frozenset[int]
    below: Mapping[int, tuple[Line, ...]] = field(default_factory=dict)
    above: Mapping[int, tuple[Line, ...]] = field(default_factory=dict)

    @property
    def depth(self) -> int:
        return max(self.generation.values(), default=0)


def may_follow(above: Knot, below: Knot) -> bool:
    """Whether what was learnt in one course can have been taught in the other: it was over first, and neither ran into
    the other. Strict, so that no two courses follow each other.
    """
    apart = above.last_day is None or below.first_day is None or above.last_day <= below.first_day
    return apart and above.done_by < below.done_by


def lines_of_people(
    knots: Mapping[int, Knot],
    trained: Mapping[int, Collection[int]],
    taught: Mapping[int, Collection[int]],
) -> list[Line]:
    """The lines that people make: `trained` and `taught` are the courses of each person. Each line once, with how many
    people make it; a person counts once on it.
    """
    counted: dict[tuple[int, int], int] = {}
    for person, courses in taught.items():
        for below in courses:
            knot = knots.get(below)
            for above in trained.get(person, ()) if knot is not None else ():
                start = knots.get(above)
                if start is not None and knot is not None and may_follow(start, knot):
                    counted[above, below] = counted.get((above, below), 0) + 1
    return [Line(above, below, Basis.REGISTER, n) for (above, below), n in counted.items()]


def place(knots: Mapping[int, Knot], lines: Iterable[Line]) -> Placed:
    """The generation of every course: the first for trainings of trainers and wherever a line only starts, and one more
    than the nearest course above for all to which a line leads. A course without any line has what its record says.

    Where the record of a course from which lines only start gives a generation, it begins there: who taught it is not
    known, so the tree cannot say better.
    """
    below: dict[int, list[Line]] = {}
    above: dict[int, list[Line]] = {}
    for line in lines:
        if line.above in knots and line.below in knots:
            below.setdefault(line.above, []).append(line)
            above.setdefault(line.below, []).append(line)
    found = {number: start for number, knot in knots.items() if (start := start_of(knot, below, above)) is not None}
    hung = set(above) | set(below)
    _spread(found, below, above)
    return Placed(
        found,
        frozenset(hung & set(found)),
        frozenset(hung - set(found)),
        {number: tuple(each) for number, each in below.items()},
        {number: tuple(each) for number, each in above.items()},
    )


def start_of(knot: Knot, below: Mapping[int, object], above: Mapping[int, object]) -> int | None:
    """The generation of a course to which no line leads, if it has one."""
    if knot.number in above:
        return None
    if knot.trains:
        return 1
    return knot.recorded or (1 if knot.number in below else None)


def _spread(found: dict[int, int], below: Mapping[int, list[Line]], above: Mapping[int, list[Line]]) -> None:
    """From every start downwards, the nearest first, so that each course is visited once."""
    by_generation: dict[int, list[int]] = {}
    for number, generation in found.items():
        if number in below:
            by_generation.setdefault(generation, []).append(number)
    generation = min(by_generation, default=0)
    while by_generation:
        for number in by_generation.pop(generation, ()):
            for line in below.get(number, ()):
                if line.below not in found:
                    found[line.below] = generation + 1
                    by_generation.setdefault(generation + 1, []).append(line.below)
        generation += 1


def agreement(knot: Knot, placed: Placed) -> Agreement:
    """Whether the tree says of a course what its record says."""
    if knot.number in placed.looped:
        return Agreement.CIRCLE
    begins = knot.trains and knot.number not in placed.above
    shown = placed.generation.get(knot.number) if begins or knot.number in placed.by_lines else None
    if shown is None:
        return Agreement.ONLY_RECORDED if knot.recorded is not None else Agreement.NEITHER
    if knot.recorded is None:
        return Agreement.ONLY_TREE
    return Agreement.AGREES if shown == knot.recorded else Agreement.DIFFERS


def came_of(placed: Placed, start: int) -> dict[int, int]:
    """Everything below a course, each course once, with how many steps below it hangs; without the course itself."""
    found: dict[int, int] = {}
    waiting = deque([(start, 0)])
    while waiting:
        number, steps = waiting.popleft()
        for line in placed.below.get(number, ()):
            if line.below != start and line.below not in found:
                found[line.below] = steps + 1
                waiting.append((line.below, steps + 1))
    return found


def hang_under(placed: Placed, numbers: Collection[int]) -> dict[int, int]:
    """How many courses hang under each of these and of all under them, at any depth: as many as came_of tells of each,
    counted together.
    """
    found: dict[int, set[int]] = {}
    waiting, begun = list(numbers), set[int]()
    while waiting:
        number = waiting[-1]
        next_to = [line.below for line in placed.below.get(number, ())]
        ahead = [each for each in next_to if each not in found]
        if number in found or not ahead:
            found.setdefault(number, set(next_to).union(*(found[each] for each in next_to if each in found)))
            waiting.pop()
        elif in_a_circle := begun.intersection(ahead):
            found |= {each: set(came_of(placed, each)) for each in in_a_circle}
        else:
            begun.add(number)
            waiting += ahead
    return {number: len(under) - (number in under) for number, under in found.items()}


def check_line(above: Knot | None, below: Knot | None, *, below_hangs_over: bool, same: bool) -> None:
    """Refuse a stated line that cannot be: training.descent_of_itself, .descent_too_early, .descent_in_a_circle."""
    if same:
        raise Refusal(words.DESCENT_OF_ITSELF, field="taught_by")
    if above is not None and below is not None and not may_follow(above, below):
        raise Refusal(words.DESCENT_TOO_EARLY, field="taught_by", day=above.done_by.isoformat())
    if below_hangs_over:
        raise Refusal(words.DESCENT_IN_A_CIRCLE, field="taught_by")
