"""Writing about a country in confidence: the author writes, the country comments and agrees, and may withdraw."""

from datetime import date

from django.utils.timezone import localdate

from kerege.atlas import queries as atlas
from kerege.atlas.rules import language_tag
from kerege.inventory.rules.cards import free_text, needed_line
from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.outreach.models import CountryReport, PassageApproval, PassageRemark, ReportPassage
from kerege.outreach.queries.report_doors import sides_of, writes_about
from kerege.outreach.rules import country_reports as rules
from kerege.outreach.words import country_reports as words
from kerege.outreach.words.country_reports import REPORT_STATES, Approval, ReportState, Side
from kerege.people.rules import Actor, check_may
from kerege.people.words import Deed
from kerege.records.recording import NOTHING_THERE


def begin_country_report(
    *, by: Actor, country: str, title: str, lang: str, synthetic: bool = False, today: date | None = None
) -> CountryReport:
    """Begin a report about a country, which nobody but its author reads until it is sent to that country. Pressed twice
    it is begun once: the author's own of that day with this title, if nothing is written in it yet.

    Refuses outreach.country_missing, people.unknown_choice, people.not_yours, atlas.bad_language, text.* and
    inventory.not_for_sharing.
    """
    day = today or localdate()
    rules.check_country(country, atlas.taking_part(on=day), field="country")
    if not writes_about(by, country):
        check_may(by, Deed.WRITE_REPORT, country)
    told, tag = needed_line(title, field="title"), language_tag(lang, field="lang")
    alike = {"owner": country, "title": told, "lang": tag, "written_by": known_as(by.uid), "begun_on": day}
    with checking():
        rows = CountryReport.objects.inside_action().filter(state=ReportState.WRITING, passages__isnull=True, **alike)
        begun: CountryReport | None = rows.first()
    if begun is not None:
        return begun
    with act("outreach.report.begun", by=by, owner=country) as done:
        row = CountryReport(**alike, synthetic=synthetic)
        row.save()
        done.about = row.uid
    return row


def write_passage(*, by: Actor, report: str, text: str, number: int | None = None) -> ReportPassage:
    """Write a passage, or another text for the one with this number, until the country has agreed. The words of
    the last passage are not written again below it.

    Refuses records.nothing_there (to whoever is not the author), outreach.report_not_now, .passage_empty,
    .passages_too_many, text.* and inventory.not_for_sharing.
    """
    row = _report(by, report, Side.AUTHOR)
    said = free_text(text, field="text", most=rules.LONGEST_PASSAGE)
    if not said:
        raise Refusal(words.PASSAGE_EMPTY, field="text")
    with act("outreach.report.written", by=by, owner=row.owner, about=row.uid):
        _standing(row, ReportState.WRITING, ReportState.COMMENTS)
        rows = ReportPassage.objects.inside_action().filter(report=row)
        found: ReportPassage | None = rows.filter(number=number).first() if number is not None else None
        if number is not None and found is None:
            raise Refusal(NOTHING_THERE, field="number", what="passage", key=str(number))
        if found is None:
            last: ReportPassage | None = rows.order_by("-number").first()
            if last is not None and last.text == said:
                return last
            if last is not None and last.number >= rules.MOST_PASSAGES:
                raise Refusal(words.PASSAGES_TOO_MANY, field="text", most=str(rules.MOST_PASSAGES))
            found = ReportPassage(report=row, owner=row.owner, synthetic=row.synthetic)
            found.number = last.number + 1 if last is not None else 1
        found.text, found.digest = said, rules.digest_of(found.number, said, [row.owner])
        found.save()
    return found


def send_report(*, by: Actor, report: str, today: date | None = None) -> CountryReport:
    """Lay the report before the country, which can comment now. Refuses records.nothing_there,
    outreach.report_not_now and .report_empty.
    """
    row = _report(by, report, Side.AUTHOR)
    with act("outreach.report.sent", by=by, owner=row.owner, about=row.uid):
        row = _standing(row, ReportState.WRITING)
        if not ReportPassage.objects.inside_action().filter(report=row).exists():
            raise Refusal(words.REPORT_EMPTY)
        row.state, row.sent_on = ReportState.COMMENTS, today or localdate()
        row.save()
    return row


