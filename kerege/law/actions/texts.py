"""Bringing in texts of measures, and withdrawing them. A text is never written again."""

from datetime import date
from hashlib import sha256
from typing import Any

from django.utils import timezone

from kerege.atlas import queries as atlas
from kerege.files.rules import Received
from kerege.files.words import FileKind
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.law.actions.measures import own_measure
from kerege.law.actions.staling import _see_to_judgements
from kerege.law.models import Expression, Measure, Provision, ProvisionLineage
from kerege.law.rules import measures as rules
from kerege.law.rules.akn import uris
from kerege.law.rules.akn.parts import Part, parts
from kerege.law.rules.akn.reading import Text as Document
from kerege.law.rules.akn.reading import read
from kerege.law.rules.bringing.documents import Brought, brought
from kerege.law.rules.bringing.made import MOST_GATED, comes_back, made
from kerege.law.rules.timeline import Text
from kerege.law.words import bringing as lost
from kerege.law.words import measures_refused as words
from kerege.law.words.measures import SourceKind
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line
from kerege.people.rules import Actor, check_may, choice
from kerege.people.words import Deed

KINDS = frozenset({FileKind.XML, FileKind.DOCX, FileKind.HTML, FileKind.PDF, FileKind.TXT})
"""Files in which a text may be brought (files.rules.received)."""


def add_text(
    *,
    by: Actor,
    uri: str,
    file: Received,
    language: str,
    start: date,
    source_kind: str,
    until: date | None = None,
    translation_of: str = "",
    machine: bool = False,
    keep_losses: bool = False,
    source: str = "",
    label: int | None = None,
    today: date | None = None,
) -> Expression:
    """Add a text to a measure from a file that was taken in. Akoma Ntoso is kept byte for byte; of anything else a
    document is made, and refused where it would not say the same words, unless `keep_losses`: then it is kept, says
    what differs and is not edited. A text of the same language and kind without an end ends where the new one begins,
    unless people read it who may not read the new one.

    Refuses people.not_yours, people.unknown_choice, law.no_measure, law.bad_language, law.before_act, law.ends_before,
    law.machine_is_unofficial, law.two_official, law.end_would_tell, law.text_there, law.other_work, law.other_language,
    law.not_of_it, law.text_lost and what reading the file refuses.
    """
    measure = own_measure(by=by, uri=uri)
    kind = choice(source_kind, SourceKind, "source_kind")
    rules.check_language(language)
    rules.check_period(start, until)
    rules.check_after(measure.stated, start, field="start")
    rules.check_machine(kind, machine)
    new = Text("", language, start, until, kind)
    level = rules.label_for(measure.stated_state, label, measure.label)
    others = _others(measure)
    before = rules.ends_with(new, level, others)
    rules.check_alone(new, [each for each in others if each not in before])
    columns, document = _content(measure, file, language, start, keep_losses=keep_losses)
    told = {"language": language, "start": start, "source_kind": kind, "sha256": columns["sha256"]}
    with act("law.text.added", by=by, owner=measure.owner, about=measure.uid, **told):
        Measure.objects.inside_action().select_for_update().get(pk=measure.pk)
        Expression.objects.inside_action().filter(uid__in=[each.key for each in before]).update(until=start)
        row = Expression.objects.create(
            owner=measure.owner,
            label=level,
            synthetic=measure.synthetic,
            measure=measure,
            until=until,
            translation_of=_translated(measure, translation_of),
            source=atlas.source(source) if source else None,
            **{name: told[name] for name in ("language", "start", "source_kind")},
            **columns,
        )
        _keep_parts(row, parts(document.root))
        _see_to_judgements(measure, today=today or timezone.localdate())
    return row  # type: ignore[no-any-return]


def withdraw_text(*, by: Actor, uid: str, reason: str, today: date | None = None) -> Expression:
    """Withdraw a text that was brought by mistake: no reader is shown it any more, and its bytes stay for the record.

    Refuses law.no_text, law.no_why and people.not_yours.
    """
    with checking():
        rows = Expression.objects.inside_action().filter(uid=uid_or_none(uid), withdrawn_on__isnull=True)
        found: Expression | None = rows.select_related("measure").first()
    if found is None:
        raise Refusal(words.NO_TEXT)
    check_may(by, Deed.RECORD_LAW, found.owner)
    if not reason.strip():
        raise Refusal(words.NO_WHY, field="reason")
    why = clean_line(reason, field="reason")
    with act("law.text.withdrawn", by=by, owner=found.owner, about=found.measure.uid, text=found.uid):
        found.withdrawn_on, found.withdrawn_why = today or timezone.localdate(), why
        found.save(update_fields=["withdrawn_on", "withdrawn_why"])
        _see_to_judgements(found.measure, today=found.withdrawn_on)
    return found


