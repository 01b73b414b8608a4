"""The clock, the order of injects, and the templates that come with the program."""

from datetime import UTC, datetime, timedelta

import pytest

from kerege.inventory.rules.lint import findings
from kerege.lib.refusal import Refusal
from kerege.response.rules.exercises import kits, parts
from kerege.response.rules.exercises.clock import Run, elapsed
from kerege.response.rules.exercises.order import Line, check_forwards, check_order, due, out_of_order
from kerege.response.rules.exercises.parts import SEPARATE, Rights
from kerege.response.words.exercises import ExercisePart

pytestmark = pytest.mark.nodb
START = datetime(2027, 3, 1, 4, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def lines(*states: str, release: str = "clock") -> list[Line]:
    return [Line(n, 10 * n, release, state) for n, state in enumerate(states, start=1)]


def test_the_clock_stands_in_pauses_and_at_the_end():
    run = Run("running", START, None, 5 * MINUTE)
    assert elapsed(run, START + 20 * MINUTE) == 15 * MINUTE
    assert elapsed(Run("paused", START, START + 7 * MINUTE), START + 60 * MINUTE) == 7 * MINUTE
    assert elapsed(Run("ended", START, None, 5 * MINUTE, START + 30 * MINUTE), START + 90 * MINUTE) == 25 * MINUTE
    assert elapsed(Run("planned"), START) == timedelta(0)


def test_what_the_clock_released_has_its_very_moment_whenever_one_looks():
    run = Run("running", START, None, 5 * MINUTE)
    found = due(lines("planned", "planned", "planned"), run, START + 25 * MINUTE)
    assert found == {1: START + 15 * MINUTE, 2: START + 25 * MINUTE}
    assert due(lines("planned"), Run("paused", START, START), START + 99 * MINUTE) == {}
    assert due(lines("planned", release="hand"), run, START + 99 * MINUTE) == {}
    assert due(lines("out", "dropped"), run, START + 99 * MINUTE) == {}


@pytest.mark.parametrize(
    ("states", "number", "because"),
    [
        (("planned", "planned"), 1, None),
        (("planned", "planned"), 2, 1),
        (("out", "planned"), 2, None),
        (("dropped", "planned"), 2, None),
        (("planned", "out"), 1, 2),
        (("planned", "dropped", "planned"), 1, None),
    ],
)
def test_the_order_is_kept_or_a_reason_given(states, number, because):
    assert out_of_order(lines(*states), number) == because
    check_order(lines(*states), number, "The players were quicker.")
    if because is not None:
        with pytest.raises(Refusal) as refused:
            check_order(lines(*states), number, " ")
        assert refused.value.data == {"number": number, "other": because}


def test_numbers_and_minutes_go_the_same_way():
    check_forwards([Line(1, 0), Line(2, 0), Line(5, 30)])
    with pytest.raises(Refusal):
        check_forwards([Line(1, 10), Line(2, 5)])


def test_who_judges_or_steers_does_not_play_and_a_player_directs_nothing_before_the_end():
    for one in ExercisePart:
        for other in SEPARATE[one]:
            assert one in SEPARATE[other]
            with pytest.raises(Refusal) as refused:
                parts.refuse_second(has=one, wants=other, called="X")
            assert refused.value.code == "response.evaluator_plays"
    plays = Rights(True, "player", "running")
    assert (plays.directs, plays.controls, plays.sees_plan) == (False, False, False)
    assert Rights(True, "player", "ended").directs


@pytest.mark.parametrize("key", kits.kits())
def test_a_template_is_whole_in_its_languages_and_tells_nothing_that_is_not_for_sharing(key):
    kit = kits.kit(key)
    texts = [kit.title, kit.scope, kit.scenario]
    texts += [text for each in kit.objectives for text in (each.text, each.measure)]
    texts += [text for each in kit.teams for text in (each.title, each.brief)]
    texts += [text for each in kit.injects for text in (each.text, each.expected)]
    assert [set(text) for text in texts] == [set(kit.languages)] * len(texts)
    assert [list(findings(said)) for text in texts for said in text.values()] == [[]] * sum(map(len, texts))
    assert {each.objective for each in kit.injects} == {each.key for each in kit.objectives}
    assert {to for each in kit.injects for to in each.to} <= {each.key for each in kit.teams}
    check_forwards([Line(each.number, each.minute) for each in kit.injects])
    assert kit.injects[-1].minute < kit.minutes
