"""The database itself keeps texts of law as they came, and refuses two official ones on one day."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.law.models import Expression, Measure
from kerege.people.rules import SYSTEM


@pytest.fixture
def measure():
    with act("law.measure.recorded", by=SYSTEM, owner="KAZ", about="test"):
        return Measure.objects.create(owner="KAZ", uri="/akn/kz/act/law/2022/1", territory_id="KAZ", kind="law")


def add(measure, start, until=None, **changes):
    told = {"language": "rus", "source_kind": "official", "content": b"<a/>", "sha256": "0", "file_kind": "akn"}
    told |= {"start": date(2022, start, 1), "until": until and date(2022, until, 1)} | changes
    with act("law.expression.added", by=SYSTEM, owner="KAZ", about=measure.uid):
        return Expression.objects.create(owner="KAZ", measure=measure, **told)


@pytest.mark.parametrize(("start", "until"), [(1, 4), (4, None), (3, 4), (1, None)])
def test_a_second_official_text_of_a_day_is_refused(measure, start, until):
    add(measure, 3, 6)
    with pytest.raises(DatabaseError, match="two official texts"), transaction.atomic():
        add(measure, start, until)
    beside = add(measure, start, until, source_kind="unofficial_translation")
    with pytest.raises(DatabaseError, match="two official texts"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE law_expression SET source_kind = 'official' WHERE id = %s", [beside.pk])


def test_those_that_follow_stand_beside_each_other(measure):
    add(measure, 3, 6)
    add(measure, 6)
    add(measure, 1, 3)
    add(measure, 3, 6, language="kaz")
    add(measure, 4, 5, withdrawn_on=date(2022, 5, 5))
    with checking():
        assert Expression.objects.inside_action().count() == 5


def test_the_bytes_are_never_written_again(measure):
    row = add(measure, 3, 6)
    for statement in (
        "UPDATE law_expression SET content = %s WHERE id = %s",
        "UPDATE law_expression SET sha256 = %s WHERE id = %s",
    ):
        with pytest.raises(DatabaseError, match="kept as it came"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [b"1" if "content" in statement else "1", row.pk])
    with act("law.expression.ended", by=SYSTEM, owner="KAZ", about=row.uid):
        row.until = date(2022, 5, 1)
        row.save()
    with checking():
        assert Expression.objects.inside_action().get(pk=row.pk).until == date(2022, 5, 1)
