"""Reports: filled from what is approved, written beside it, released by a second person, and never changed again."""

import json
from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from kerege.inventory import actions as inventory
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.law.actions import releasing, reports
from kerege.law.models import Judgement, Report, ReportFile
from kerege.law.queries import reported
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM
from kerege.records.viewers import PUBLIC, Viewer
from tests.law import judged
from tests.law.judged import BOTH, DRAFTER, FOCAL, REVIEWER, SECOND, STRANGER, TODAY
from tests.law.reported import FIELDS, FORM, field, fields_of, opened, prepared, published, released, stored

pytestmark = pytest.mark.django_db
HIDDEN = "Hidden example laboratory"


@pytest.fixture
def form(_ground):
    judged.lay_obligations()
    judged.approved(judged.opened(), "OB-1")
    return published()


def refused(code, call, **data):
    with pytest.raises(Refusal) as caught:
        call()
    assert caught.value.code == code
    for name, value in data.items():
        assert caught.value.data[name] == value
    return caught.value


def facility(label, title=HIDDEN):
    made = inventory.record_facility(
        by=SYSTEM,
        owner="KGZ",
        territory="KGZ",
        names={"en": title},
        kind="reference_laboratory",
        sectors=["human"],
        label=label,
        sure=True,
        confirmed_on=date(2026, 9, 1),
    )
    inventory.claim_containment(by=SYSTEM, facility=made.key, scheme="biosafety", level=3, claimed_on=date(2026, 9, 1))
    return made


def test_a_report_is_filled_from_approved_judgements(form):
    rows = fields_of(opened())
    assert rows["R1"].computed == [
        {"framework": "X", "document": "Law on biosafety, art. 4", "enforcement": "X", "penalty": "", "remarks": ""}
    ]
    assert [(each["kind"], each["obligation"]) for each in rows["R1"].sources] == [("judgement", "OB-1")]
    assert rows["R2"].computed[0]["answer"] == "?"  # one of two obligations is judged
    assert (rows["W1"].computed, rows["T1"].computed) == ([], [])


def test_a_draft_judgement_fills_nothing(form):
    round_ = judged.opened(key="other", as_of=date(2026, 10, 2))
    judged.submitted(round_, "OB-2", judged.NONE, cite=False)
    assert "OB-2" not in {each["obligation"] for each in fields_of(opened())["R2"].sources}


def test_what_a_person_writes_stands_beside_what_was_computed(form):
    row = opened()
    reports.write_field(
        by=DRAFTER, report=str(row.uid), key="R1", own={"framework": "partial", "remarks": "See annex."}
    )
    each = fields_of(row)["R1"]
    assert each.computed[0]["framework"] == "X"
    page = reported.report_page(Viewer(by_owner=(("KGZ", Sensitivity.NATIONAL),)), row.uid, on=TODAY)
    assert page.fields[0].leaves.rows[0] == {
        **each.computed[0],
        "framework": "?",
        "remarks": "See annex.",
    }


def test_a_second_person_releases_it_and_its_files_are_kept(form):
    row = released()
    assert (row.state, row.label, bool(row.seal)) == ("released", Sensitivity.PUBLIC, True)
    with checking():
        files = {
            (f.language, f.format): bytes(f.content) for f in ReportFile.objects.inside_action().filter(report=row)
        }
    assert set(files) == {(lang, kind) for lang in ("en", "ru") for kind in ("json", "docx", "xlsx", "pdf")}
    told = json.loads(files["ru", "json"])
    assert (told["country"], told["language"], told["title"]) == ("KGZ", "ru", "Малая форма")
    assert "Не средство оценки соблюдения." in told["notices"]
    assert any("Предварительно" in each for each in told["notices"])
    assert (files["en", "docx"][:2], files["en", "pdf"][:4]) == (b"PK", b"%PDF")


def test_who_prepared_it_or_wrote_in_it_does_not_release_it(form):
    row = prepared(by=BOTH)
    reports.return_report(by=BOTH, report=str(row.uid), reason="Once more.")
    reports.write_field(by=BOTH, report=str(row.uid), key="W1", own={"text": "A word."})
    reports.prepare_report(by=DRAFTER, report=str(row.uid), today=TODAY)
    refused("law.own_report", lambda: releasing.release_report(by=BOTH, report=str(row.uid)))
    refused("people.not_yours", lambda: releasing.release_report(by=SECOND, report=str(row.uid)))
    refused("records.nothing_there", lambda: releasing.release_report(by=STRANGER, report=str(row.uid)))
    releasing.release_report(by=REVIEWER, report=str(row.uid), today=TODAY)


def test_the_one_who_prepared_it_is_refused_too(form):
    row = opened(by=BOTH)
    reports.prepare_report(by=BOTH, report=str(row.uid), today=TODAY)
    refused("law.own_report", lambda: releasing.release_report(by=BOTH, report=str(row.uid)))


