"""Warning a neighbour: written, reviewed by a second person, issued, followed and answered."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people.words import Role
from kerege.records.viewers import PUBLIC, Viewer
from kerege.response.actions import alerts, following_alerts
from kerege.response.models import Alert
from kerege.response.queries import alerts as queries
from kerege.response.rules.cap import reading, signing
from kerege.response.words.alerts import AlertState, MsgType, Standing, Status
from tests.response.alerting import AUTHOR, EN, KK, NOW, RU, SEAL, SECOND, approved, issued, person, told, written

REGIONAL = Viewer(uid="x", everywhere=Sensitivity.REGIONAL)
LATER = NOW + timedelta(hours=2)


def code(call, *args, **kwargs) -> str:
    with pytest.raises(Refusal) as refusal:
        call(*args, **kwargs)
    return refusal.value.code


def test_what_is_issued_is_valid_signed_and_kept_byte_for_byte():
    row = issued(written())
    document = queries.document(REGIONAL, row.uid)
    message = reading.read(document)
    assert (message.identifier, message.sender) == (row.uid.urn, "kaz.alerts@node.example")
    assert [info.language for info in message.infos] == ["en", "ru", "kk"]
    assert [info.event for info in message.infos] == ["Italian locust", "Итальянский прус", "Шегіртке"]
    assert (message.scope, message.restriction, message.status) == ("Restricted", "TLP:GREEN", "Actual")
    assert message.sent == "2026-11-28T06:00:00-00:00"
    moments = [message.sent, *(m for info in message.infos for m in (info.effective, info.expires))]
    assert {moment[-6:] for moment in moments} == {"-00:00"}
    assert signing.check(document, [SEAL.certificate], at=NOW) == row.sealed_by
    assert queries.document(PUBLIC, row.uid) is None


def test_a_regional_alert_takes_two_persons_and_a_national_one_does_not():
    row = written()
    alerts.submit_alert(by=AUTHOR, alert=row.uid, now=NOW)
    assert code(alerts.approve_alert, by=AUTHOR, alert=row.uid, now=NOW) == "response.own_alert"
    assert code(alerts.issue_alert, by=SECOND, alert=row.uid, seal=SEAL, now=NOW) == "response.alert_not_now"
    assert alerts.approve_alert(by=SECOND, alert=row.uid, now=NOW).state == AlertState.APPROVED
    at_home = written(recipients=(), places=told().places)
    assert approved(at_home, second=AUTHOR).level == "national"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE response_alert SET severity = 'Minor'",
        "UPDATE response_alert SET texts = '[]'",
        "UPDATE response_alert SET state = 'withdrawn'",
        "DELETE FROM response_alert",
    ],
)
def test_the_database_keeps_what_was_issued(statement):
    issued(written())
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE response_alert SET state = 'issued'",
        "UPDATE response_alert SET state = 'approved'",
        "UPDATE response_alert SET status = 'Actual'",
    ],
)
def test_the_database_lets_nobody_past_the_review_nor_out_of_an_exercise(statement):
    written(status=Status.EXERCISE)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_database_lets_nobody_approve_their_own_regional_alert():
    row = written()
    alerts.submit_alert(by=AUTHOR, alert=row.uid, now=NOW)
    statement = "UPDATE response_alert SET state = 'approved', reviewer = author, reviewed_at = written_at"
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_update_and_a_cancellation_refer_to_all_that_has_not_ended():
    first = issued(written())
    update = following_alerts.update_alert(by=AUTHOR, alert=first.uid, now=LATER)
    assert (update.msg_type, update.status, update.thread) == (MsgType.UPDATE, first.status, first.thread)
    issued(update, now=LATER)
    end = following_alerts.cancel_alert(by=AUTHOR, alert=update.uid, reason="The swarms turned back.", now=LATER)
    issued(end, now=LATER + timedelta(hours=1))
    said = reading.read(queries.document(REGIONAL, end.uid))
    assert said.msg_type == "Cancel"
    assert [each.split(",")[1] for each in said.references.split()] == [first.uid.urn, update.uid.urn]
    at = LATER + timedelta(hours=2)
    stands = {line.uid: line.standing for line in queries.issued(REGIONAL, at=at)}
    assert stands == {
        str(first.uid): Standing.UPDATED,
        str(update.uid): Standing.CANCELLED,
        str(end.uid): Standing.CANCELS,
    }
    assert Standing.IN_FORCE not in stands.values()
    assert len(queries.in_feed(REGIONAL, at=at, status="Actual")) == 3


def test_nothing_follows_twice_nor_after_the_end():
    first = issued(written())
    following_alerts.update_alert(by=AUTHOR, alert=first.uid, now=LATER)
    assert code(following_alerts.update_alert, by=AUTHOR, alert=first.uid, now=LATER) == "response.being_followed"
    other = issued(written())
    late = NOW + timedelta(days=8)
    assert code(following_alerts.update_alert, by=AUTHOR, alert=other.uid, now=late) == "response.not_in_force"


def test_neighbours_acknowledge_and_the_issuer_sees_when():
    row = issued(written())
    kyrgyz = person("focal-kgz", owner="KGZ")
    for _twice in range(2):
        following_alerts.acknowledge_alert(
            by=kyrgyz, viewer=REGIONAL, alert=row.uid, owner="KGZ", kind="acting", note="Teams left.", now=LATER
        )
    assert [(r.owner, r.kind, r.at) for r in queries.replies(REGIONAL, row.uid)] == [("KGZ", "acting", LATER)]
    assert queries.replies(PUBLIC, row.uid) == []
    tajik = {"by": person("focal-tjk", owner="TJK"), "viewer": REGIONAL, "alert": row.uid, "owner": "TJK"}
    assert code(following_alerts.acknowledge_alert, **tajik, kind="read") == "response.not_warned"
    unseen = {"by": kyrgyz, "viewer": PUBLIC, "alert": row.uid, "owner": "KGZ"}
    assert code(following_alerts.acknowledge_alert, **unseen, kind="read") == "records.nothing_there"
    assert code(following_alerts.acknowledge_alert, **(unseen | {"owner": "KAZ"}), kind="read") == "people.not_yours"


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"expires": None}, "response.no_expiry"),
        ({"expires": NOW}, "response.expires_early"),
        ({"onset": NOW + timedelta(days=9)}, "response.expires_early"),
        ({"texts": ()}, "response.no_language"),
        ({"texts": (EN, EN)}, "response.same_language"),
        ({"hazard": "dragons"}, "response.unknown_hazard"),
        ({"recipients": ("KAZ",)}, "response.own_country"),
        ({"recipients": ("XXX",)}, "atlas.unknown_code"),
        ({"label": Sensitivity.NATIONAL}, "response.recipients_cannot_read"),
        ({"places": ()}, "response.no_area"),
        ({"severity": "Huge"}, "people.unknown_choice"),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_is_kept(changes, refused):
    assert code(written, **changes) == refused
    with checking():
        assert Alert.objects.inside_action().count() == 0


def test_only_the_author_writes_on_and_what_moved_is_told():
    row = written()
    assert code(alerts.change_alert, by=SECOND, alert=row.uid, told=told(), seen=1) == "response.not_the_author"
    moved = alerts.change_alert(by=AUTHOR, alert=row.uid, told=told(severity="Severe"), seen=row.number, now=NOW)
    stale = {"by": AUTHOR, "alert": row.uid, "told": told(), "now": NOW}
    assert code(alerts.change_alert, **stale, seen=moved.number - 1) == "response.alert_moved"
    fixed = stale | {"told": told(status=Status.EXERCISE)}
    assert code(alerts.change_alert, **fixed, seen=moved.number) == "response.status_fixed"


def test_an_exercise_says_so_in_every_language_and_is_in_no_actual_list():
    row = issued(written(status=Status.EXERCISE))
    said = reading.read(queries.document(REGIONAL, row.uid))
    assert said.status == "Exercise"
    assert [info.headline.split(":")[0] for info in said.infos] == ["EXERCISE", "УЧЕНИЕ", "ОҚУ-ЖАТТЫҒУ"]
    assert queries.issued(REGIONAL, at=LATER, statuses=["Actual"]) == []
    assert queries.in_feed(REGIONAL, at=LATER, status="Actual") == []
    assert [line.uid for line in queries.in_feed(REGIONAL, at=LATER, status="Exercise")] == [str(row.uid)]


def test_what_has_ended_hides_nothing_that_holds(monkeypatch):
    """However many newer ones have ended since: lists of those stop somewhere, those in force do not."""
    monkeypatch.setattr(queries, "LARGEST_LIST", 1)
    lasting = issued(written())
    for _each in range(2):
        issued(written(expires=LATER), now=NOW + timedelta(minutes=5))
    at = LATER + timedelta(hours=1)
    told = queries.issued(REGIONAL, at=at)
    assert [(line.uid == str(lasting.uid), line.standing == Standing.IN_FORCE) for line in told] == [
        (False, False),
        (True, True),
    ]
    assert [line.uid for line in queries.in_feed(REGIONAL, at=at, status="Actual")] == [str(lasting.uid)]


def test_a_returned_alert_goes_back_with_the_reason():
    row = written(texts=(EN, RU, KK))
    alerts.submit_alert(by=AUTHOR, alert=row.uid, now=NOW)
    assert code(alerts.return_alert, by=SECOND, alert=row.uid, reason=" ") == "response.no_reason"
    back = alerts.return_alert(by=SECOND, alert=row.uid, reason="Name the districts.")
    assert (back.state, back.returned) == (AlertState.DRAFT, "Name the districts.")


def test_a_draft_is_read_by_those_who_work_on_alerts_of_its_owner():
    row = written()
    assert queries.alert(REGIONAL, person("focal-kgz", owner="KGZ"), row.uid, at=NOW) is None
    assert queries.alert(REGIONAL, SECOND, row.uid, at=NOW).standing == ""
    trainer = person("trainer", Role.TRAINER)
    assert code(alerts.write_alert, by=trainer, owner="KAZ", told=told()) == "people.not_yours"
