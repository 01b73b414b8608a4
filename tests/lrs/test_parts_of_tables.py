"""Tables in parts by month on PostgreSQL; one table on SQLite."""

import re
from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from kerege.lrs import actions, queries
from kerege.lrs.rules.asking import asked
from kerege.people.rules import SYSTEM
from kerege.records.partitions import make_parts, months_from, parts_of
from tests.api.xapi.program import program
from tests.lrs.said import ID, said

AT = datetime(2031, 11, 15, tzinfo=UTC)


@pytest.mark.nodb
def test_months_go_on_over_the_year():
    assert months_from(date(2031, 11, 15), 3) == [date(2031, 11, 1), date(2031, 12, 1), date(2032, 1, 1)]


@pytest.mark.django_db
def test_months_ahead_get_their_part_once():
    made = actions.make_months(by=SYSTEM, at=AT)
    if connection.vendor == "sqlite":
        assert made == parts_of(connection, "lrs_statement") == []
        return
    of_statements = [f"lrs_statement_{month}" for month in ("2031_11", "2031_12", "2032_01")]
    assert made == [*of_statements, *(name.replace("statement", "mention") for name in of_statements)]
    assert actions.make_months(by=SYSTEM, at=AT) == []
    assert parts_of(connection, "lrs_statement") == [*of_statements, "lrs_statement_rest"]
    assert make_parts(connection, "lrs_document", months_from(AT.date(), 1)) == []


@pytest.mark.django_db
def test_statements_of_a_month_move_out_of_the_rest_and_stay_what_they_were():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one table")
    player = program()
    ids = player.send(said(), said())
    (month,) = months_from(datetime.now(UTC).date(), 1)
    assert _rows("lrs_statement_rest") == 2
    actions.make_months(by=SYSTEM, at=datetime.now(UTC))
    assert (_rows("lrs_statement_rest"), _rows(f"lrs_statement_{month:%Y_%m}")) == (0, 2)
    assert [each["id"] for each in player.read("?ascending=true")] == ids
    player.send(said())
    assert _rows(f"lrs_statement_{month:%Y_%m}") == 3
    for table in ("lrs_statement", f"lrs_statement_{month:%Y_%m}"):
        with pytest.raises(DatabaseError, match="only added"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names


BETWEEN = {"since": "2031-11-10T00:00:00Z", "until": "2031-11-20T00:00:00Z"}
SENT = "00000000-0000-4000-8000-000000000000"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("params", "parts"),
    [
        (BETWEEN, {"2031_11"}),
        ({**BETWEEN, "until": "2031-12-20T00:00:00Z", "verb": "x:v"}, {"2031_11", "2031_12"}),
        ({**BETWEEN, "registration": SENT}, {"2031_11"}),
        ({"statementId": ID}, {"rest"}),
    ],
    ids=["time", "verb", "registration", "id"],
)
def test_only_the_parts_of_the_time_asked_for_are_looked_into(params, parts):
    """The planner says so, and says it of almost empty tables too."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one table")
    actions.make_months(by=SYSTEM, at=AT)
    player = program()
    player.send(said(id=ID))  # of a month without a part
    caller = queries.caller_of(key=player.key, secret=player.secret, on=localdate())
    with CaptureQueriesContext(connection) as sent:
        (queries.one if "statementId" in params else queries.page)(caller, asked(params))
    plans = [plan for each in sent if '"raw"' in each["sql"] for plan in _plan(each["sql"])]
    assert set(_PART.findall("\n".join(plans))) == parts


_PART = re.compile(r" on lrs_statement_(\w+?)(?: lrs_statement\w*)?(?= |$)", re.MULTILINE)


def _plan(sql):
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {sql}")
        return [line for (line,) in cursor.fetchall()]


def _rows(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ONLY {table}")  # noqa: S608 - our own names
        return cursor.fetchone()[0]