def _others(measure: Measure) -> dict[Text, int]:
    """The texts of a measure, each with its label."""
    with checking():
        rows = Expression.objects.inside_action().filter(measure=measure, withdrawn_on__isnull=True)
        told = list(rows.values_list("uid", "label", "language", "start", "until", "source_kind"))
    return {Text(str(uid), *rest): label for uid, label, *rest in told}


def _translated(measure: Measure, uid: str) -> Expression | None:
    if not uid:
        return None
    rows = Expression.objects.inside_action().filter(measure=measure, uid=uid_or_none(uid), withdrawn_on__isnull=True)
    found: Expression | None = rows.first()
    if found is None:
        raise Refusal(words.NOT_OF_IT, field="translation_of")
    return found


def _content(
    measure: Measure, file: Received, language: str, start: date, *, keep_losses: bool
) -> tuple[dict[str, Any], Document]:
    """The columns of what is kept of a file, and the document in it."""
    if file.kind is FileKind.XML:
        content, document = file.content, read(file.content)
        _check_it_is(document, measure, language)
        told = Brought([], [{"kind": "schema", "says": each.says} for each in document.faults[:3]])
        editable = not told.losses and len(content) <= MOST_GATED and comes_back(content)
        if not editable:
            told.losses.append({"kind": "markup"})
    else:
        told = brought(file.content, file.kind.value)
        title = measure.titles.get(rules.LANGUAGES[language]) or next(iter(measure.titles.values()))
        built = made(told.lines, uri=uris.parse(measure.uri).at(language, start), title=title)
        if built.differs and not keep_losses:
            first = built.differs[0]
            raise Refusal(lost.TEXT_LOST, field="file", differs=f"“{first['before']}” → “{first['after']}”")
        told.losses += built.differs
        content, document, editable = built.content, read(built.content), not built.differs
    return {
        "content": content,
        "sha256": sha256(content).hexdigest(),
        "schema": document.schema.value,
        "editable": editable,
        "losses": told.losses,
        "file_kind": "akn" if file.kind is FileKind.XML else file.kind.value,
        "file_sha256": file.sha256,
    }, document


def _check_it_is(document: Document, measure: Measure, language: str) -> None:
    """Refuse a file that says of itself that it is another work, or in another language."""
    if document.work_uri is not None and document.work_uri != measure.uri:
        raise Refusal(words.OTHER_WORK, field="file", found=document.work_uri, expected=measure.uri)
    if document.language is not None and document.language != language:
        raise Refusal(words.OTHER_LANGUAGE, field="language", found=document.language[:20], expected=language)


def _keep_parts(row: Expression, found: list[Part]) -> None:
    """The provisions of a text, and what became in it of those of the text before it that all its readers may read."""
    shared = {"owner": row.owner, "label": row.label, "synthetic": row.synthetic}
    Provision.objects.bulk_insert(
        [
            Provision(
                expression=row,
                eid=part.eid,
                wid=part.wid,
                parent=part.parent,
                kind=part.kind[:40],
                num=part.num[:200],
                heading=part.heading,
                text=part.text,
                content_hash=part.content_hash,
                ordinal=part.ordinal,
                **shared,
            )
            for part in found
        ]
    )
    rows = Expression.objects.inside_action().filter(measure=row.measure, language=row.language, start__lt=row.start)
    rows = rows.filter(withdrawn_on__isnull=True, label__lte=row.label)
    earlier = rows.exclude(source_kind=SourceKind.SUMMARY).order_by("-start").first()
    if earlier is None or row.source_kind == SourceKind.SUMMARY:
        return
    old = {each.eid: each for each in Provision.objects.inside_action().filter(expression=earlier).order_by("ordinal")}
    new = {each.eid: each for each in Provision.objects.inside_action().filter(expression=row).order_by("ordinal")}
    ProvisionLineage.objects.bulk_insert(
        [
            ProvisionLineage(
                later=row,
                before=old.get(each.before),
                after=new.get(each.after),
                kind=each.kind,
                confidence=each.confidence,
                **shared,
            )
            for each in rules.lineage(list(old.values()), list(new.values()))
        ]
    )
