"""Tables in parts by month on PostgreSQL; one table on SQLite."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from kerege.lrs import actions
from kerege.people.rules import SYSTEM
from kerege.records.partitions import make_parts, months_from, parts_of
from tests.api.xapi.program import program
from tests.lrs.said import said

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


def _rows(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ONLY {table}")  # noqa: S608 - our own names
        return cursor.fetchone()[0]
