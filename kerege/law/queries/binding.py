"""Which obligations bind a country on a day, within a scope."""

from collections.abc import Mapping, Sequence
from datetime import date

from kerege.law.models import Obligation
from kerege.law.queries.parties import applying


def in_scope(scope: Mapping[str, Sequence[str]]) -> list[Obligation]:
    """The obligations of the catalogue within topics and instruments; none named is all of them."""
    rows = (
        Obligation.objects.filter(withdrawn=False)
        .select_related("instrument", "topic", "provision")
        .order_by("position", "id")
    )
    if topics := scope.get("topics"):
        rows = rows.filter(topic__key__in=list(topics))
    if instruments := scope.get("instruments"):
        rows = rows.filter(instrument__key__in=list(instruments))
    return list(rows)


def binding(territory: str, *, on: date, scope: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Of each obligation in scope, by its key, whether it applies to the country on the day."""
    return binding_of([territory], on=on, scope=scope)[territory]


def binding_of(
    territories: Sequence[str], *, on: date, scope: Mapping[str, Sequence[str]]
) -> dict[str, dict[str, str]]:
    """The same of several countries, which costs little more than of one."""
    keys = [row.key for row in in_scope(scope)]
    answers = applying(territories, on=on, obligations=keys) if keys else {}
    return {code: {key: answers[code][key].value.value for key in keys} for code in territories}
