"""Making a text of the region of what countries agreed to: each approves what speaks of it, then it is published."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.timezone import localdate

from kerege.atlas import queries as atlas
from kerege.atlas.rules import language_tag
from kerege.inventory.rules.cards import free_text, needed_line
from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Called, Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.outreach.models import PassageApproval, RegionalPassage, RegionalText, ReportPassage
from kerege.outreach.queries.report_doors import speaks_for, wrote
from kerege.outreach.rules import country_reports as rules
from kerege.outreach.words import country_reports as words
from kerege.outreach.words.country_reports import APPROVALS, TEXT_STATES, Approval, ReportState, TextState
from kerege.people.rules import REGION, Actor, check_may, choice, may
from kerege.people.words import Deed
from kerege.records.recording import NOTHING_THERE


def begin_regional_text(
    *, by: Actor, title: str, lang: str, synthetic: bool = False, today: date | None = None
) -> RegionalText:
    """Begin a text of the region; pressed twice, once, as with a report.

    Refuses people.not_yours, atlas.bad_language, text.* and inventory.not_for_sharing.
    """
    check_may(by, Deed.WRITE_REPORT, REGION)
    told, tag = needed_line(title, field="title"), language_tag(lang, field="lang")
    day = today or localdate()
    alike = {"owner": REGION, "title": told, "lang": tag, "written_by": known_as(by.uid), "begun_on": day}
    with checking():
        rows = RegionalText.objects.inside_action().filter(state=TextState.DRAFT, passages__isnull=True, **alike)
        begun: RegionalText | None = rows.first()
    if begun is not None:
        return begun
    with act("outreach.text.begun", by=by, owner=REGION) as done:
        row = RegionalText(**alike, synthetic=synthetic)
        row.save()
        done.about = row.uid
    return row


def write_regional_passage(
    *,
    by: Actor,
    of: str,
    text: str,
    countries: Sequence[str] = (),
    sources: Sequence[str] = (),
    number: int | None = None,
    today: date | None = None,
) -> RegionalPassage:
    """Write a passage, or another text for the one with this number, until the text is published. `countries` are those
    that it speaks of; each is asked, about these words and no others. `sources` are passages of agreed reports from
    which the words come: their countries are asked as well.

    Refuses records.nothing_there, outreach.text_not_now, .passage_empty, .passages_too_many, .country_not_named,
    .passage_withdrawn, .one_source, people.unknown_choice, text.* and inventory.not_for_sharing.
    """
    row = _text(by, of)
    said = free_text(text, field="text", most=rules.LONGEST_PASSAGE)
    if not said:
        raise Refusal(words.PASSAGE_EMPTY, field="text")
    names = _names(row.lang, today or localdate())
    taken = _sources(by, sources, names)
    for each in countries:
        rules.check_country(each, names, field="countries")
    asked = sorted({*countries, *taken})
    rules.check_named(said, names, asked)
    with act("outreach.text.written", by=by, owner=REGION, about=row.uid):
        _standing(row, TextState.DRAFT, TextState.ASKED)
        passage = _numbered(row, number, said)
        digest = rules.digest_of(passage.number, said, [*asked, *(str(each.uid) for each in taken.values())])
        if passage.digest != digest:
            passage.text, passage.digest = said, digest
            passage.save()
            _ask_anew(passage, asked, taken)
    return passage


def _names(lang: str, day: date) -> dict[str, str]:
    """The countries that can be spoken of, by code, as the language of the text names them."""
    codes = atlas.taking_part(on=day)
    return {code: each.name for code, each in atlas.display_names(codes, lang=lang, on=day).items()}


def _sources(by: Actor, sources: Sequence[str], names: Mapping[str, str]) -> dict[str, ReportPassage]:
    """By country the passage taken, of agreed reports that the author may read; one a country."""
    found: dict[str, ReportPassage] = {}
    for each in dict.fromkeys(sources):
        with checking():
            uid = uid_or_none(each)
            rows = ReportPassage.objects.inside_action().select_related("report")
            row: ReportPassage | None = rows.filter(uid=uid).first() if uid else None
        of = row.report if row is not None else None
        if row is None or of is None or not wrote(by, of) or of.state != ReportState.AGREED:
            raise Refusal(NOTHING_THERE, field="sources", what="passage", key=str(each)[:40])
        if row.withdrawn_on is not None:
            raise Refusal(words.PASSAGE_WITHDRAWN, field="sources", country=names.get(row.owner, row.owner))
        if row.owner in found:
            raise Refusal(words.ONE_SOURCE, field="sources", country=names.get(row.owner, row.owner))
        found[row.owner] = row
    return found


def _numbered(row: RegionalText, number: int | None, said: str) -> RegionalPassage:
    """The passage with this number; without one the next, or the last where it says the same."""
    rows = RegionalPassage.objects.inside_action().filter(of=row)
    if number is not None:
        found: RegionalPassage | None = rows.filter(number=number).first()
        if found is None:
            raise Refusal(NOTHING_THERE, field="number", what="passage", key=str(number))
        return found
    last: RegionalPassage | None = rows.order_by("-number").first()
    if last is not None and last.text == said:
        return last
    if last is not None and last.number >= rules.MOST_PASSAGES:
        raise Refusal(words.PASSAGES_TOO_MANY, field="text", most=str(rules.MOST_PASSAGES))
    number = last.number + 1 if last is not None else 1
    return RegionalPassage(of=row, owner=REGION, synthetic=row.synthetic, number=number)


def _ask_anew(passage: RegionalPassage, asked: Sequence[str], taken: Mapping[str, ReportPassage]) -> None:
    """Other words: what was said about the words before does not count for these."""
    PassageApproval.objects.inside_action().filter(passage=passage).delete()
    for country in asked:
        PassageApproval.objects.create(
            passage=passage, owner=country, origin=taken.get(country), synthetic=passage.synthetic
        )


def ask_countries(*, by: Actor, of: str, today: date | None = None) -> RegionalText:
    """Lay each passage before the countries that it speaks of. Refuses records.nothing_there, outreach.text_not_now and
    .report_empty.
    """
    row = _text(by, of)
    with act("outreach.text.asked", by=by, owner=REGION, about=row.uid):
        row = _standing(row, TextState.DRAFT)
        if not RegionalPassage.objects.inside_action().filter(of=row).exists():
            raise Refusal(words.REPORT_EMPTY)
        row.state, row.asked_on = TextState.ASKED, today or localdate()
        row.save()
    return row


def decide_passage(
    *, by: Actor, approval: str, decision: str, digest: str, why: str = "", today: date | None = None
) -> PassageApproval:
    """Approve, refuse or withdraw for one's country what a passage says of it. `digest` is that of the words that were
    read. Once the text is published a country can withdraw: then nobody reads the passage any more, here or in files
    made later. Said twice, it stands as it was said first.

    Refuses records.nothing_there, people.unknown_choice, outreach.decision_missing, .report_own (to its author),
    .report_changed, .approval_not_now, .text_not_now, .passage_withdrawn, .why_missing, text.* and
    inventory.not_for_sharing.
    """
    row = _approval(by, approval)
    if not decision:
        raise Refusal(words.DECISION_MISSING, field="decision")
    wanted = Approval(choice(decision, Approval, "decision"))
    text, me = row.passage.of, known_as(by.uid)
    if text.written_by == me:
        raise Refusal(words.REPORT_OWN)
    said = free_text(why, field="why", most=500)
    if wanted != Approval.APPROVED:
        rules.check_why(said)
    day = today or localdate()
    with act(WORDS[wanted], by=by, owner=row.owner, about=text.uid):
        published = _standing(text, TextState.ASKED, TextState.PUBLISHED).state == TextState.PUBLISHED
        row = _as_read(row, digest)
        if row.state == wanted and row.digest == digest:
            return row
        if not rules.may_follow(row.state, wanted, published=published):
            now = Called(row.state, APPROVALS[Approval(row.state)])
            raise Refusal(words.APPROVAL_NOT_NOW, field="decision", state=now)
        if wanted == Approval.APPROVED and row.origin is not None and row.origin.withdrawn_on is not None:
            name = _names(text.lang, day).get(row.owner, row.owner)
            raise Refusal(words.PASSAGE_WITHDRAWN, field="decision", country=name)
        row.state, row.digest, row.why = wanted, digest, said
        row.decided_on, row.decided_by = day, me
        row.save()
        if wanted == Approval.WITHDRAWN:
            row.passage.label = Sensitivity.RESTRICTED
            row.passage.save()
    return row


def _as_read(row: PassageApproval, digest: str) -> PassageApproval:
    """Inside an action: the approval as it is now, if the passage still has the words that were read."""
    rows = PassageApproval.objects.inside_action().select_related("passage", "origin")
    now: PassageApproval | None = rows.filter(pk=row.pk).first()
    if now is None or now.passage.digest != digest:
        raise Refusal(words.REPORT_CHANGED)
    return now


WORDS = {
    Approval.APPROVED: "outreach.passage.approved",
    Approval.REFUSED: "outreach.passage.turned_down",
    Approval.WITHDRAWN: "outreach.passage.taken_back",
}


def publish_regional_text(*, by: Actor, of: str, digest: str, today: date | None = None) -> RegionalText:
    """Open the text to everybody, once each country has approved what is said of it. It never changes after, but for
    what a country withdraws. `digest` is that of the page that was read: also a passage that speaks of no country is
    published as somebody else than its author read it.

    Refuses records.nothing_there, people.not_yours, outreach.text_not_now, .report_own (to its author),
    .approval_missing and .report_changed.
    """
    row = _text(by, of, publishing=True)
    check_may(by, Deed.PUBLISH_REPORT, REGION)
    me = known_as(by.uid)
    if row.written_by == me:
        raise Refusal(words.REPORT_OWN)
    day = today or localdate()
    with act("outreach.text.published", by=by, owner=REGION, about=row.uid):
        row = _standing(row, TextState.ASKED)
        approvals = PassageApproval.objects.inside_action().filter(passage__of=row).select_related("passage", "origin")
        missing = sorted({each.owner for each in approvals if not _stands(each)})
        if missing:
            names = _names(row.lang, day)
            raise Refusal(words.APPROVAL_MISSING, missing=", ".join(names.get(code, code) for code in missing))
        passages = list(RegionalPassage.objects.inside_action().filter(of=row).order_by("number"))
        if rules.digest_of_all(each.digest for each in passages) != digest:
            raise Refusal(words.REPORT_CHANGED)
        row.state, row.published_on, row.published_by = TextState.PUBLISHED, day, me
        row.label = Sensitivity.PUBLIC
        row.save()
        for passage in passages:
            passage.label = Sensitivity.PUBLIC
            passage.save()
    return row


def _stands(approval: PassageApproval) -> bool:
    origin = approval.origin
    return bool(
        approval.state == Approval.APPROVED
        and approval.digest == approval.passage.digest
        and (origin is None or origin.withdrawn_on is None)
    )


def _standing(row: RegionalText, *allowed: TextState) -> RegionalText:
    """Inside an action: the text, with which nobody else goes on meanwhile, if it stands so."""
    now: RegionalText = RegionalText.objects.inside_action().select_for_update().get(pk=row.pk)
    rules.check_text(now.state, *allowed, shown=TEXT_STATES[TextState(now.state)])
    return now


def _text(by: Actor, of: str, *, publishing: bool = False) -> RegionalText:
    """The text, for its author; for whoever publishes once the countries are asked."""
    with checking():
        uid = uid_or_none(of)
        row: RegionalText | None = RegionalText.objects.inside_action().filter(uid=uid).first() if uid else None
    reads = row is not None and wrote(by, row)
    if row is not None and publishing and row.state != TextState.DRAFT and not by.owes_factor:
        reads = reads or may(by, Deed.PUBLISH_REPORT, REGION)
    if row is None or not reads:
        raise Refusal(NOTHING_THERE, field="of", what="regional text", key=str(of)[:40])
    return row


def _approval(by: Actor, approval: str) -> PassageApproval:
    with checking():
        uid = uid_or_none(approval)
        rows = PassageApproval.objects.inside_action().select_related("passage__of", "origin")
        row: PassageApproval | None = rows.filter(uid=uid).first() if uid else None
    if row is None or row.owner not in speaks_for(by) or row.passage.of.state == TextState.DRAFT:
        raise Refusal(NOTHING_THERE, field="approval", what="passage", key=str(approval)[:40])
    return row
