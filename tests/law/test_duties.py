"""Bodies and duties by law: recorded, corrected by new rows, read as on a day, and kept from whoever may not read."""

from datetime import date

import pytest

from kerege.law import actions as law
from kerege.law import queries
from kerege.law.actions import measures
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM
from kerege.records.viewers import PUBLIC
from tests import ground
from tests.law.test_release import publish

ACT, ON, PAGE = "/akn/kz/act/law/2022-05-21/122-vii", date(2026, 1, 1), "https://example.org/law"
BY = ground.FOCAL_KAZ
WHERE = {"act": ACT, "provision": "art_9", "start": date(2022, 11, 22), "source": PAGE}


@pytest.fixture(autouse=True)
def _bodies():
    publish()
    for key in ("LAB", "MINISTRY", "COMMITTEE"):
        law.record_authority(by=BY, owner="KAZ", key=key, titles={"en": key.title(), "ru": key})
    law.record_authority(by=SYSTEM, owner="REG", key="WHO", titles={"en": "World Health Organization"})


def inform(key="KAZ-1", *, where=None, by=BY, label=Sensitivity.PUBLIC, stated=True, today=ground.TODAY, **changes):
    told = {"sender": "LAB", "recipient": "MINISTRY", "subject": "event", "what": {"en": "An event"}}
    told |= {"timing": "within", "period": "PT24H", "clock": "detected"}
    return law.record_information_duty(
        by=by,
        owner="KAZ",
        key=key,
        informing=law.Informing(**(told | changes)),
        laid_down=law.LaidDown(**(WHERE | (where or {}))),
        label=label,
        stated=stated,
        today=today,
    )


def task(key="KAZ-D", *, where=None, **changes):
    told = {"topic": "response", "part": "responsible", "what": {"en": "Is the authorised body"}, "body": "MINISTRY"}
    return law.record_duty(
        by=BY, owner="KAZ", key=key, laid_down=law.LaidDown(**(WHERE | (where or {}))), **(told | changes)
    )


def refused(action, *args, **kwargs):
    with pytest.raises(Refusal) as refusal:
        action(*args, **kwargs)
    return refusal.value.code, refusal.value.field


def times(viewer=PUBLIC, on=ON, **asked):
    return [(line.key, line.period) for line in queries.information_duties(viewer, on=on, country="KAZ", **asked)]


def test_a_duty_to_inform_is_read_with_its_period_and_its_provision():
    inform(form={"en": "In writing"})
    (line,) = queries.information_duties(PUBLIC, on=ON, country="KAZ")
    assert (line.sender, line.recipient, line.counts, line.clock) == ("LAB", "MINISTRY", {"hours": 24}, "detected")
    assert (line.basis.act, line.basis.measure, line.basis.provision, line.basis.source) == (ACT, "", "art_9", PAGE)
    measures.record_measure(by=BY, owner="KAZ", uri=ACT, kind="law", titles={"en": "A law"}, sources=["S1"])
    assert queries.information_duties(PUBLIC, on=ON)[0].basis.measure == ACT
    assert times(on=date(2022, 11, 21)) == []
    assert queries.information_duties(PUBLIC, on=ON, country="KGZ") == []


def test_a_correction_is_a_new_row_and_the_old_one_stays_as_it_was_known():
    first = inform()
    assert inform() == first
    inform(period="PT48H", today=date(2026, 11, 10))
    assert times() == [("KAZ-1~1", "PT48H")]
    assert times(known_on=date(2026, 11, 9)) == [("KAZ-1", "PT24H")]
    assert times(known_on=date(2026, 11, 10)) == [("KAZ-1~1", "PT48H")]
    assert times(known_on=date(2026, 10, 31)) == []


def test_a_pack_leaves_alone_what_a_person_stated():
    inform(stated=False)
    inform(period="PT12H", stated=False)
    assert times() == [("KAZ-1~1", "PT12H")]
    inform(period="PT48H")
    inform(period="PT12H", stated=False)
    assert times() == [("KAZ-1~2", "PT48H")]


def test_in_an_emergency_its_duties_stand_for_the_usual_ones():
    inform()
    inform("KAZ-2", subject="other")
    inform("KAZ-3", mode="emergency", switched_by="COMMITTEE", period="PT2H")
    assert times(mode="normal") == [("KAZ-1", "PT24H"), ("KAZ-2", "PT24H")]
    assert times(mode="emergency") == [("KAZ-2", "PT24H"), ("KAZ-3", "PT2H")]
    assert len(times()) == 3
    assert queries.who_switches(PUBLIC, on=ON, country="KAZ") == ["COMMITTEE"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"sender": "NOBODY"}, ("law.unknown_body", "sender")),
        ({"recipient": "NOBODY"}, ("law.unknown_body", "recipient")),
        ({"recipient": "LAB"}, ("law.informs_itself", "recipient")),
        ({"period": "PT0H"}, ("law.no_time", "period")),
        ({"period": "-P1D"}, ("law.no_time", "period")),
        ({"period": "a day"}, ("law.bad_period", "period")),
        ({"period": ""}, ("law.period_missing", "period")),
        ({"timing": "none"}, ("law.period_without", "period")),
        ({"what": {"en": " "}}, ("law.duty_no_words", "what")),
        ({"mode": "emergency"}, ("law.no_switch_authority", "switched_by")),
        ({"mode": "panic"}, ("people.unknown_choice", "mode")),
        ({"where": {"start": date(2022, 5, 20)}}, ("law.before_act", "start")),
        ({"where": {"until": date(2022, 11, 22)}}, ("law.duty_ends_before", "until")),
        ({"where": {"act": ""}}, ("law.no_basis", "act")),
        ({"where": {"act": "/akn/kg/act/law/2025-01-23/25"}}, ("law.other_country", "uri")),
        ({"where": {"obligation": "NONE"}}, ("law.unknown_obligation", "obligation")),
        ({"where": {"source": "javascript:alert(1)"}}, ("law.no_page", "source")),
        ({"by": ground.FOCAL_KGZ}, ("people.not_yours", None)),
    ],
)
def test_what_cannot_be_is_refused(changes, code):
    assert refused(inform, **changes) == code
    assert times() == []


