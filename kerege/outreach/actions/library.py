"""Writing the library: resources, their editions with a file or an address, and withdrawing an edition."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db import transaction
from django.utils.timezone import localdate

from kerege.atlas.rules import language_tag
from kerege.files import actions as files
from kerege.files import queries as stored
from kerege.files.rules import Received
from kerege.files.words import Purpose
from kerege.inventory.rules.cards import free_line, free_text, listed
from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import clean_line
from kerege.outreach.models import LibraryEdition, LibraryResource
from kerege.outreach.queries.library import DOOR
from kerege.outreach.rules import library as rules
from kerege.outreach.words import library as words
from kerege.outreach.words.conduct import IN_FUTURE
from kerege.outreach.words.gatherings import NO_REASON
from kerege.outreach.words.library import Licence, ResourceKind
from kerege.people.rules import Actor, check_may, choice, may
from kerege.people.words import Deed
from kerege.privacy.words.experts import Expertise
from kerege.records.recording import named, plain_key, record_once


@dataclass(frozen=True)
class ToldEdition:
    """What is said of an edition: see models.LibraryEdition."""

    edition: str
    lang: str
    title: str
    rights: str
    licence: str
    issued_on: date
    summary: str = ""
    address: str = ""


def publish_resource(
    *,
    by: Actor,
    owner: str,
    key: str,
    kind: str,
    topics: str | list[str],
    first: ToldEdition,
    label: Sensitivity = Sensitivity.PUBLIC,
    received: Received | None = None,
    synthetic: bool = False,
    today: date | None = None,
) -> LibraryResource:
    """Put a resource into the library with its first edition; both or none. The same again changes nothing.

    Refuses people.not_yours, people.unknown_choice, records.key_taken, records.bad_key, outreach.no_topic and what
    add_edition refuses.
    """
    check_may(by, Deed.RECORD_ACTIVITY, owner)
    about = listed(topics, Expertise, field="topics")
    if not about:
        raise Refusal(words.NO_TOPIC, field="topics")
    content = {"owner": owner, "label": Sensitivity(label), "synthetic": synthetic, "topics": about}
    content["kind"] = choice(kind, ResourceKind, "kind")
    with transaction.atomic():
        row: LibraryResource = record_once(
            LibraryResource,
            word="outreach.resource.recorded",
            by=by,
            owner=owner,
            where={"key": plain_key(key)},
            content=content,
        )
        add_edition(by=by, resource=row.key, told=first, received=received, today=today)
    return row


def add_edition(
    *, by: Actor, resource: str, told: ToldEdition, received: Received | None = None, today: date | None = None
) -> LibraryEdition:
    """Add an edition in one language. From today it stands in the library, and older ones in its language are marked as
    superseded; they stay. The same again changes nothing.

    Refuses people.not_yours, records.nothing_there, outreach.edition_there (another content), .in_future,
    .edition_nowhere, .no_copies, .bad_address, people.unknown_choice, atlas.bad_language, text.*,
    inventory.not_for_sharing and files.full.
    """
    of = named(LibraryResource, whose=partial(may, by, Deed.RECORD_ACTIVITY), key=resource)
    check_may(by, Deed.RECORD_ACTIVITY, of.owner)
    day = today or localdate()
    if told.issued_on > day:
        raise Refusal(IN_FUTURE, field="issued_on", day=told.issued_on.isoformat())
    licence, address = choice(told.licence, Licence, "licence"), rules.address(told.address)
    rules.check_readable(licence=Licence(licence), address=address, file=received is not None)
    where = {
        "edition": clean_line(told.edition, field="edition", max_length=60),
        "lang": language_tag(told.lang, field="lang"),
    }
    content = {
        "title": free_line(clean_line(told.title, field="title"), field="title"),
        "summary": free_text(told.summary, field="summary"),
        "rights": clean_line(told.rights, field="rights", max_length=300),
        "licence": licence,
        "issued_on": told.issued_on,
        "read_at": address,
    }
    with checking():
        there = LibraryEdition.objects.inside_action().filter(resource=of, withdrawn_on__isnull=True, **where).first()
    if there is not None:
        if _same(there, content, received):
            return there  # type: ignore[no-any-return]
        raise Refusal(words.EDITION_THERE, field="edition", edition=where["edition"])
    with act("outreach.edition.added", by=by, owner=of.owner, about=of.uid, **where):
        row = LibraryEdition(resource=of, owner=of.owner, label=of.label, synthetic=of.synthetic, **where, **content)
        row.added_on, row.added_by = day, known_as(by.uid)
        row.save()
        if received is not None:
            files.keep_file(
                by=by,
                owner=of.owner,
                about=row.uid,
                purpose=Purpose.LIBRARY,
                received=received,
                label=Sensitivity(of.label),
                synthetic=of.synthetic,
            )
    return row


def _same(row: LibraryEdition, content: dict[str, object], received: Received | None) -> bool:
    kept = [line.sha256 for line in stored.files_of(DOOR, [row.uid], purpose=Purpose.LIBRARY)]
    given = [received.sha256] if received is not None else []
    return kept == given and all(getattr(row, name) == value for name, value in content.items())


def withdraw_edition(*, by: Actor, edition: str, reason: str, today: date | None = None) -> LibraryEdition:
    """Take an edition out of the library, with the reason: its file goes, that it was there stays. The edition before
    it in its language is the one to read again.

    Refuses people.not_yours, records.nothing_there, outreach.edition_withdrawn and outreach.no_reason.
    """
    row = named(LibraryEdition, whose=partial(may, by, Deed.RECORD_ACTIVITY), uid=uid_or_none(edition))
    check_may(by, Deed.RECORD_ACTIVITY, row.owner)
    if row.withdrawn_on is not None:
        raise Refusal(words.EDITION_WITHDRAWN)
    if not reason.strip():
        raise Refusal(NO_REASON, field="reason")
    why = clean_line(reason, field="reason", max_length=300)
    with act("outreach.edition.withdrawn", by=by, owner=row.owner, about=row.uid):
        row.withdrawn_on, row.reason = today or localdate(), why
        row.save()
        for line in stored.files_of(DOOR, [row.uid], purpose=Purpose.LIBRARY):
            files.withdraw_file(by=by, uid=line.uid, about=row.uid, purpose=Purpose.LIBRARY)
    return row
