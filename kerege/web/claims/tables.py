"""The list of claims as a file."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.utils.translation import gettext

from kerege.atlas.queries import Designated
from kerege.indicators.rules import BY_KEY, ClaimLine
from kerege.lib.refusal import N_
from kerege.lib.tables import Table
from kerege.records.viewers import Viewer

HEADINGS = (
    N_("Indicator"),
    N_("Country"),
    N_("Project"),
    N_("Figure"),
    N_("How exactly"),
    N_("What the source means"),
    N_("Stated by"),
    N_("Date given"),
    N_("Source"),
    N_("Address"),
    N_("Sources disagree"),
)
EXACTLY = {"exact": N_("exactly"), "about": N_("about"), "more_than": N_("more than"), "planned": N_("planned")}


def claims_table(
    viewer: Viewer,
    claims: Iterable[ClaimLine],
    names: Mapping[str, Designated],
    disputed: Collection[str],
    *,
    on: date,
    lang: str,
    rtl: bool,
) -> Table:
    """One row for each claim, in the order given."""
    return Table(
        title=gettext("Claims"),
        headings=[gettext(h) for h in HEADINGS],
        rows=[_row(claim, names, claim.uid in disputed) for claim in claims],
        about=[
            gettext("As on %(day)s") % {"day": on.isoformat()},
            gettext("Made for: %(reader)s") % {"reader": viewer.name or gettext("the public")},
        ],
        lang=lang,
        rtl=rtl,
    )


def _row(claim: ClaimLine, names: Mapping[str, Designated], disputed: bool) -> list[object]:
    return [
        gettext(BY_KEY[claim.indicator].title),
        names.get(claim.territory),
        claim.project,
        claim.value,
        gettext(EXACTLY[claim.qualifier]),
        claim.meaning,
        claim.stated_by,
        claim.stated_on or claim.source.page_date,
        claim.source.key,
        claim.source.address,
        gettext("yes") if disputed else "",
    ]
