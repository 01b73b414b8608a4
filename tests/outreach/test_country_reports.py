"""From a confidential report about a country to a text of the region, and back when a country withdraws."""

import pytest
from django.db import DatabaseError, connection, transaction

from kerege.atlas.models import Project, ProjectParticipation, Source
from kerege.journal.actions import act
from kerege.outreach import actions
from kerege.outreach.queries import country_reports as reading
from kerege.outreach.queries import regional_texts as published
from kerege.people.rules import ANONYMOUS, SYSTEM, Actor, Grant
from kerege.people.words import Role
from tests.capacity.given import code_of
from tests.ground import TODAY


def somebody(name, *grants, **more):
    return Actor(name, name, tuple(Grant(role, owner) for role, owner in grants), **more)


AUTHOR = somebody("author", (Role.REVIEWER, "REG"))
SECRETARIAT = somebody("secretariat", (Role.SECRETARIAT, "REG"))
KAZ = somebody("focal-kaz", (Role.FOCAL_POINT, "KAZ"))
KGZ = somebody("focal-kgz", (Role.FOCAL_POINT, "KGZ"))
UZB = somebody("focal-uzb", (Role.FOCAL_POINT, "UZB"))
SLEEPS = somebody("focal-kaz", (Role.FOCAL_POINT, "KAZ"), owes_factor=True)
OUTSIDE = (SECRETARIAT, KGZ, UZB, SLEEPS, ANONYMOUS, somebody("drafter", (Role.LEGAL_DRAFTER, "KAZ")))


@pytest.fixture(autouse=True)
def _region():
    """The countries that can be asked; none has a name here, so each is called by its code."""
    with act("tests.region.laid", by=SYSTEM, about="region"):
        for code in ("KAZ", "KGZ", "UZB"):
            ProjectParticipation.objects.create(
                project=Project.objects.get(key="P53"), territory_id=code, source=Source.objects.get(key="S1")
            )


def sent(country="KAZ", by=AUTHOR):
    report = actions.begin_country_report(by=by, country=country, title=f"{country} in brief", lang="en", today=TODAY)
    uid = str(report.uid)
    actions.write_passage(by=by, report=uid, text=f"The law of {country} names no body.")
    actions.write_passage(by=by, report=uid, text=f"Officers of {country} wait for training.")
    actions.send_report(by=by, report=uid, today=TODAY)
    return uid


def agreed(country, focal):
    uid = sent(country)
    page = reading.country_report(focal, uid)
    actions.agree_to_report(by=focal, report=uid, digest=page.digest, today=TODAY)
    return uid


@pytest.fixture
def asked():
    """A text of two passages: one about both countries with words of their reports, one about none."""
    sources = [reading.country_report(AUTHOR, agreed(c, f)).passages[0].uid for c, f in (("KAZ", KAZ), ("KGZ", KGZ))]
    text = actions.begin_regional_text(by=AUTHOR, title="The region in brief", lang="en", today=TODAY)
    uid = str(text.uid)
    actions.write_regional_passage(by=AUTHOR, of=uid, text="No law names a body.", sources=sources)
    actions.write_regional_passage(by=AUTHOR, of=uid, text="All countries train.")
    actions.ask_countries(by=AUTHOR, of=uid, today=TODAY)
    return uid


def decide(uid, by, decision="approved", **more):
    passage = published.regional_text(by, uid).passages[0]
    own = next(each for each in passage.approvals if each.mine)
    told = {"approval": own.uid, "decision": decision, "digest": passage.digest, "today": TODAY}
    return actions.decide_passage(by=by, **(told | more))


def out(asked):
    decide(asked, KAZ)
    decide(asked, KGZ)
    digest = published.regional_text(SECRETARIAT, asked).digest
    return actions.publish_regional_text(by=SECRETARIAT, of=asked, digest=digest, today=TODAY)


def test_a_report_is_read_by_its_author_and_its_country_and_by_nobody_else():
    report = actions.begin_country_report(by=AUTHOR, country="KAZ", title="Early", lang="en", today=TODAY)
    early = str(report.uid)
    assert reading.country_report(KAZ, early) is None, "the country reads it once it is sent"
    uid = sent()
    for reads in (AUTHOR, KAZ):
        assert reading.country_report(reads, uid).passages[0].text == "The law of KAZ names no body."
    for closed in OUTSIDE:
        assert reading.country_report(closed, uid) is None
        assert reading.country_reports(closed) == []
        assert code_of(actions.send_report, by=closed, report=uid) == "records.nothing_there"
        assert code_of(actions.agree_to_report, by=closed, report=uid, digest="") == "records.nothing_there"
    assert [line.turn for line in reading.country_reports(KAZ)] == [True]
    begins = {"by": KAZ, "country": "KAZ", "title": "T", "lang": "en"}
    assert code_of(actions.begin_country_report, **begins) == "people.not_yours"
    for wrong, code in (
        ({"country": "ATLANTIS-" * 9}, "people.unknown_choice"),
        ({"lang": "?" * 99}, "atlas.bad_language"),
    ):
        assert code_of(actions.begin_country_report, **(begins | {"by": AUTHOR} | wrong)) == code


