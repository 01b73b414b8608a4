"""Months ahead get their part of the tables of statements, before the first statement of them comes."""

from datetime import datetime

from django.db import connection, transaction

from kerege.lrs.models import Mention, Statement
from kerege.people.rules import Actor
from kerege.records.partitions import make_parts, months_from

AHEAD = 3


def make_months(*, by: Actor, at: datetime) -> list[str]:
    """Make the parts of this month and the next ones; the names of those that were made. Refuses nothing."""
    made = []
    for model in (Statement, Mention):
        with transaction.atomic():
            made += make_parts(connection, model._meta.db_table, months_from(at.date(), AHEAD))
    return made