def test_empty_mandatory_fields_stop_it():
    judged.lay_obligations()
    published()
    row = opened()
    refused("law.fields_empty", lambda: reports.prepare_report(by=DRAFTER, report=str(row.uid)), fields="R1")


def test_a_restricted_facility_stops_it_without_its_name(form):
    facility(Sensitivity.RESTRICTED)
    row = opened()
    assert fields_of(row)["T1"].computed == []
    fault = refused("law.report_stopped", lambda: reports.prepare_report(by=DRAFTER, report=str(row.uid)), fields="T1")
    assert HIDDEN not in str(fault)
    reports.write_field(by=DRAFTER, report=str(row.uid), key="T1", own={"text": "Declared in words."}, instead=True)
    row = reports.prepare_report(by=DRAFTER, report=str(row.uid), today=TODAY)
    row = releasing.release_report(by=FOCAL, report=str(row.uid), today=TODAY)
    with checking():
        files = [bytes(f.content) for f in ReportFile.objects.inside_action().filter(report=row, format="json")]
    assert [HIDDEN.encode() in each for each in files] == [False, False]


def test_a_facility_fills_it_as_far_as_its_readers_may_read(form):
    facility(Sensitivity.NATIONAL)
    row = opened(audience=Sensitivity.NATIONAL)
    assert fields_of(row)["T1"].computed[0]["name"]["en"] == HIDDEN
    with pytest.raises(Refusal):
        opened(audience=Sensitivity.RESTRICTED, period=2025)
    other = opened(period=2025)
    assert fields_of(other)["T1"].computed == []


def test_a_restricted_judgement_stops_it_and_fills_nothing(form):
    with act("tests.labelled", by=SYSTEM, about="judgement"):
        row = Judgement.objects.inside_action().get(obligation_id="OB-1")
        row.label = Sensitivity.RESTRICTED
        row.save()
    made = opened()
    assert fields_of(made)["R1"].computed == []
    own = {"framework": "full", "document": "In words"}
    reports.write_field(by=DRAFTER, report=str(made.uid), key="R1", own=own)
    refused("law.report_stopped", lambda: reports.prepare_report(by=DRAFTER, report=str(made.uid)), fields="R1, R2")


def test_what_changed_since_stops_the_release_until_it_is_filled_again(form):
    row = prepared()
    with act("tests.stale", by=SYSTEM, about="judgement"):
        one = Judgement.objects.inside_action().get(obligation_id="OB-1")
        one.stale, one.stale_reason, one.stale_on = True, "text_changed", TODAY
        one.save()
    reader = Viewer(by_owner=(("KGZ", Sensitivity.NATIONAL),))
    page = reported.report_page(reader, row.uid, on=TODAY)
    assert [each.field.key for each in page.fields if each.changed] == ["R1", "R2"]
    assert [each.field.key for each in page.fields if each.stale] == ["R1", "R2"]
    refused("law.report_outdated", lambda: releasing.release_report(by=FOCAL, report=str(row.uid)), fields="R1, R2")
    reports.return_report(by=FOCAL, report=str(row.uid), reason="The law changed.")
    reports.fill_again(by=DRAFTER, report=str(row.uid), today=TODAY)
    reports.prepare_report(by=DRAFTER, report=str(row.uid), today=TODAY)
    releasing.release_report(by=FOCAL, report=str(row.uid), today=TODAY)


def test_a_released_report_is_corrected_by_a_new_version(form):
    row = released()
    refused(
        "law.report_stands", lambda: reports.write_field(by=DRAFTER, report=str(row.uid), key="W1", own={"text": "x"})
    )
    refused("law.report_stands", lambda: reports.withdraw_report(by=DRAFTER, report=str(row.uid), reason="x"))
    refused("law.report_released_already", opened)
    new = releasing.correct_report(by=DRAFTER, report=str(row.uid), today=TODAY)
    assert (new.edition, new.supersedes_id, stored(row).state) == (2, row.pk, "released")
    refused("law.report_open", lambda: releasing.correct_report(by=DRAFTER, report=str(row.uid), today=TODAY))
    reports.prepare_report(by=DRAFTER, report=str(new.uid), today=TODAY)
    releasing.release_report(by=FOCAL, report=str(new.uid), today=TODAY)
    assert stored(row).state == "superseded"