def remark_on_passage(*, by: Actor, passage: str, text: str, today: date | None = None) -> PassageRemark:
    """Say something about a passage while the report is with the country: the country first, then either. What was just
    said is not said again.

    Refuses records.nothing_there, outreach.report_not_now, .passage_remark_empty, text.* and inventory.not_for_sharing.
    """
    row, sides = _passage(by, passage)
    said = free_text(text, field="text", most=2_000)
    if not said:
        raise Refusal(words.PASSAGE_REMARK_EMPTY, field="text")
    side = Side.COUNTRY if Side.COUNTRY in sides else Side.AUTHOR
    with act("outreach.report.remarked", by=by, owner=row.owner, about=row.report.uid):
        _standing(row.report, ReportState.COMMENTS)
        rows = PassageRemark.objects.inside_action().filter(passage=row)
        last: PassageRemark | None = rows.order_by("-id").first()
        if last is not None and (last.side, last.text) == (side, said):
            return last
        remark = PassageRemark(passage=row, owner=row.owner, synthetic=row.synthetic, side=side, text=said)
        remark.on, remark.said_by = today or localdate(), known_as(by.uid)
        remark.save()
    return remark


def agree_to_report(*, by: Actor, report: str, digest: str, today: date | None = None) -> CountryReport:
    """Agree for the country to the report as it was read: `digest` is that of the page. It never changes after.

    Refuses records.nothing_there, outreach.report_not_now, .report_own (to its author) and .report_changed.
    """
    row = _report(by, report, Side.COUNTRY)
    me = known_as(by.uid)
    if row.written_by == me:
        raise Refusal(words.REPORT_OWN)
    with act("outreach.report.agreed", by=by, owner=row.owner, about=row.uid):
        row = _standing(row, ReportState.COMMENTS)
        rows = ReportPassage.objects.inside_action().filter(report=row).order_by("number")
        if rules.digest_of_all(each.digest for each in rows) != digest:
            raise Refusal(words.REPORT_CHANGED)
        row.state, row.agreed_on, row.agreed_by = ReportState.AGREED, today or localdate(), me
        row.save()
    return row


def withdraw_passage(*, by: Actor, passage: str, why: str, today: date | None = None) -> ReportPassage:
    """Withdraw a passage of an agreed report for the country. Every regional text that uses it loses the words with it,
    published or not. Withdrawn already, nothing changes.

    Refuses records.nothing_there, outreach.report_not_now, .why_missing, text.* and inventory.not_for_sharing.
    """
    row, sides = _passage(by, passage)
    if Side.COUNTRY not in sides:
        raise Refusal(NOTHING_THERE, field="passage", what="passage", key=str(passage)[:40])
    if row.withdrawn_on is not None:
        return row
    said = free_text(why, field="why", most=500)
    rules.check_why(said)
    day, me = today or localdate(), known_as(by.uid)
    with act("outreach.passage.withdrawn", by=by, owner=row.owner, about=row.report.uid):
        _standing(row.report, ReportState.AGREED)
        row.withdrawn_on, row.why = day, said
        row.save()
        used = PassageApproval.objects.inside_action().select_related("passage").filter(origin=row)
        for approval in used.exclude(state=Approval.WITHDRAWN):
            approval.state, approval.why = Approval.WITHDRAWN, said
            approval.decided_on, approval.decided_by = day, me
            approval.save()
            approval.passage.label = Sensitivity.RESTRICTED
            approval.passage.save()
    return row


def _standing(row: CountryReport, *allowed: ReportState) -> CountryReport:
    """Inside an action: the report, with which nobody else goes on meanwhile, if it stands so."""
    now: CountryReport = CountryReport.objects.inside_action().select_for_update().get(pk=row.pk)
    rules.check_report(now.state, *allowed, shown=REPORT_STATES[ReportState(now.state)])
    return now


def _report(by: Actor, report: str, side: Side) -> CountryReport:
    with checking():
        uid = uid_or_none(report)
        row: CountryReport | None = CountryReport.objects.inside_action().filter(uid=uid).first() if uid else None
    if row is None or side not in sides_of(by, row):
        raise Refusal(NOTHING_THERE, field="report", what="country report", key=str(report)[:40])
    return row


def _passage(by: Actor, passage: str) -> tuple[ReportPassage, frozenset[Side]]:
    with checking():
        uid = uid_or_none(passage)
        rows = ReportPassage.objects.inside_action().select_related("report")
        row: ReportPassage | None = rows.filter(uid=uid).first() if uid else None
    sides = sides_of(by, row.report) if row is not None else frozenset()
    if row is None or not sides:
        raise Refusal(NOTHING_THERE, field="passage", what="passage", key=str(passage)[:40])
    return row, sides
