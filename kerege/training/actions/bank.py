"""The question bank: collections, drafts, the review of another person, release and retirement."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.utils.timezone import localdate

from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import UNKNOWN_LEVEL, Sensitivity
from kerege.lib.text import clean_line
from kerege.lib.versions import text_in
from kerege.people.rules import Actor, check_may, may
from kerege.people.words import Deed
from kerege.records.recording import KEY_TAKEN, named, plain_key, record_once
from kerege.training.models import BankCollection, BankEntry, BankVersion
from kerege.training.queries.bank import authors_of
from kerege.training.rules import items
from kerege.training.rules.items import Item
from kerege.training.rules.items.grading import best_of
from kerege.training.words import bank as words
from kerege.training.words.bank import OPEN, ItemState
from kerege.training.words.curricula import Bloom


@dataclass(frozen=True)
class Tags:
    """What is said about a question beside the question itself."""

    outcomes: tuple[str, ...] = ()
    competences: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    bloom: str = ""
    difficulty: float | None = None
    source: str = ""
    licence: str = ""


def keep_collection(
    *,
    by: Actor,
    owner: str,
    key: str,
    title: str,
    about: str = "",
    label: Sensitivity = Sensitivity.NATIONAL,
    synthetic: bool = False,
) -> BankCollection:
    """Make a collection. The same again changes nothing.

    Refuses people.not_yours, records.bad_key, records.key_taken, sharing.unknown_level and text.*
    """
    check_may(by, Deed.KEEP_CURRICULA, owner)
    if label not in list(Sensitivity):
        raise Refusal(UNKNOWN_LEVEL, field="label")
    content = {
        "owner": owner,
        "label": label,
        "synthetic": synthetic,
        "title": clean_line(title, field="title", max_length=200),
        "about": clean_line(about, field="about", max_length=500) if about else "",
    }
    where = {"key": plain_key(key.lower())}
    return record_once(BankCollection, word="training.bank.collected", by=by, owner=owner, where=where, content=content)


def draft_item(
    *,
    by: Actor,
    collection: str,
    body: Mapping[str, Any],
    key: str = "",
    origin: str = "",
    tags: Tags | None = None,
    today: date | None = None,
) -> BankVersion:
    """Add a question to a collection (its key) as a draft. Without `key` it gets the beginning of its digest as its
    name.

    Refuses records.nothing_there, people.not_yours, records.bad_key, records.key_taken, text.*,
    training.bank_unknown_bloom, training.bank_bad_difficulty and what rules.items.read refuses.
    """
    into = collection_kept(by=by, key=collection)
    item = items.read(body)
    named_as = plain_key(key.lower()) if key else f"q-{items.digest_of(item)[:12]}"
    with checking():
        there = BankEntry.objects.inside_action().filter(collection=into, key=named_as).exists()
    if there:
        raise Refusal(KEY_TAKEN, field="key", key=named_as, differs="body")
    told = _told(item, tags or Tags())
    with act("training.bank.drafted", by=by, owner=into.owner) as done:
        entry = BankEntry(collection=into, key=named_as, origin=origin[:200], **_as(into))
        entry.save()
        row = _written(entry, 1, by, told, today)
        done.about = row.uid
        done.note(digest=row.digest)
    return row


def change_item(
    *,
    by: Actor,
    entry: str,
    body: Mapping[str, Any],
    tags: Tags | None = None,
    seen: str = "",
    today: date | None = None,
) -> BankVersion:
    """Change a question (its uid). What is open is written anew and loses its review; of one that is released another
    version begins as a draft. The same again changes nothing. `seen` is the digest from which the change was made.

    Refuses records.nothing_there, people.not_yours, text.*, training.bank_changed_meanwhile,
    training.bank_unknown_bloom, training.bank_bad_difficulty and what rules.items.read refuses.
    """
    of = _entry(by, entry)
    told = _told(items.read(body), tags or Tags())
    last = _last(of)
    if seen and seen != last.digest:
        raise Refusal(words.BANK_CHANGED_MEANWHILE)
    if all(getattr(last, name) == value for name, value in told.items()):
        return last
    with act("training.bank.changed", by=by, owner=of.owner) as done:
        if last.state in OPEN:
            row = _written_anew(last, by, told, today)
        else:
            row = _written(of, last.number + 1, by, told, today)
        done.about = row.uid
        done.note(digest=row.digest)
    return row


def review_item(*, by: Actor, version: str, seen: str = "", today: date | None = None) -> BankVersion:
    """Say that a draft (its uid) is right. Nobody does so who wrote in it. `seen` is the digest of what was read.

    Refuses records.nothing_there, people.not_yours, training.bank_not_draft, training.bank_own_review and
    training.bank_changed_meanwhile.
    """
    row = _version(by, version)
    if row.state != ItemState.DRAFT:
        raise Refusal(words.BANK_NOT_DRAFT)
    me = "" if by.is_system else known_as(by.uid)  # the example world is reviewed by nobody
    if me and me in authors_of(row):
        raise Refusal(words.BANK_OWN_REVIEW)
    with act("training.bank.reviewed", by=by, owner=row.owner, about=row.uid):
        row = _held(row, seen)
        row.state, row.reviewed_on, row.reviewed_by = ItemState.REVIEWED, today or localdate(), me
        row.save(update_fields=["state", "reviewed_on", "reviewed_by"])
    return row


def release_item(*, by: Actor, version: str, today: date | None = None) -> BankVersion:
    """Open a reviewed version (its uid) to exams. From now on it never changes; the version before is retired, and
    exams that name it keep it. Nobody does so who wrote in it; who reviewed it may.

    Refuses records.nothing_there, people.not_yours, training.bank_not_reviewed, training.bank_own_release and
    training.bank_changed_meanwhile.
    """
    row = _version(by, version)
    if row.state != ItemState.REVIEWED:
        raise Refusal(words.BANK_NOT_REVIEWED)
    me = "" if by.is_system else known_as(by.uid)  # the example world is released by nobody
    if me and me in authors_of(row):
        raise Refusal(words.BANK_OWN_RELEASE)
    day = today or localdate()
    with act("training.bank.released", by=by, owner=row.owner, about=row.uid):
        row = _held(row)
        before = _rows().filter(entry_id=row.entry_id, state=ItemState.RELEASED).first()
        if before is not None:
            _retired(before, day, "")
        row.state, row.released_on, row.released_by = ItemState.RELEASED, day, me
        row.save(update_fields=["state", "released_on", "released_by"])
    return row


def retire_item(*, by: Actor, version: str, reason: str, today: date | None = None) -> BankVersion:
    """Take a released version (its uid) out of use, with the reason. Exams that were set with it keep it.

    Refuses records.nothing_there, people.not_yours, training.bank_not_released, training.bank_reason_wanted, text.*
    """
    row = _version(by, version)
    if row.state != ItemState.RELEASED:
        raise Refusal(words.BANK_NOT_RELEASED)
    if not reason.strip():
        raise Refusal(words.BANK_REASON_WANTED, field="reason")
    told = clean_line(reason, field="reason", max_length=500)
    with act("training.bank.retired", by=by, owner=row.owner, about=row.uid):
        _retired(row, today or localdate(), told)
    return row


# -- what these share --------------------------------------------------------------------------------------------------


def collection_kept(*, by: Actor, key: str) -> BankCollection:
    """A collection that somebody may keep. Refuses records.nothing_there and people.not_yours."""
    found = named(BankCollection, whose=partial(may, by, Deed.KEEP_CURRICULA), key=key)
    check_may(by, Deed.KEEP_CURRICULA, found.owner)
    return found


def _entry(by: Actor, uid: str) -> BankEntry:
    found = named(BankEntry, whose=partial(may, by, Deed.KEEP_CURRICULA), uid=uid)
    check_may(by, Deed.KEEP_CURRICULA, found.owner)
    return found


def _version(by: Actor, uid: str) -> BankVersion:
    found = named(BankVersion, whose=partial(may, by, Deed.KEEP_CURRICULA), uid=uid)
    check_may(by, Deed.KEEP_CURRICULA, found.owner)
    return found


def _rows() -> Any:
    return BankVersion.objects.inside_action()


def _last(of: BankEntry) -> BankVersion:
    with checking():
        row: BankVersion = _rows().filter(entry=of).order_by("-number").first()
    return row


def _as(whole: Any) -> dict[str, Any]:
    return {"owner": whole.owner, "label": whole.label, "synthetic": whole.synthetic}


def _written(entry: BankEntry, number: int, by: Actor, told: Mapping[str, Any], today: date | None) -> BankVersion:
    row = BankVersion(entry=entry, number=number, **_as(entry), **told)
    row.written_on, row.written_by = today or localdate(), known_as(by.uid)
    row.authors = [row.written_by]
    row.save()
    return row


def _held(row: BankVersion, seen: str = "") -> BankVersion:
    """The version, held, as it was read. Refuses training.bank_changed_meanwhile, also where `seen` is another digest:
    nobody answers for what they did not read.
    """
    now = _rows().select_for_update(of=("self",), no_key=True).get(id=row.id)
    if (now.state, now.digest, now.written_by) != (row.state, row.digest, row.written_by) or seen not in {
        "",
        now.digest,
    }:
        raise Refusal(words.BANK_CHANGED_MEANWHILE)
    return now  # type: ignore[no-any-return]  # the manager of owned models is untyped


def _written_anew(row: BankVersion, by: Actor, told: Mapping[str, Any], today: date | None) -> BankVersion:
    """Held, so that a review or a release in the same moment is seen. Refuses training.bank_changed_meanwhile."""
    now = _rows().select_for_update(of=("self",), no_key=True).get(id=row.id)
    if now.state not in OPEN or now.digest != row.digest:
        raise Refusal(words.BANK_CHANGED_MEANWHILE)
    for name, value in told.items():
        setattr(now, name, value)
    now.state, now.reviewed_on, now.reviewed_by = ItemState.DRAFT, None, ""
    now.authors = sorted(authors_of(now) | {known_as(by.uid)})
    now.written_on, now.written_by = today or localdate(), known_as(by.uid)
    now.save()
    return now  # type: ignore[no-any-return]  # the manager of owned models is untyped


def _retired(row: BankVersion, day: date, reason: str) -> None:
    row.state, row.retired_on, row.reason = ItemState.RETIRED, day, reason
    row.save(update_fields=["state", "retired_on", "reason"])


def _told(item: Item, tags: Tags) -> dict[str, Any]:
    """What a version says: the item, what follows from it, and its tags."""
    known = [each.value for each in Bloom]
    if tags.bloom and tags.bloom not in known:
        raise Refusal(words.BANK_UNKNOWN_BLOOM, field="bloom", value=tags.bloom[:40], known=", ".join(known))
    if tags.difficulty is not None and not 0 <= tags.difficulty <= 1:
        raise Refusal(words.BANK_BAD_DIFFICULTY, field="difficulty", value=tags.difficulty)
    title = text_in(item.title, item.source, item.source) or text_in(item.text, item.source, item.source)
    return {
        "body": item.data,
        "digest": items.digest_of(item),
        "title": " ".join(title.split())[:200],
        "kinds": sorted({each.kind.value for each in item.interactions}),
        "languages": list(items.coverage(item)),
        "points": best_of(item),
        "by_person": item.waits_for_a_person,
        "outcomes": _lines(tags.outcomes, "outcomes"),
        "competences": _lines(tags.competences, "competences"),
        "topics": _lines(tags.topics, "topics"),
        "bloom": tags.bloom,
        "difficulty": tags.difficulty,
        "source": clean_line(tags.source, field="source", max_length=300) if tags.source else "",
        "licence": clean_line(tags.licence, field="licence", max_length=80) if tags.licence else "",
    }


def _lines(given: Iterable[str], field: str) -> list[str]:
    return sorted({clean_line(each, field=field, max_length=120) for each in given if each.strip()})