def test_a_country_comments_and_agrees_to_the_words_that_it_read():
    uid = sent()
    page = reading.country_report(KAZ, uid)
    passage = page.passages[0].uid
    actions.remark_on_passage(by=KAZ, passage=passage, text="It does since March.", today=TODAY)
    actions.write_passage(by=AUTHOR, report=uid, number=1, text="The law of KAZ names a body since March.")
    told = {"by": KAZ, "report": uid, "today": TODAY}
    assert code_of(actions.agree_to_report, **told, digest=page.digest) == "outreach.report_changed"
    now = reading.country_report(KAZ, uid)
    assert [(r.side, r.text) for r in now.passages[0].remarks] == [("country", "It does since March.")]
    actions.agree_to_report(**told, digest=now.digest)
    assert code_of(actions.write_passage, by=AUTHOR, report=uid, number=1, text="Else") == "outreach.report_not_now"
    assert code_of(actions.remark_on_passage, by=KAZ, passage=passage, text="Late") == "outreach.report_not_now"
    both = somebody("author", (Role.REVIEWER, "REG"), (Role.FOCAL_POINT, "UZB"))
    own = sent("UZB", both)
    digest = reading.country_report(both, own).digest
    assert code_of(actions.agree_to_report, by=both, report=own, digest=digest) == "outreach.report_own"


def test_what_cannot_be_of_a_report_is_refused():
    report = actions.begin_country_report(by=AUTHOR, country="KAZ", title="Empty", lang="en", today=TODAY)
    uid = str(report.uid)
    begun = {"by": AUTHOR, "title": "Empty", "lang": "en", "today": TODAY}
    assert actions.begin_country_report(country="KAZ", **begun).uid == report.uid, "pressed twice"
    assert code_of(actions.begin_country_report, country="", **begun) == "outreach.country_missing"
    assert code_of(actions.send_report, by=AUTHOR, report=uid) == "outreach.report_empty"
    assert code_of(actions.write_passage, by=AUTHOR, report=uid, text=" ") == "outreach.passage_empty"
    assert code_of(actions.write_passage, by=AUTHOR, report=uid, text="A", number=7) == "records.nothing_there"
    assert code_of(actions.write_passage, by=AUTHOR, report="nothing", text="A") == "records.nothing_there"
    uid = sent("KGZ")
    passage = reading.country_report(KGZ, uid).passages[0].uid
    for _ in range(2):
        actions.write_passage(by=AUTHOR, report=uid, text="Pressed twice.")
        actions.remark_on_passage(by=KGZ, passage=passage, text="Pressed twice.")
    first, *_, last = reading.country_report(KGZ, uid).passages
    assert (last.number, len(first.remarks)) == (3, 1)
    assert code_of(actions.withdraw_passage, by=KGZ, passage=passage, why="Why") == "outreach.report_not_now"
    assert code_of(actions.remark_on_passage, by=KGZ, passage=passage, text="") == "outreach.passage_remark_empty"


def test_each_country_reads_and_approves_what_speaks_of_it(asked):
    assert published.regional_texts(ANONYMOUS) == []
    assert published.regional_text(UZB, asked) is None
    kaz = published.regional_text(KAZ, asked)
    assert [p.number for p in kaz.passages] == [1], "not the passage that speaks of others"
    assert [(a.country, a.source) for a in kaz.passages[0].approvals] == [("KAZ", "The law of KAZ names no body.")]
    assert kaz.line.waiting == 1
    text = {"of": asked, "digest": published.regional_text(SECRETARIAT, asked).digest, "today": TODAY}
    decide(asked, KAZ)
    assert published.regional_text(SECRETARIAT, asked).left == ("KGZ",)
    assert code_of(actions.publish_regional_text, by=SECRETARIAT, **text) == "outreach.approval_missing"
    assert code_of(decide, uid=asked, by=KGZ, decision="refused") == "outreach.why_missing"
    decide(asked, KGZ, "refused", why="Not so since March.")
    assert code_of(actions.publish_regional_text, by=SECRETARIAT, **text) == "outreach.approval_missing"
    assert code_of(decide, uid=asked, by=KGZ, digest="0") == "outreach.report_changed"
    assert code_of(decide, uid=asked, by=KGZ, decision="withdrawn", why="W") == "outreach.approval_not_now"
    actions.write_regional_passage(by=AUTHOR, of=asked, number=1, text="Since March.", countries=["KAZ", "KGZ"])
    assert published.regional_text(SECRETARIAT, asked).left == ("KAZ", "KGZ"), "other words are approved anew"
    assert code_of(actions.publish_regional_text, by=AUTHOR, **text) == "people.not_yours"
    actions.write_regional_passage(by=AUTHOR, of=asked, number=2, text="All countries do train.")
    assert code_of(decide, uid=asked, by=KAZ, decision="") == "outreach.decision_missing"
    decide(asked, KAZ)
    decide(asked, KGZ)
    assert code_of(actions.publish_regional_text, by=SECRETARIAT, **text) == "outreach.report_changed"
    actions.write_regional_passage(by=AUTHOR, of=asked, number=2, text="All countries train.")
    changed = published.regional_text(SECRETARIAT, asked).digest
    actions.publish_regional_text(by=SECRETARIAT, **(text | {"digest": changed}))
    assert [p.text for p in published.regional_text(ANONYMOUS, asked).passages] == [
        "Since March.",
        "All countries train.",
    ]
    assert published.regional_text(ANONYMOUS, asked).passages[0].approvals == ()


