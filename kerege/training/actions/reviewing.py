"""The review of a draft of lessons before it is published. What is said is added and never changed."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from kerege.journal.actions import act
from kerege.journal.rules import known_as
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import clean_text
from kerege.lib.versions import VersionState
from kerege.people.rules import Actor, check_may, may
from kerege.people.words import Deed
from kerege.training.actions.adapting import open_draft, readable
from kerege.training.models import Curriculum, CurriculumVersion, ReviewEntry
from kerege.training.queries.reviewing import authors_of, entries_of, reviewers
from kerege.training.rules.reviewing import Standing, demand_decidable, demand_place, standing
from kerege.training.words import curricula_refused as refused
from kerege.training.words import reviewing as words
from kerege.training.words.reviewing import MOST_TEXT, Said


def ask_for_review(
    *, by: Actor, key: str, version: str, seen: str, reviewer: str = "", text: str = "", now: datetime | None = None
) -> ReviewEntry:
    """Ask for a review of a draft as it stands: of one person, as the journal calls them, or of whoever may. Asking
    anew takes the place of what was asked before.

    Refuses people.not_yours, records.nothing_there, training.curriculum_stands, .curriculum_behind,
    .review_unknown_reviewer also for an author, and text.*
    """
    of, row = open_draft(by=by, key=key, version=version, seen=seen)
    moment = now or timezone.now()
    if reviewer:
        but = {*authors_of(of.uid), known_as(by.uid)}
        if reviewer not in reviewers(of.owner, on=timezone.localdate(moment), but=but):
            raise Refusal(words.REVIEW_UNKNOWN, field="reviewer")
    told = {"text": _text(text), "asked_of": reviewer}
    return _said(by=by, of=of, row=row, kind=Said.ASKED, moment=moment, told=told)


def remark(
    *,
    by: Actor,
    key: str,
    version: str,
    seen: str,
    text: str,
    place: str = "",
    paragraph: int | None = None,
    now: datetime | None = None,
) -> ReviewEntry:
    """Say something about a draft, or about a text or paragraph of it. Authors may as well.

    Refuses people.not_yours, records.nothing_there, training.curriculum_stands, .curriculum_behind, .review_not_asked
    while nobody ever asked, .review_nothing_said, .review_no_place and text.*
    """
    of, row = _reviewed(by=by, key=key, version=version, seen=seen)
    if not entries_of(row.id):
        raise Refusal(words.REVIEW_NOT_ASKED)
    demand_place(row.content, place, paragraph)
    told = {"text": _needed(text, words.REVIEW_NOTHING_SAID), "place": place, "paragraph": paragraph if place else None}
    return _said(by=by, of=of, row=row, kind=Said.REMARK, moment=now or timezone.now(), told=told)


def settle_remark(
    *, by: Actor, key: str, version: str, seen: str, remark: str, text: str = "", now: datetime | None = None
) -> ReviewEntry:
    """Settle one remark, by an author or by whoever made it. Refuses what `remark` refuses of the draft, and
    training.review_no_remark for one that is not there or is settled.
    """
    of, row = _reviewed(by=by, key=key, version=version, seen=seen)
    now_standing = standing(entries_of(row.id), row.digest)
    if remark not in {each.uid for each in now_standing.left}:
        raise Refusal(words.REVIEW_NO_REMARK)
    told = {"text": _text(text), "answers": remark}
    return _said(by=by, of=of, row=row, kind=Said.SETTLED, moment=now or timezone.now(), told=told)


def approve_review(
    *,
    by: Actor,
    key: str,
    version: str,
    seen: str,
    openly: bool | None,
    text: str = "",
    now: datetime | None = None,
) -> ReviewEntry:
    """Approve a draft as it stands, and say whether all of it may be taught openly. If not, it is restricted from now
    on, and a second reviewer decides.

    Refuses people.not_yours, records.nothing_there, training.curriculum_stands, .curriculum_behind, .review_not_asked,
    .review_own, .review_of_another, .review_second_another, .review_remarks_left, .review_say_openly, .review_say_why
    and text.*
    """
    of, row = _reviewed(by=by, key=key, version=version, seen=seen)
    found = _decidable(by, of, row)
    if found.left:
        raise Refusal(words.REVIEW_REMARKS_LEFT, left=len(found.left))
    if openly is None:
        raise Refusal(words.REVIEW_SAY_OPENLY, field="openly")
    said = _text(text) if openly else _needed(text, words.REVIEW_SAY_WHY)
    told = {"text": said, "openly": openly}
    with transaction.atomic():
        entry = _said(by=by, of=of, row=row, kind=Said.APPROVED, moment=now or timezone.now(), told=told)
        if not openly:
            _restrict(by, of, row)
    return entry


def return_review(
    *, by: Actor, key: str, version: str, seen: str, text: str, now: datetime | None = None
) -> ReviewEntry:
    """Give a draft back to its authors, with what has to be done. Refuses people.not_yours, records.nothing_there,
    training.curriculum_stands, .curriculum_behind, .review_not_asked, .review_own, .review_of_another,
    .review_second_another, .review_nothing_said and text.*
    """
    of, row = _reviewed(by=by, key=key, version=version, seen=seen)
    _decidable(by, of, row)
    told = {"text": _needed(text, words.REVIEW_NOTHING_SAID)}
    return _said(by=by, of=of, row=row, kind=Said.RETURNED, moment=now or timezone.now(), told=told)


# -- what all of them do -----------------------------------------------------------------------------------------------


def _reviewed(*, by: Actor, key: str, version: str, seen: str) -> tuple[Curriculum, CurriculumVersion]:
    """A draft that the actor may read and review, or keeps, and has seen as it is now."""
    found = readable(by=by, key=key, version=version)
    if not may(by, Deed.KEEP_CURRICULA, found.whole.owner):
        check_may(by, Deed.REVIEW_LESSONS, found.whole.owner)
    if found.shown.state != VersionState.DRAFT:
        raise Refusal(refused.CURRICULUM_STANDS, field="version", version=found.shown.version)
    if found.shown.digest != seen:
        raise Refusal(refused.CURRICULUM_BEHIND)
    return found.whole, found.shown


def _decidable(by: Actor, of: Curriculum, row: CurriculumVersion) -> Standing:
    check_may(by, Deed.REVIEW_LESSONS, of.owner)
    found = standing(entries_of(row.id), row.digest)
    demand_decidable(found, me=known_as(by.uid), authors=authors_of(of.uid))
    return found


def _said(
    *, by: Actor, of: Curriculum, row: CurriculumVersion, kind: Said, moment: datetime, told: dict[str, Any]
) -> ReviewEntry:
    word = f"training.review.{kind.value}"
    with act(word, by=by, owner=of.owner, about=of.uid, key=of.key):
        entry = ReviewEntry(owner=of.owner, label=max(row.label, Sensitivity.NATIONAL), synthetic=of.synthetic)
        entry.version_id, entry.kind, entry.digest = row.id, kind, row.digest
        entry.said_by, entry.said_at = known_as(by.uid), moment
        for name, value in told.items():
            setattr(entry, name, value)
        entry.save()
    return entry


def _restrict(by: Actor, of: Curriculum, row: CurriculumVersion) -> None:
    """From now on nobody below restricted clearance reads the version; nor the title, where none stands openly."""
    with act("training.review.restricted", by=by, owner=of.owner, about=of.uid, key=of.key):
        rows = CurriculumVersion.objects.inside_action()
        kept = rows.get(pk=row.id)
        kept.label = max(kept.label, Sensitivity.RESTRICTED)
        kept.save()
        if not rows.filter(of_id=of.id).exclude(state=VersionState.DRAFT).exists():
            whole = Curriculum.objects.inside_action().get(pk=of.id)
            whole.label = max(whole.label, Sensitivity.RESTRICTED)
            whole.save()


def _text(text: str) -> str:
    return clean_text(text, field="text", max_length=MOST_TEXT) if text.strip() else ""


def _needed(text: str, word: Any) -> str:
    if not text.strip():
        raise Refusal(word, field="text")
    return _text(text)