def test_that_it_was_sent_is_recorded_and_nothing_is_sent(form):
    row = prepared()
    sent = {"by": FOCAL, "report": str(row.uid), "sent_on": TODAY, "today": TODAY}
    refused("law.report_not_released", lambda: releasing.record_sent(**sent, channel="note"))
    releasing.release_report(by=FOCAL, report=str(row.uid), today=TODAY)
    refused("law.no_channel", lambda: releasing.record_sent(**sent, channel=" "))
    early = sent | {"sent_on": date(2026, 1, 1)}
    refused("law.sent_before_release", lambda: releasing.record_sent(**early, channel="note"))
    late = sent | {"sent_on": date(2027, 1, 1)}
    refused("law.sent_in_future", lambda: releasing.record_sent(**late, channel="note"))
    releasing.record_sent(**sent, channel="Note verbale", reference="12/3")
    line = reported.reports(PUBLIC)[0]
    assert [(each.channel, each.reference) for each in line.sent] == [("Note verbale", "12/3")]


def test_readers_from_outside_read_what_was_released_and_no_draft(form):
    row = opened()
    assert reported.reports(PUBLIC) == []
    assert reported.report_page(PUBLIC, row.uid, on=TODAY) is None
    reports.prepare_report(by=DRAFTER, report=str(row.uid), today=TODAY)
    releasing.release_report(by=FOCAL, report=str(row.uid), today=TODAY)
    page = reported.report_page(PUBLIC, row.uid, on=TODAY)
    assert (page.fields, set(page.told), page.line.released_by) == ((), {"en", "ru"}, "")
    assert reported.report_file(PUBLIC, row.uid, language="en", format="pdf")[:4] == b"%PDF"


RAW = (
    "UPDATE law_report SET period = 2020 WHERE state = 'released'",
    "UPDATE law_report SET state = 'draft' WHERE state = 'released'",
    "DELETE FROM law_report WHERE state = 'released'",
    'UPDATE law_reportfield SET own = \'{"text": "x"}\'',
    "DELETE FROM law_reportfield",
    "UPDATE law_reportfile SET sha256 = 'x'",
    "DELETE FROM law_reportfile",
    "UPDATE law_reportsubmission SET channel = 'x'",
    "DELETE FROM law_reportsubmission",
)


def test_the_database_refuses_to_change_what_was_released(form):
    row = released()
    releasing.record_sent(by=FOCAL, report=str(row.uid), sent_on=TODAY, channel="Note", today=TODAY)
    for statement in RAW:
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_the_database_refuses_to_release_past_the_rules(form):
    row = opened()
    wrong = (
        "UPDATE law_report SET state = 'released', seal = 's', released_on = '2026-11-01', released_by = 'b', "
        "prepared_by = 'b'",
        "UPDATE law_report SET state = 'released', seal = 's', released_on = '2026-11-01', released_by = '', "
        "prepared_by = 'a'",
        "UPDATE law_report SET state = 'released', seal = 's', released_on = '2026-11-01', released_by = 'b', "
        "prepared_by = 'a'",  # it was not prepared
    )
    for statement in wrong:
        with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert stored(row).state == "draft"


def test_wrong_things_are_refused(form):
    row = opened()
    uid = {"by": DRAFTER, "report": str(row.uid)}
    refused("law.report_open", opened)
    refused("law.no_period", lambda: opened(period=26))
    refused("law.future_report", lambda: opened(period=2025, as_of=date(2027, 1, 1)))
    refused("records.nothing_there", lambda: opened(form="none"))
    refused("people.not_yours", lambda: opened(owner="KAZ"))
    refused("law.no_such_field", lambda: reports.write_field(**uid, key="Z", own={}))
    refused("law.no_such_column", lambda: reports.write_field(**uid, key="W1", own={"framework": "full"}))
    refused("law.bad_mark", lambda: reports.write_field(**uid, key="R1", own={"framework": "Y"}))
    refused("law.nothing_instead", lambda: reports.write_field(**uid, key="R1", own={}, instead=True))
    refused("law.report_moved", lambda: reports.write_field(**uid, key="W1", own={"text": "x"}, seen=row.number + 3))
    with pytest.raises(Refusal) as caught:
        reports.write_field(**uid, key="W1", own={"text": "Stocks of anthracis: 12 vials in freezer 3."})
    assert caught.value.code == "inventory.not_for_sharing"
    with checking():
        assert Report.objects.inside_action().count() == 1


def test_a_form_is_checked_and_published_once(form):
    assert published().pk == form.pk
    refused("law.form_taken", lambda: published(FORM | {"source": "https://example.org/other"}))
    refused("law.form_older", lambda: published(FORM, version="0.9.0"))
    twice = FORM | {"key": "twice", "fields": [*FIELDS, FIELDS[0]]}
    assert "R1 stands twice" in str(refused("law.bad_form", lambda: published(twice)))
    unknown = FORM | {"key": "unknown", "fields": [field("A", "yes_no", "judgements", obligations=["NO-1"])]}
    refused("law.bad_form", lambda: published(unknown))