def test_what_a_country_withdraws_is_read_nowhere_any_more(asked):
    out(asked)
    assert published.regional_text(ANONYMOUS, asked).passages[0].text == "No law names a body."
    source = next(line for line in reading.country_reports(KGZ))
    passage = reading.country_report(KGZ, source.uid).passages[0].uid
    actions.withdraw_passage(by=KGZ, passage=passage, why="A new law.", today=TODAY)
    for reader in (ANONYMOUS, AUTHOR, SECRETARIAT, KAZ, KGZ):
        first = published.regional_text(reader, asked).passages[0]
        assert (first.text, first.withdrawn, first.withdrawn_on) == ("", True, TODAY)
    told = {a.country: (a.state, a.why) for a in published.regional_text(AUTHOR, asked).passages[0].approvals}
    assert told["KGZ"] == ("withdrawn", "A new law.")
    assert published.regional_text(SECRETARIAT, asked).passages[0].approvals[1].why == "", (
        "the reason is for the author"
    )
    assert published.regional_text(ANONYMOUS, asked).passages[1].text == "All countries train."
    other = str(actions.begin_regional_text(by=AUTHOR, title="Next", lang="en", today=TODAY).uid)
    told = {"by": AUTHOR, "of": other, "text": "No law", "sources": [passage]}
    assert code_of(actions.write_regional_passage, **told) == "outreach.passage_withdrawn"
    with connection.cursor() as cursor:
        cursor.execute("SELECT label FROM outreach_regionalpassage ORDER BY number")
        assert [label for (label,) in cursor.fetchall()] == [3, 0], "no list by label has it either"


def test_a_country_withdraws_its_approval_without_its_report(asked):
    out(asked)
    assert code_of(decide, uid=asked, by=KAZ, decision="refused", why="W") == "outreach.approval_not_now"
    decide(asked, KAZ, "withdrawn", why="It reads as if we did nothing.")
    assert published.regional_text(ANONYMOUS, asked).passages[0].text == ""


def test_a_passage_asks_every_country_that_it_names():
    uid = str(actions.begin_regional_text(by=AUTHOR, title="Text", lang="en", today=TODAY).uid)
    told = {"by": AUTHOR, "of": uid, "today": TODAY}
    naming = {**told, "text": "KAZ leads."}
    assert code_of(actions.write_regional_passage, **naming) == "outreach.country_not_named"
    assert code_of(actions.write_regional_passage, **naming, countries=["XXX"]) == "people.unknown_choice"
    actions.write_regional_passage(**naming, countries=["KAZ"])
    foreign = reading.country_report(KAZ, sent()).passages[0].uid
    assert code_of(actions.write_regional_passage, **told, text="A", sources=[foreign]) == "records.nothing_there"
    mine = [p.uid for p in reading.country_report(AUTHOR, agreed("KAZ", KAZ)).passages]
    assert code_of(actions.write_regional_passage, **told, text="A", sources=mine) == "outreach.one_source"
    assert code_of(actions.begin_regional_text, by=AUTHOR, title="T", lang="?") == "atlas.bad_language"


def test_the_database_keeps_it_too(asked):
    for told in (
        "UPDATE outreach_regionaltext SET state = 'published', published_on = '2026-11-23', published_by = 'x'",
        "UPDATE outreach_regionalpassage SET label = 0",
        "UPDATE outreach_countryreport SET agreed_by = 'x'",
        "UPDATE outreach_countryreport SET state = 'writing', agreed_on = NULL, agreed_by = ''",
        "UPDATE outreach_reportpassage SET digest = 'x'",
        "DELETE FROM outreach_passageapproval",
    ):
        if told.startswith("DELETE"):
            out(asked)
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(told)
    for told in (
        "UPDATE outreach_regionalpassage SET digest = 'x'",
        "UPDATE outreach_passageapproval SET state = 'refused'",
        "UPDATE outreach_regionaltext SET published_by = written_by",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(told)
