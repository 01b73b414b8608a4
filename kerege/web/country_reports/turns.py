"""What is next on the page of a report or of a text of the region, in a sentence for whoever reads it."""

from collections.abc import Iterable

from django.utils.translation import gettext, ngettext

from kerege.outreach.queries.country_reports import ReportPage
from kerege.outreach.queries.regional_texts import TextPage
from kerege.outreach.words.country_reports import Approval, ReportState, Side, TextState
from kerege.web.shell.figures import figure


def next_of_report(page: ReportPage) -> str:
    """For its author or its country."""
    line = page.line
    author = Side.AUTHOR in line.sides
    if line.state == ReportState.WRITING:
        if not page.passages:
            return gettext("Write the first passage. Nobody but you reads the report before you send it.")
        return gettext("Write on, or send it to the country when it is whole: below. Nobody else reads it before.")
    if line.state == ReportState.AGREED:
        if author:
            return gettext("The country has agreed. Its passages can be used in a text of the region.")
        return gettext("Your country has agreed to it. A passage that should be used no further can be withdrawn.")
    if Side.COUNTRY in line.sides:
        return gettext(
            "Read each passage and remark where something is not right; its author answers or writes it anew. "
            "When all is right, agree: below."
        )
    last = [each.number for each in page.passages if each.remarks and each.remarks[-1].side == Side.COUNTRY]
    if last:
        told = ngettext(
            "The country spoke last on passage %(numbers)s. Answer there, or write the passage anew.",
            "The country spoke last on passages %(numbers)s. Answer there, or write the passages anew.",
            len(last),
        )
        return told % {"numbers": _listed(last)}
    return gettext("It is with the country, which remarks or agrees. You can still write passages anew.")


def next_of_text(page: TextPage) -> str:
    """For its author, for a country that is asked, or for whoever publishes; empty where nothing is to be done."""
    line = page.line
    if line.state == TextState.PUBLISHED:
        return ""
    if line.writes:
        return _for_author(page)
    if line.waiting:
        mine = [p.number for p in page.passages if any(a.mine and a.state == Approval.WAITING for a in p.approvals)]
        told = ngettext(
            "Your country has not decided about passage %(numbers)s. Read it, then approve or refuse it there.",
            "Your country has not decided about passages %(numbers)s. Read them, then approve or refuse each there.",
            len(mine),
        )
        return told % {"numbers": _listed(mine)}
    if line.publishes and not page.left:
        return gettext("Every country has approved its passages. Read the text once more, then publish it: below.")
    return ""


def _for_author(page: TextPage) -> str:
    if page.line.state == TextState.DRAFT:
        if not page.passages:
            return gettext("Write the first passage, and say of which countries it speaks.")
        return gettext("Write on, or ask the countries when the text is whole: below.")
    fallen = {Approval.REFUSED, Approval.WITHDRAWN}
    refused = [p.number for p in page.passages if any(a.state in fallen for a in p.approvals)]
    if refused:
        told = ngettext(
            "A country does not approve passage %(numbers)s. Write it anew there: its countries are asked again.",
            "Countries do not approve passages %(numbers)s. Write them anew there: their countries are asked again.",
            len(refused),
        )
        return told % {"numbers": _listed(refused)}
    if not page.left:
        return gettext("Every country has approved its passages. Now somebody else publishes it, not its author.")
    return gettext("The countries were asked. A passage that you write anew is laid before its countries again.")


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(figure(each) for each in numbers)
