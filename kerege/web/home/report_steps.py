"""What somebody should do next about reports of countries and texts of the region."""

from django.utils.translation import gettext, ngettext

from kerege.outreach.queries import country_reports, regional_texts
from kerege.outreach.words.country_reports import Side, TextState
from kerege.people.rules import REGION
from kerege.web.home.known import Known
from kerege.web.home.step import Step, Steps
from kerege.web.shell.figures import figure
from kerege.web.shell.navigation import address


def reports_waiting(known: Known) -> Steps:
    """Of a country: what it has to answer. Of the region: what every country has approved and nobody published."""
    if known.owner == REGION:
        yield from _to_publish(known)
        return
    for line in country_reports.country_reports(known.me):
        if line.turn and line.country == known.owner and Side.COUNTRY in line.sides:
            told = gettext("Comment on its passages, then agree to it. Nobody else reads it.")
            yield Step(
                gettext("Read the report about your country: %(title)s") % {"title": line.title},
                told,
                address("country_report", line.uid),
            )
    for text in regional_texts.regional_texts(known.me):
        page = regional_texts.regional_text(known.me, text.uid) if text.waiting else None
        said = (each for passage in page.passages for each in passage.approvals) if page is not None else ()
        n = sum(each.mine and each.country == known.owner and each.state == "waiting" for each in said)
        if n:
            title = ngettext("Decide about %(n)s passage", "Decide about %(n)s passages", n) % {"n": figure(n)}
            yield Step(title, text.title, address("regional_text", text.uid))


def _to_publish(known: Known) -> Steps:
    for text in regional_texts.regional_texts(known.me):
        if text.state != TextState.ASKED or not text.publishes or text.writes:
            continue
        page = regional_texts.regional_text(known.me, text.uid)
        if page is not None and not page.left:
            yield Step(
                gettext("Publish what every country has approved: %(title)s") % {"title": text.title},
                gettext("Read it once more; then it is open to everybody."),
                address("regional_text", text.uid),
            )