def test_two_duties_that_contradict_are_refused():
    inform()
    assert refused(inform, "KAZ-2", period="PT48H") == ("law.duties_contradict", "period")
    assert refused(inform, "KAZ-2") == ("law.duty_twice", "subject")
    inform("KAZ-2", where={"provision": "art_10"})
    inform(where={"until": date(2025, 1, 1)})
    inform("KAZ-3", period="PT48H", where={"start": date(2030, 1, 1), "provision": "art_11"}, subject="later")
    assert [key for key, _ in times(on=date(2024, 1, 1))] == ["KAZ-1~1", "KAZ-2"]


def test_a_body_ends_and_another_has_its_tasks():
    law.succeed_authority(by=BY, key="LAB", successor="COMMITTEE", until=date(2025, 1, 1))
    law.succeed_authority(by=BY, key="LAB", successor="COMMITTEE", until=date(2025, 1, 1))
    page = queries.body(PUBLIC, "LAB", on=ON)
    assert (page.line.there, page.line.successor, page.bodies["COMMITTEE"].before) == (False, "COMMITTEE", ("LAB",))
    told = {"by": BY, "until": date(2025, 1, 1)}
    assert refused(law.succeed_authority, key="LAB", successor="MINISTRY", **told) == ("law.succeeded", "successor")
    assert refused(law.succeed_authority, key="COMMITTEE", successor="LAB", **told)[0] == "law.successor_loop"
    assert refused(inform, where={"start": date(2025, 1, 1)}) == ("law.body_not_there", "sender")
    assert refused(inform, recipient="COMMITTEE") == ("law.informs_itself", "recipient")
    assert refused(law.correct_authority, by=ground.FOCAL_KGZ, key="LAB", titles={"en": "x"})[0] == "people.not_yours"


def test_a_task_stands_in_its_topic_with_or_without_a_body():
    task()
    task("KAZ-E", body="", part="coordinates", where={"provision": "art_7", "provisional": True})
    told = [(line.body, line.part, line.provisional) for line in queries.duties(PUBLIC, on=ON, topic="response")]
    assert told == [("MINISTRY", "responsible", False), ("", "coordinates", True)]
    assert [line.key for line in queries.duties(PUBLIC, on=ON, body="MINISTRY")] == ["KAZ-D"]
    assert refused(task, topic="zz") == ("law.no_topic", "topic")
    assert refused(task, body="NOBODY") == ("law.unknown_body", "body")
    assert refused(task, part="dreams") == ("people.unknown_choice", "part")


def test_a_duty_that_never_was_is_withdrawn_with_a_reason():
    inform()
    task()
    assert refused(law.withdraw_duty, by=BY, key="KAZ-1", why=" ") == ("law.no_why", "why")
    assert refused(law.withdraw_duty, by=ground.FOCAL_KGZ, key="KAZ-1", why="Wrong.") == ("people.not_yours", None)
    for key in ("KAZ-1", "KAZ-D"):
        law.withdraw_duty(by=BY, key=key, why="Wrong.", today=date(2026, 11, 20))
    assert (times(), queries.duties(PUBLIC, on=ON)) == ([], [])
    assert times(known_on=date(2026, 11, 19)) == [("KAZ-1", "PT24H")]
    assert refused(law.withdraw_duty, by=BY, key="KAZ-1", why="Wrong.") == ("law.no_duty", "key")


def test_a_duty_is_never_more_open_than_its_bodies():
    law.record_authority(by=BY, owner="KAZ", key="HIDDEN", titles={"en": "x"}, label=Sensitivity.NATIONAL)
    assert inform(recipient="HIDDEN").label == Sensitivity.NATIONAL
    assert times() == []
    assert times(ground.OFFICER_KAZ) == [("KAZ-1", "PT24H")]
    assert refused(queries.body, PUBLIC, "HIDDEN", on=ON) == ("law.unknown_body", "key")
    told = {"sender": "HIDDEN", "recipient": "WHO", "subject": "event", "what": {"en": "x"}}
    guess = law.record_information_duty
    where = law.LaidDown(act="/akn/kg/act/law/2025-01-23/25", source=PAGE)
    assert refused(
        guess, by=ground.FOCAL_KGZ, owner="KGZ", key="KGZ-1", informing=law.Informing(**told), laid_down=where
    ) == ("law.unknown_body", "sender")
    assert refused(law.withdraw_duty, by=ground.FOCAL_KGZ, key="KAZ-1", why="x") == ("law.no_duty", "key")
