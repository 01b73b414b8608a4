"""What is kept no longer goes, by rules that are data; a dry run says what would."""

from datetime import UTC, datetime, timedelta
from secrets import token_urlsafe

import pytest
from django.contrib.sessions.models import Session

from kerege.config.cli import main
from kerege.journal import actions as journal_actions
from kerege.journal import queries as journal
from kerege.journal.models import Tried
from kerege.journal.rules import checking
from kerege.lib.refusal import KNOWN, Refusal, RefusalWord
from kerege.people import actions as people
from kerege.people.models import Account, Invitation
from kerege.people.rules import SYSTEM
from kerege.privacy import actions, queries
from kerege.privacy.models import BulkRead, Consent, Listing, Look
from kerege.privacy.words import KEPT, Kept
from kerege.worlds import reference_loader
from tests import ground
from tests.privacy import somebody
from tests.privacy.somebody import agree, by, client

AT = datetime(2030, 6, 1, 2, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def expert(db):
    somebody.laid()
    return somebody.account()


def rule(key, days):
    actions.set_retention(by=SYSTEM, key=key, days=days)


def due(at=AT):
    return {d.key: d.rows for d in actions.retention_due(by=SYSTEM, at=at)}


def old_look(expert, at):
    reader = somebody.account("reader@example.org", key="", name="Reader")
    said = {"by": by(reader), "account": reader, "persons": {expert.person_id}, "outlet": "page", "alarm_above": 9}
    actions.keep_looks(at=at, **said)


def test_a_dry_run_says_what_would_go_and_changes_nothing(expert):
    rule("looks", 365)
    old_look(expert, AT - 366 * DAY)
    acts = len(journal.acts(owners=None, limit=1000))
    assert due() == {"looks": 1}
    assert due(AT - 2 * DAY) == {"looks": 0}
    assert (Look.objects.count(), len(journal.acts(owners=None, limit=1000))) == (1, acts)


def test_a_run_deletes_with_one_act_for_each_rule_that_finds_something(expert):
    rule("looks", 365)
    rule("bulk_reads", 365)
    old_look(expert, AT - 366 * DAY)
    done = actions.run_retention(by=SYSTEM, at=AT)
    assert {d.key: d.rows for d in done} == {"looks": 1, "bulk_reads": 0}
    assert Look.objects.count() == 0
    (act,) = journal.acts(owners=None, word_prefix="privacy.retention.applied")
    assert (act.facts["rule"], act.facts["rows"]) == ("looks", 1)
    assert due() == {"looks": 0, "bulk_reads": 0}
    actions.run_retention(by=SYSTEM, at=AT)
    assert len(journal.acts(owners=None, word_prefix="privacy.retention.applied")) == 1


def test_every_kind_goes_after_its_time_and_not_before(expert, monkeypatch):
    for key in Kept:
        rule(key.value, 10)
    agree(expert)
    chosen, until = actions.Chosen(name=True), (AT - 5 * DAY).date()
    monkeypatch.setattr("kerege.privacy.actions.listing.latest_listing", lambda on: until)
    actions.list_myself(by=by(expert), account=expert, chosen=chosen, until=until, at=somebody.AT)
    old_look(expert, AT - 5 * DAY)
    client(expert)
    Session.objects.update(expire_date=AT - 5 * DAY)
    with journal_actions.act("tests.rows.made", by=SYSTEM, about="x"):
        BulkRead.objects.create(account=expert, owner="KAZ", persons=9, at=AT - 5 * DAY)
        Consent.objects.update(withdrawn_at=AT - 5 * DAY)
        Invitation.objects.create(
            email="late@example.org", name="Late", owner="KAZ", role="trainer", sent_at=AT, expires_at=AT - 5 * DAY
        )
    guest = people.open_account(by=SYSTEM, email="guest@lti.invalid", name="A platform", password=token_urlsafe(24))
    fresh = people.open_account(by=SYSTEM, email="fresh@lti.invalid", name="A platform", password=token_urlsafe(24))
    Account.objects.filter(id__in=[guest.id, expert.id]).update(last_login=AT - 5 * DAY)
    Account.objects.filter(id=fresh.id).update(last_login=AT)
    refused_attempt("late@example.org")
    Tried.objects.update(at=(AT - 5 * DAY).isoformat(timespec="microseconds"))
    assert due() == {key.value: 0 for key in Kept}
    assert due(AT + 6 * DAY) == {key.value: 1 for key in Kept}
    actions.run_retention(by=SYSTEM, at=AT + 6 * DAY)
    assert due(AT + 6 * DAY) == {key.value: 0 for key in Kept}
    left = [m.objects.count() for m in (Look, BulkRead, Consent, Invitation, Tried, Session)]
    assert left == [0] * 6
    gone = Account.objects.get(id=guest.id)
    assert (gone.is_active, "guest" in gone.email) == (False, False)
    stays = Account.objects.filter(id__in=[expert.id, fresh.id], is_active=True)
    assert stays.count() == 2, "who has a person, or came a short time ago"
    with checking():
        assert Listing.objects.inside_action().count() == 0
    assert journal.verify().whole


def refused_attempt(typed):
    word = RefusalWord("test.too_early", "Too early: %(email)s.")
    try:
        refusal = Refusal(word, field="email", email=typed)
        journal_actions.refused("tests.thing.done", by=SYSTEM, refusal=refusal, facts={"name": typed})
    finally:
        del KNOWN["test.too_early"]


def test_what_a_refused_attempt_contained_stands_beside_the_chain(db):
    refused_attempt("somebody@example.org")
    (line,) = journal.acts(owners=None)
    assert line.facts["tried"] == {"name": "somebody@example.org"}
    kept = Tried.objects.get()
    Tried.objects.update(content={**kept.content, "tried": {"name": "another"}})
    (line,) = journal.acts(owners=None)
    assert set(line.facts) == {"code", "field", "digest"}
    Tried.objects.all().delete()
    assert journal.verify().whole


def test_an_erasure_takes_what_refused_attempts_repeated(expert):
    refused_attempt("Zhanar QUXLEY")
    refused_attempt("somebody else")
    people.erase_myself(by=by(expert), account=expert, on=somebody.ON)
    assert [t.content["tried"]["name"] for t in Tried.objects.all()] == ["somebody else"]
    assert journal.verify().whole


def test_an_invitation_that_was_taken_goes_with_its_account(expert):
    with journal_actions.act("tests.rows.made", by=SYSTEM, about="x"):
        Invitation.objects.create(
            email="x@example.org", name="X", owner="KAZ", role="trainer", sent_at=AT, expires_at=AT, accepted_at=AT
        )
    assert people.forget_invitations(by=SYSTEM, before=AT + DAY) == 0
    assert Invitation.objects.count() == 1


def test_a_rule_is_set_once_and_changed_with_an_act(db):
    rule("looks", 365)
    acts = len(journal.acts(owners=None, limit=1000))
    rule("looks", 365)
    assert len(journal.acts(owners=None, limit=1000)) == acts
    rule("looks", 90)
    assert queries.retention_days() == {"looks": 90}
    assert journal.acts(owners=None, limit=1)[0].facts == {"key": "looks", "days": 90, "before": 365}


@pytest.mark.parametrize(
    "deed",
    [
        lambda by: actions.set_retention(by=by, key="looks", days=1),
        lambda by: actions.retention_due(by=by, at=AT),
        lambda by: actions.run_retention(by=by, at=AT),
        lambda by: people.forget_invitations(by=by, before=AT),
    ],
)
def test_only_the_node_and_its_administrators_do_it(db, deed):
    with pytest.raises(Refusal) as refusal:
        deed(ground.FOCAL_KAZ)
    assert refusal.value.code == "people.not_yours"


def test_a_rule_about_nothing_is_refused(db):
    with pytest.raises(Refusal) as refusal:
        rule("shoes", 1)
    assert refusal.value.code == "privacy.unknown_rule"


@pytest.mark.nodb
def test_the_region_has_a_rule_for_everything_that_goes():
    assert (
        {row["key"] for row in reference_loader.table("retention.csv")}
        == {key.value for key in Kept}
        == {key.value for key in KEPT}
    )


def test_the_command_tells_by_rule(expert, capsys):
    rule("looks", 365)
    assert main(["retention", "--dry-run"]) == 0
    assert capsys.readouterr().out == "looks: 0 rows older than 365 days would go\n"
    assert main(["retention"]) == 0
    assert capsys.readouterr().out == "looks: 0 rows older than 365 days went\n"


def test_an_administrator_sees_the_next_run_and_others_are_refused(expert):
    rule("looks", 365)
    administrator = somebody.account("admin@example.org", key="", owner="REG", role="node_administrator")
    page = client(administrator).get("/privacy/retention/").content.decode()
    assert "Who read whose data" in page
    assert "365" in page
    assert client(expert).get("/privacy/retention/").status_code == 403


def test_a_focal_point_erases_on_a_written_request(expert):
    people.record_person(by=SYSTEM, owner="KAZ", key="ASKED", name="Somebody Asking")
    focal = somebody.account("focal@example.org", key="", name="Focal", role="focal_point")
    typed = {"person": "ASKED", "asked_on": "2026-11-01", "reference": "letter 17"}
    reader = client(focal)
    wrong = reader.post("/privacy/requests/", {**typed, "reference": ""}).content.decode()
    assert "Somebody else is erased only on their own written request." in wrong
    assert 'value="ASKED"' in wrong
    assert reader.post("/privacy/requests/", typed).status_code == 302
    assert journal.acts(owners={"KAZ"}, limit=1)[0].facts["reference"] == "letter 17"
    assert client(expert).get("/privacy/requests/").status_code == 403
