"""Reports of a country of the example world, prepared by its people as they would do it on pages."""

from datetime import date

from kerege.law.actions import releasing, reports
from kerege.law.queries import reported
from kerege.lib.sensitivity import Sensitivity
from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.sharing.queries import viewer_of_actor


def prepare(
    *,
    by: Actor,
    account: str,
    owner: str,
    form: str,
    period: int,
    as_of: date,
    on: date,
    audience: str = "public",
    written: str = "",
    prepared: date | None = None,
    reviewer: str = "",
    released: date | None = None,
    synthetic: bool,
) -> None:
    """A report and how far it came. Each line of `written` is a field, a column and what a person wrote there."""
    acting = _acting(account, on)
    if any(line.period == period for line in reported.reports(viewer_of_actor(acting, on=on), owner=owner, form=form)):
        return
    level = Sensitivity[audience.upper()]
    told = {"owner": owner, "form": form, "period": period, "as_of": as_of, "audience": level, "synthetic": synthetic}
    uid = str(reports.open_report(by=acting, today=on, **told).uid)  # type: ignore[arg-type]
    for line in written.splitlines():
        key, column, text = line.strip().split(" ", 2)
        reports.write_field(by=acting, report=uid, key=key, own={column: text}, today=on)
    if prepared:
        reports.prepare_report(by=acting, report=uid, today=prepared)
    if released:
        releasing.release_report(by=_acting(reviewer, released), report=uid, today=released)


def _acting(account: str, on: date) -> Actor:
    return people.actor_for(people.account(account), on=on, strong=True)
