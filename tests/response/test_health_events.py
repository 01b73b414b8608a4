"""Signals, events and assessments: what is kept, what is refused, and what the database refuses itself."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from kerege.journal.actions import act
from kerege.lib.refusal import Refusal
from kerege.people.rules import SYSTEM, Actor, Grant
from kerege.people.words import Role
from kerege.response.actions import assessing, signals
from kerege.response.actions.signals import Heard, Title
from kerege.response.models import Assessment, AssessmentAnswers, HealthEvent
from kerege.response.queries import health_events as queries
from kerege.response.rules.frames import Given
from kerege.response.words.frames import IHR
from kerege.response.words.health_events import Outcome, Triage, Verdict
from kerege.sharing.queries import viewer_of_actor

NOW = datetime(2026, 11, 28, 6, 0, tzinfo=UTC)
HEARD = Heard(
    "field", NOW - timedelta(hours=2), "Asia/Almaty", ("animal", "human"), "Sick animals.", place="A district"
)


def person(name: str, role: Role = Role.BIOSAFETY_OFFICER, owner: str = "KAZ") -> Actor:
    return Actor(uid=name, name=name, grants=(Grant(role, owner),))


ONE, TWO, THIRD = person("one"), person("two"), person("third", Role.REVIEWER)
ALL_NO = {each.key: Given("no", "As seen.") for each in IHR.questions}
TWO_YES = ALL_NO | {"serious": Given("yes", "Many fell ill."), "unusual": Given("yes", "Not in this season.")}


def signal(**changes):
    return signals.record_signal(by=ONE, owner="KAZ", heard=HEARD, now=NOW, **changes)


def opened(**changes):
    return signals.open_event(by=ONE, signal=str(signal(**changes).uid), called=Title("Sick animals"), now=NOW)


def assessed(event, first=TWO_YES, second=ALL_NO):
    made = str(assessing.open_assessment(by=ONE, event=str(event.uid), frame_key="ihr", now=NOW).uid)
    assessing.give_answers(by=ONE, assessment=made, given=first, now=NOW)
    assessing.give_answers(by=TWO, assessment=made, given=second, now=NOW)
    return made


def code(action, **told):
    with pytest.raises(Refusal) as refused:
        action(**told)
    return refused.value.code


def read_by(actor, event):
    viewer = viewer_of_actor(actor, on=NOW.date())
    return queries.assessments(viewer, queries.event(viewer, event.uid), me=actor.uid)


def test_a_signal_becomes_an_event_joins_one_is_none_or_is_another():
    event = opened()
    assert (event.known, event.zone, event.domains) == ("Sick animals.", "Asia/Almaty", ["human", "animal"])
    joined, merged, other = signal(), signal(), signal()
    signals.join_event(by=ONE, signal=str(joined.uid), event=str(event.uid), now=NOW)
    signals.dismiss_signal(by=TWO, signal=str(other.uid), reason="A rumour.", now=NOW)
    signals.merge_signal(by=TWO, signal=str(merged.uid), into=str(other.uid), now=NOW)
    lines = {each.uid: each for each in queries.signals(viewer_of_actor(TWO, on=NOW.date()))}
    assert lines[str(joined.uid)].event == str(event.uid)
    assert lines[str(merged.uid)].into == str(other.uid)
    assert lines[str(other.uid)].reason == "A rumour."
    late = {"by": TWO, "signal": str(merged.uid)}
    assert code(signals.dismiss_signal, reason="x", **late) == "response.triaged_already"
    again = signals.open_event(by=TWO, signal=str(other.uid), called=Title("After all"), now=NOW)
    assert lines[str(other.uid)].triage == Triage.NOT_EVENT
    assert again.title == "After all"


def test_what_is_wrong_with_a_signal_is_said():
    def heard(**changes):
        return {"by": ONE, "owner": "KAZ", "heard": Heard(**(vars(HEARD) | changes)), "now": NOW}

    assert code(signals.record_signal, **heard(at=NOW + timedelta(hours=1))) == "response.in_future"
    assert code(signals.record_signal, **heard(domains=())) == "response.no_domain"
    assert code(signals.record_signal, **heard(place=" ")) == "response.no_place"
    assert code(signals.record_signal, **heard(zone="Mars/Base")) == "response.unknown_zone"
    assert code(signals.record_signal, **heard(unit="XX-999")) == "atlas.unknown_code"
    assert code(signals.record_signal, **(heard() | {"owner": "KGZ"})) == "people.not_yours"
    played, real = signal(exercise=True), opened()
    told = {"by": ONE, "signal": str(played.uid)}
    assert code(signals.join_event, event=str(real.uid), **told) == "response.exercise_mixed"
    assert code(signals.merge_signal, into=str(played.uid), **told) == "response.same_signal"
    assert code(signals.dismiss_signal, reason=" ", **told) == "response.why_not"
    stranger = person("stranger", Role.FOCAL_POINT, "KGZ")
    assert code(signals.dismiss_signal, by=stranger, signal=str(played.uid), reason="x") == "records.nothing_there"


def test_nobody_reads_the_first_answers_before_the_second_are_given():
    event = opened()
    made = str(assessing.open_assessment(by=ONE, event=str(event.uid), frame_key="ihr", now=NOW).uid)
    assessing.give_answers(by=ONE, assessment=made, given=TWO_YES, now=NOW)
    (own,), (other,), (third,) = (read_by(who, event) for who in (ONE, TWO, THIRD))
    assert [each.judged.verdict for each in own.answers] == [Verdict.NOTIFY]
    assert (other.answers, third.answers, other.given) == ((), (), 1)
    again = {"assessment": made, "given": ALL_NO}
    assert code(assessing.give_answers, by=ONE, **again) == "response.answered_already"
    assert code(assessing.decide_assessment, by=THIRD, assessment=made, outcome="notify", reason="x") == (
        "response.not_assessed_yet"
    )
    assessing.give_answers(by=TWO, assessment=made, given=ALL_NO, now=NOW)
    assert code(assessing.give_answers, by=THIRD, **again) == "response.two_assessed"
    (line,) = read_by(THIRD, event)
    assert line.differs == ("serious", "unusual")
    assert line.possible == tuple(Outcome)


def test_a_third_person_decides_or_both_do():
    event = opened()
    made = assessed(event)
    told = {"assessment": made, "outcome": "notify", "reason": "The first reading holds."}
    assert code(assessing.decide_assessment, by=person("four"), **told) == "people.not_yours"
    assert code(assessing.agree_to_decision, by=ONE, assessment=made) == "response.no_proposal"
    assessing.decide_assessment(by=ONE, now=NOW, **told)
    assert code(assessing.agree_to_decision, by=ONE, assessment=made) == "response.own_proposal"
    assert code(assessing.close_event, by=THIRD, event=str(event.uid), reason="x") == "response.event_undecided"
    assessing.agree_to_decision(by=TWO, assessment=made, now=NOW)
    assert code(assessing.decide_assessment, by=THIRD, **told) == "response.decided_already"
    second = assessed(event, ALL_NO, ALL_NO)
    wrong = told | {"assessment": second}
    assert code(assessing.decide_assessment, by=THIRD, **wrong) == "response.outcome_not_answered"
    assessing.decide_assessment(by=THIRD, **(wrong | {"outcome": "consult"}), now=NOW)
    assert [(each.edition, each.outcome) for each in read_by(ONE, event)] == [(2, "consult"), (1, "notify")]
    assessing.close_event(by=THIRD, event=str(event.uid), reason="It is over.", now=NOW)
    begin = {"by": ONE, "event": str(event.uid), "frame_key": "woah"}
    assert code(assessing.open_assessment, **begin) == "response.event_closed"
    assessing.reopen_event(by=THIRD, event=str(event.uid))
    assert assessing.open_assessment(**begin).edition == 1
    assert code(assessing.open_assessment, **begin) == "response.being_assessed"


def test_the_database_refuses_what_no_action_does():
    event = opened()
    decided = Assessment.objects.inside_action
    made = assessed(event)
    assessing.decide_assessment(by=THIRD, assessment=made, outcome="notify", reason="So.", now=NOW)
    other = assessing.open_assessment(by=ONE, event=str(event.uid), frame_key="woah", now=NOW)
    with act("tests.events.forced", by=SYSTEM, about="events"):
        answers = AssessmentAnswers.objects.inside_action().first()
        table = {"a": Assessment._meta.db_table, "g": AssessmentAnswers._meta.db_table, "e": HealthEvent._meta.db_table}
        table |= {"o": str(other.id)}
        for statement in (
            "UPDATE {a} SET outcome = 'not_notify' WHERE state = 'decided'",
            "UPDATE {a} SET \"first\" = 'somebody' WHERE state = 'decided'",
            "DELETE FROM {g}",
            "UPDATE {g} SET assessor = 'somebody'",
            "UPDATE {e} SET exercise = NOT exercise",
            "UPDATE {a} SET state = 'decided', \"first\" = 'x', \"second\" = 'y', decided_by = 'z', reason = 'r', "
            "outcome = 'notify', decided_at = opened_at WHERE id = {o}",
            "UPDATE {a} SET \"second\" = 'y' WHERE id = {o}",
        ):
            with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement.format(**table))
        more = AssessmentAnswers(event=event, assessment_id=answers.assessment_id, assessor="x", given_at=NOW)
        more.owner = "KAZ"
        with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
            more.save()
        assert decided().get(uid=made).outcome == "notify"


def test_no_text_of_a_signal_or_event_tells_what_is_stored_where():
    event, stored = str(opened().uid), "Spores, 5 kg, stored in room 3."
    told = {"by": ONE, "owner": "KAZ", "now": NOW}
    for name in ("known", "place", "source_name"):
        heard = replace(HEARD, **{name: stored})
        assert (name, code(signals.record_signal, heard=heard, **told)) == (name, "inventory.not_for_sharing")
    fresh = str(signal().uid)
    assert code(signals.open_event, by=ONE, signal=fresh, called=Title(stored)) == "inventory.not_for_sharing"
    assert code(signals.dismiss_signal, by=ONE, signal=fresh, reason=stored) == "inventory.not_for_sharing"
    changed = {"by": ONE, "event": event, "title": "Sick animals"}
    assert code(assessing.change_event, known=stored, **changed) == "inventory.not_for_sharing"
    made = str(assessing.open_assessment(by=ONE, event=event, frame_key="ihr", now=NOW).uid)
    given = ALL_NO | {"serious": Given("yes", stored)}
    assert code(assessing.give_answers, by=ONE, assessment=made, given=given) == "inventory.not_for_sharing"
