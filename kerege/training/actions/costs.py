"""What a course costs and who pays: lines of its budget, each in one currency."""

from datetime import date
from typing import Any

from django.utils.timezone import localdate

from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.ids import uid_or_none
from kerege.lib.money import in_use
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import clean_line
from kerege.people import queries as people
from kerege.people.rules import Actor, choice
from kerege.training.actions.planning import own_course
from kerege.training.actions.turns import _turn
from kerege.training.models import Course, CourseCost
from kerege.training.rules.costs import Line, amount, check_line, funded_from_outside
from kerege.training.words import planning as words
from kerege.training.words.delivery import CostKind
from kerege.training.words.planning import Outside

SAID = {Outside.YES: True, Outside.NO: False, Outside.UNSAID: None}


def record_cost(
    *,
    by: Actor,
    course: str,
    kind: str,
    currency: str,
    planned: str = "",
    spent: str = "",
    what: str = "",
    payer: str = "",
    funder: str = "",
    external: str = "",
    cost: str = "",
    today: date | None = None,
) -> CourseCost:
    """Record a line of the budget of a course, or change the line with the uid `cost`. `payer` is the key of an
    organisation, `funder` the name of one that the register does not have; `external` (yes, no, or empty) says whether
    the money comes from outside the country. Whether the course had money from outside follows from all of its lines.
    The same again changes nothing.

    Refuses what planning.own_course refuses, people.unknown_choice, people.unknown_key, training.bad_amount,
    .no_amount, .unknown_currency, .one_payer, .no_such_cost and text.*.
    """
    about = own_course(by=by, course=course)
    sums = amount(planned, field="planned"), amount(spent, field="spent")
    code = check_line(*sums, currency, in_use(today or localdate()))
    if payer and funder.strip():
        raise Refusal(words.ONE_PAYER, field="funder")
    content = {
        "kind": choice(kind, CostKind, "kind"),
        "what": clean_line(what, field="what") if what.strip() else "",
        "currency": code,
        "planned": sums[0],
        "spent": sums[1],
        "payer": people.organisation(payer) if payer else None,
        "funder": clean_line(funder, field="funder") if funder.strip() else "",
        "external": SAID[Outside(choice(external, Outside, "external"))],
    }
    with _turn(about) as about:
        row = _line(about, cost) if cost else _equal(about, content)
        if row is not None and _told(row) == content:
            return row
        with act("training.cost.recorded", by=by, owner=about.owner) as done:
            found = row or CourseCost(
                course=about, owner=about.owner, synthetic=about.synthetic, label=max(Sensitivity.NATIONAL, about.label)
            )
            for name, value in content.items():
                setattr(found, name, value)
            found.save()
            done.about = found.uid
            _fund(about)
    return found


def drop_cost(*, by: Actor, course: str, cost: str, today: date | None = None) -> CourseCost:
    """Take a line off the budget; that it stood there stays. Again changes nothing.

    Refuses what planning.own_course refuses and training.no_such_cost.
    """
    about = own_course(by=by, course=course)
    with _turn(about) as about:
        row = _line(about, cost)
        if row.dropped_on is not None:
            return row
        with act("training.cost.dropped", by=by, owner=about.owner, about=row.uid):
            row.dropped_on = today or localdate()
            row.save()
            _fund(about)
    return row


def _line(about: Course, cost: str) -> CourseCost:
    number = uid_or_none(cost)
    with checking():
        rows = CourseCost.objects.inside_action().filter(course=about, uid=number) if number else None
        found: CourseCost | None = rows.first() if rows is not None else None
    if found is None:
        raise Refusal(words.NO_SUCH_COST, field="cost")
    return found


def _standing(about: Course) -> list[CourseCost]:
    with checking():
        return list(CourseCost.objects.inside_action().filter(course=about, dropped_on__isnull=True).order_by("id"))


def _equal(about: Course, content: dict[str, Any]) -> CourseCost | None:
    return next((row for row in _standing(about) if _told(row) == content), None)


def _told(row: CourseCost) -> dict[str, Any]:
    with checking():
        payer = row.payer
    plain = ("kind", "what", "currency", "planned", "spent", "funder", "external")
    return {**{name: getattr(row, name) for name in plain}, "payer": payer}


def _fund(about: Course) -> None:
    """Whether the course had money from outside: unknown until every line says."""
    lines = [Line(row.currency, row.planned, row.spent, row.external) for row in _standing(about)]
    about.external_funding = funded_from_outside(lines)
    about.save()
