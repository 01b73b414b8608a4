"""What may become of an incident, its times and its code; no database."""

from datetime import UTC, datetime, timedelta

import pytest

from kerege.lib.refusal import Refusal
from kerege.response.rules import incidents as rules
from kerege.response.words.incidents import IncidentState, LessonState

pytestmark = pytest.mark.nodb
NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)


def code(deed, *told):
    with pytest.raises(Refusal) as caught:
        deed(*told)
    return caught.value.code


@pytest.mark.parametrize("state", list(IncidentState))
@pytest.mark.parametrize("wanted", list(IncidentState))
def test_the_machine_of_an_incident(state, wanted):
    allowed = {
        ("reported", "acknowledged"),
        ("acknowledged", "investigated"),
        ("acknowledged", "set_aside"),
        ("investigated", "acting"),
        ("investigated", "set_aside"),
        ("acting", "closed"),
    }
    if (state.value, wanted.value) in allowed:
        rules.check_move(state, wanted)
    else:
        assert code(rules.check_move, state, wanted) == "response.incident_not_now"


@pytest.mark.parametrize("state", list(LessonState))
def test_nothing_but_what_was_handed_in_is_published(state):
    if state == LessonState.SUBMITTED:
        rules.check_lesson_move(state, LessonState.PUBLISHED)
    else:
        assert code(rules.check_lesson_move, state, LessonState.PUBLISHED) == "response.lesson_not_now"


@pytest.mark.parametrize(
    ("occurred", "discovered", "refused"),
    [
        (timedelta(hours=1), timedelta(hours=1), "response.incident_in_future"),
        (timedelta(hours=-1), timedelta(hours=1), "response.incident_in_future"),
        (timedelta(hours=-1), timedelta(hours=-2), "response.discovered_before"),
        (timedelta(days=-4000), timedelta(days=-1), "response.incident_too_long_ago"),
    ],
)
def test_times_that_cannot_be(occurred, discovered, refused):
    assert code(rules.check_times, NOW + occurred, NOW + discovered, NOW) == refused


def test_a_clock_that_is_a_little_ahead_is_no_lie():
    rules.check_times(NOW + timedelta(minutes=5), NOW + timedelta(minutes=5), NOW)


def test_a_code_is_found_again_however_it_is_typed_and_its_hash_tells_nothing_of_it():
    made = rules.new_code()
    assert made != rules.new_code()
    assert rules.code_hash(made) == rules.code_hash(made.lower().replace("-", " "))
    assert rules.code_hash(made) != rules.code_hash(made[:-1] + ("2" if made[-1] != "2" else "3"))
    assert len(made.replace("-", "")) == 20
    assert not set(made) & set("01OIL")


def test_a_digest_is_always_the_same_code():
    assert rules.code_of(bytes(32)) == "-".join(["2" * 5] * 4)
    assert len({rules.code_of(bytes([each]) * 32) for each in range(256)}) == 256


@pytest.mark.parametrize("found", [(0, 0), (0, 1), (1, 1)])
def test_nothing_closes_without_proof_that_another_person_verified(found):
    assert code(rules.check_closing, [rules.Acted(1, 0), rules.Acted(*found)]) == "response.closing_without_proof"
    rules.check_closing([rules.Acted(1, 0), rules.Acted(2, 0)])


def test_competences_are_named_where_training_was_a_cause():
    assert code(rules.check_lacking, ["equipment"], ["frame:B1"]) == "response.not_training"
    rules.check_lacking(["equipment", "training"], ["frame:B1"])
    rules.check_lacking(["equipment"], [])


def test_a_lesson_names_neither_persons_nor_the_facility():
    with pytest.raises(Refusal) as caught:
        rules.check_names("It was zhanar’s glove.", ["Zhanar"], field="text_en")
    assert (caught.value.code, caught.value.field) == ("response.lesson_names", "text_en")
    rules.check_names("A glove tore.", ["Ann", "Zhanar", ""], field="text_en")
