"""Everything about oneself in one file, and nothing about anybody else."""

import csv
import io
import json
import time
import zipfile
from datetime import date

import pytest
from django.utils import translation

from kerege.journal.actions import act
from kerege.people.rules import SYSTEM
from kerege.privacy import actions, queries
from kerege.records.viewers import PUBLIC
from kerege.training import actions as training
from kerege.training.models import Course, Participation
from kerege.web.privacy.taking import packed
from tests.privacy import somebody
from tests.privacy.somebody import AT, agree, by, client
from tests.web.signing import has_proved


@pytest.fixture
def expert(db):
    somebody.laid()
    return somebody.account(name="=Zhanar", spellings=[("ru", "Жанар")])


def course(key="C"):
    held = {"kind": "seminar", "status": "held", "sources": ["S1"], "dates": "2020-01-01"}
    training.record_course(by=SYSTEM, owner="KAZ", key=key, title=f"Course {key}", **held)
    return key


def attend(key, person="EXPERT"):
    training.register_participant(
        by=SYSTEM, course=key, entry=training.Entry(person=person, sex="female"), registered_on=date(2020, 1, 1)
    )


def opened(content):
    archive = zipfile.ZipFile(io.BytesIO(content))
    return {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}


def tables(account):
    return {part.table: part for part in queries.about_myself(account, PUBLIC)}


def test_every_table_that_says_something_is_there(expert):
    attend(course())
    agree(expert)
    found = tables(expert)
    assert set(found) == {
        "journal.Act",
        "people.Account",
        "people.Person",
        "people.PersonName",
        "people.RoleGrant",
        "privacy.Consent",
        "training.Participation",
    }
    row = dict(zip(found["training.Participation"].columns, found["training.Participation"].rows[0], strict=True))
    assert (row["course"], row["sex"], row["owner"]) == ("Course C", "female", "KAZ")
    assert {("privacy.consent.given", "by"), ("people.account.opened", "about")} <= {
        (word, role) for _, word, role in found["journal.Act"].rows
    }


def test_nothing_that_opens_the_account_and_nobody_else(expert):
    other = somebody.account("other@example.org", key="OTHER", name="Somebody Else")
    attend(course(), "OTHER")
    text = json.dumps([part.rows for part in queries.about_myself(expert, PUBLIC)], default=str)
    assert expert.email in text
    assert [word for word in (expert.password, "Somebody Else", other.email, "Course C") if word in text] == []


def test_a_session_is_told_by_its_end(expert):
    client(expert)
    assert len(tables(expert)["sessions.Session"].rows) == 1
    assert tables(expert)["sessions.Session"].columns == ("expire_date",)


def test_the_file_holds_json_csv_and_a_page_in_the_readers_language(expert):
    attend(course())
    agree(expert)
    with translation.override("ru"):
        files = opened(packed(queries.about_myself(expert, PUBLIC), queries.receipts(expert)))
    assert "Ваши данные на этой платформе" in files["README.txt"]
    told = json.loads(files["my-data.json"])
    names = [r["name"] for t in told["tables"] if t["table"] == "people.Person" for r in t["rows"]]
    assert names == ["=Zhanar"]
    assert told["consents"][0]["text"] == "Text 1 en"
    rows = list(csv.DictReader(io.StringIO(files["csv/people.person.csv"])))
    assert [row["name"] for row in rows] == ["'=Zhanar"]
    assert {f"csv/{t['table'].lower()}.csv" for t in told["tables"]} | {"README.txt", "my-data.json"} == set(files)


def test_ten_thousand_courses_leave_within_the_minute(expert):
    """A tenth of it here, in a sixth of a tenth of the time; the query count does not grow with the rows."""
    with act("tests.many.made", by=SYSTEM, about="x"):
        made = [
            Course(owner="KAZ", key=f"C{n}", title=f"C {n}", kind="seminar", status="held", done_by=date(2020, 1, 1))
            for n in range(1000)
        ]
        Course.objects.bulk_create(made)
        said = {"owner": "KAZ", "person_id": expert.person_id, "registered_on": date(2020, 1, 1)}
        rows = [Participation(course=each, **said) for each in made]
        Participation.objects.bulk_create(rows)
    start = time.monotonic()
    files = opened(packed(queries.about_myself(expert, PUBLIC), []))
    assert len(files["csv/training.participation.csv"].splitlines()) == 1001
    assert time.monotonic() - start < 6


def test_an_old_session_is_asked_for_a_proof_and_a_fresh_one_gets_the_file(expert):
    signed = client(expert)
    has_proved(signed, expert, minutes_ago=60)
    asked = signed.get("/privacy/mine/data.zip")
    assert (asked.status_code, asked["Content-Type"].split(";")[0]) == (403, "text/html")
    has_proved(signed, expert)
    given = signed.get("/privacy/mine/data.zip")
    assert (given.status_code, given["Content-Type"]) == (200, "application/zip")
    assert "my-data.json" in opened(given.content)


def test_own_listing_is_in_it(expert):
    agree(expert)
    until = AT.date().replace(year=2027)
    actions.list_myself(by=by(expert), account=expert, chosen=actions.Chosen(topics="Cold chain"), until=until, at=AT)
    assert "Cold chain" in tables(expert)["privacy.ListedField"].rows[0]
