"""An exercise from its plan to the proof that something was mended."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.people.rules import SYSTEM
from kerege.records.viewers import PUBLIC
from kerege.response.actions import evaluating_exercises as evaluating
from kerege.response.actions import exercise_kits, exercises, playing_exercises, running_exercises
from kerege.response.actions.evaluating_exercises import Found
from kerege.response.actions.exercises import Event
from kerege.response.models import ExerciseInject
from kerege.response.queries import exercises as queries
from kerege.response.rules.exercises.kits import kit
from kerege.sharing.queries import viewer_of_actor
from tests.response.laid_exercise import START, TOLD, cast, minute, observed, planned, running, staffed


@pytest.fixture
def who():
    return cast()


def code(call, *args, **kwargs) -> str:
    with pytest.raises(Refusal) as refusal:
        call(*args, **kwargs)
    return refusal.value.code


def read(actor, uid):
    return queries.exercise(viewer_of_actor(actor, on=START.date()), actor, uid)


def events(actor, uid, at):
    line = read(actor, uid)
    return queries.injects(viewer_of_actor(actor, on=START.date()), line, at=at) if line else None


def inject(uid, number):
    with checking():
        return str(ExerciseInject.objects.inside_action().get(exercise__uid=uid, position=number).uid)


def test_nobody_plays_what_they_evaluate_or_direct(who):
    uid, by = planned(who["director"]), who["director"]
    staffed(by, uid)
    named = {"by": by, "exercise": uid, "part": "player", "team": "R1"}
    assert code(exercises.name_part, email="evaluator@example.org", **named) == "response.evaluator_plays"
    assert code(exercises.name_part, email="player@example.org", by=by, exercise=uid, part="evaluator") == (
        "response.evaluator_plays"
    )
    assert code(exercises.name_part, email="observer@example.org", **named) == "response.has_a_part"
    assert code(exercises.name_part, email="director@example.org", **named) == "response.director_plays"
    assert code(exercises.name_part, email="nobody@example.org", **named) == "response.exercise_no_account"
    assert code(exercises.name_part, email="x@example.org", **(named | {"by": who["controller"]})) == (
        "response.not_in_your_part"
    )
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE response_exerciserole SET part = 'player', team = 'R1' WHERE part = 'evaluator'")


def test_it_starts_with_all_that_it_needs_and_its_plan_stays(who):
    by, uid = who["director"], planned(who["director"])
    assert code(running_exercises.start_exercise, by=by, exercise=uid) == "response.exercise_not_ready"
    staffed(by, uid)
    running_exercises.start_exercise(by=by, exercise=uid, now=START)
    assert code(exercises.set_team, by=by, exercise=uid, title={"en": "T"}, brief={}) == "response.exercise_not_now"
    for statement in (
        "UPDATE response_exerciseinject SET minute = 5 WHERE position = 3",
        "UPDATE response_exercise SET state = 'planned'",
        "DELETE FROM response_exerciseinject WHERE position = 2",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_a_line_of_the_list_has_a_number_of_its_own_and_is_found_by_its_uid_alone(who):
    by, uid = who["director"], planned(who["director"])
    fourth = Event(4, 30, {"en": "The press calls."}, "O1", {"en": "One answers."})
    sent = {"by": by, "exercise": uid}
    assert code(exercises.set_inject, **sent, told=replace(fourth, position=1000)) == "response.inject_bad_number"
    assert code(exercises.set_inject, **sent, told=replace(fourth, position=3)) == "response.inject_number_taken"
    for foreign in ("x", str(uuid4())):
        assert code(exercises.set_inject, **sent, told=fourth, inject=foreign) == "response.not_your_inject"
        assert code(exercises.take_out_inject, **sent, inject=foreign) == "response.not_your_inject"
        assert code(exercises.take_part_back, **sent, role=foreign) == "records.nothing_there"
    assert [each.number for each in events(by, uid, START)] == [1, 2, 3]


def test_a_template_fills_the_languages_in_which_nothing_was_typed(who):
    told = replace(TOLD, title={"en": "Our box"}, scope={}, scenario={}, languages=("ru", "en"))
    made = exercise_kits.plan_from_kit(by=who["director"], owner="KAZ", key="box-at-the-station", told=told, now=START)
    line = read(who["director"], str(made.uid))
    assert (line.title["en"], line.title["ru"], line.languages[0]) == (
        "Our box",
        kit(made.template.split()[0]).title["ru"],
        "ru",
    )


def test_injects_go_out_by_the_clock_which_stands_in_a_pause(who):
    uid, by = running(who), who["controller"]
    assert [each.number for each in events(who["player"], uid, minute(5))] == [1]
    assert events(who["neighbour"], uid, minute(5)) == []
    running_exercises.pause_exercise(by=by, exercise=uid, now=minute(6))
    assert [each.number for each in events(who["player"], uid, minute(60))] == [1]
    running_exercises.resume_exercise(by=by, exercise=uid, now=minute(66))
    assert [each.number for each in events(who["player"], uid, minute(79))] == [1]
    late = events(who["player"], uid, minute(80))
    assert [(each.number, each.out_at, each.late) for each in late] == [
        (1, START, timedelta(0)),
        (3, minute(80), timedelta(0)),
    ]


def test_out_of_order_needs_a_reason(who):
    uid, by = running(who), who["controller"]
    third = {"by": by, "exercise": uid, "inject": inject(uid, 3), "now": minute(5)}
    assert code(running_exercises.release_inject, **third) == "response.inject_out_of_order"
    running_exercises.release_inject(**third, reason="The authority asked already.")
    assert code(running_exercises.release_inject, **third, reason="x") == "response.inject_is_out"
    second = {"by": by, "exercise": uid, "inject": inject(uid, 2), "now": minute(6)}
    assert code(running_exercises.release_inject, **second) == "response.inject_out_of_order"
    assert code(running_exercises.drop_inject, **second, reason=" ") == "response.inject_no_reason"
    running_exercises.drop_inject(**second, reason="No time is left.")
    assert code(running_exercises.release_inject, **(third | {"by": who["player"]})) == "response.not_in_your_part"
    assert events(who["neighbour"], uid, minute(7))[0].number == 3


def test_a_player_of_another_country_reads_and_answers_what_the_role_gets_and_nothing_else(who):
    uid, neighbour = running(who), who["neighbour"]
    running_exercises.release_inject(by=who["controller"], exercise=uid, inject=inject(uid, 2), now=minute(10))
    own = {"by": neighbour, "exercise": uid, "inject": inject(uid, 2)}
    playing_exercises.take_note(**own, now=minute(11))
    assert code(playing_exercises.answer_inject, **own, answer=" ") == "response.inject_no_answer"
    for _twice in range(2):
        playing_exercises.answer_inject(**own, answer="We tell the press.", now=minute(12))
    assert code(playing_exercises.answer_inject, **own, answer="Something else.") == "response.inject_answered"
    other = {"by": neighbour, "exercise": uid, "inject": inject(uid, 1)}
    assert code(playing_exercises.take_note, **other, now=minute(13)) == "response.not_your_inject"
    unreleased = {"by": neighbour, "exercise": uid, "inject": inject(uid, 3)}
    assert code(playing_exercises.take_note, **unreleased, now=minute(13)) == "response.not_your_inject"
    viewer, line = viewer_of_actor(neighbour, on=START.date()), read(neighbour, uid)
    assert [each.number for each in queries.injects(viewer, line, at=minute(13))] == [2]
    assert [each.answer for each in queries.replies(viewer, line)] == ["We tell the press."]
    assert [each.called for each in queries.parts(neighbour, line)] == ["The neighbour"]
    assert (queries.notes(viewer, neighbour, line), queries.findings(viewer, line)) == ([], [])
    outsider = who["director"]
    assert queries.exercise(PUBLIC, SYSTEM, uid) is None
    [reply] = queries.replies(viewer, read(outsider, uid))
    assert (reply.called, reply.answered_on_clock) == ("The neighbour", timedelta(minutes=12))


def test_from_what_was_seen_to_the_proof_that_it_was_mended(who):
    uid, by = running(who), who["director"]
    seen = observed(who, uid)
    assert code(evaluating.observe, by=by, exercise=uid, objective="O1", rating="P", text="I saw it.") == (
        "response.not_in_your_part"
    )
    assert code(evaluating.note_hot_wash, by=who["player"], exercise=uid, text="It was fast.") == (
        "response.exercise_not_now"
    )
    running_exercises.end_exercise(by=by, exercise=uid, now=minute(90))
    evaluating.note_hot_wash(by=who["player"], exercise=uid, text="Nobody knew the number.", now=minute(95))
    told = Found("improve", "O1", "The number is not at hand", [seen])
    assert code(evaluating.write_finding, by=by, exercise=uid, told=Found("improve", "O1", "T", [])) == (
        "response.finding_on_nothing"
    )
    finding = str(evaluating.write_finding(by=by, exercise=uid, told=told, now=minute(99)).uid)
    assert code(evaluating.write_finding, by=by, exercise=uid, told=told) == "response.finding_on_nothing"
    assert code(evaluating.adopt_report, by=by, exercise=uid) == "response.exercise_no_action"
    plan = {"by": by, "finding": finding, "text": "Print the numbers", "answers": "Duty desk"}
    assert code(evaluating.plan_action, **plan, due=date(2026, 11, 28)) == "response.exercise_action_due_early"
    assert code(evaluating.plan_action, **(plan | {"answers": ""}), due=None) == "response.exercise_action_no_owner"
    action = str(evaluating.plan_action(**plan, due=date(2027, 1, 31)).uid)
    evaluating.adopt_report(by=by, exercise=uid, now=minute(200))
    assert code(evaluating.write_finding, by=by, exercise=uid, told=told) == "response.exercise_not_now"
    assert code(evaluating.close_action, by=by, action=action, proof="done") == "response.exercise_action_no_proof"
    for statement in (
        "UPDATE response_exerciseaction SET state = 'closed', closed_by = 'a', closed_at = planned_at",
        "UPDATE response_exerciseobservation SET rating = 'P'",
        "UPDATE response_exerciseobservation SET finding_id = NULL",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    evaluating.close_action(by=by, action=action, proof="The list hangs at the desk, order 12 of 20 January.")
    [line] = queries.findings(viewer_of_actor(by, on=START.date()), read(by, uid))
    assert (line.notes, line.actions[0].state) == ((seen,), "closed")
    assert code(evaluating.close_action, by=by, action=action, proof="The list hangs there still.") == (
        "response.exercise_action_closed"
    )
