"""Other learning platforms are registered, opened by another person, suspended, and allowed what they may launch."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.timezone import localdate

from kerege.journal.actions import act
from kerege.journal.rules import known_as
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line
from kerege.people.rules import Actor, check_may
from kerege.people.words import Deed
from kerege.records.viewers import PUBLIC
from kerege.training.models import ElearningPackage, LtiPlatform
from kerege.training.rules.lti_platforms import address_as_told, deployments_of
from kerege.training.words import lti_platforms as words
from kerege.training.words.elearning import PackageState
from kerege.training.words.lti_platforms import PlatformState, Tells


@dataclass(frozen=True)
class Told:
    """What the administrator of a platform tells us of it. `deployments` has one id a line."""

    title: str
    issuer: str
    client_id: str
    deployments: str
    auth_url: str
    token_url: str
    keys_url: str


def register_platform(*, by: Actor, owner: str, told: Told, today: date | None = None) -> LtiPlatform:
    """Register a platform for an owner; it launches nothing before another person opened it.

    Refuses people.not_yours, training.platform_bad_address, .platform_no_deployment, .platform_there_already,
    .platforms_too_many and text.*.
    """
    check_may(by, Deed.KEEP_CURRICULA, owner)
    columns = _columns(told)
    _check_free(columns)
    if LtiPlatform.objects.filter(owner=owner).count() >= words.MOST_PLATFORMS:
        raise Refusal(words.PLATFORMS_TOO_MANY, most=words.MOST_PLATFORMS)
    row = LtiPlatform(owner=owner, **columns, told_by=known_as(by.uid), told_on=today or localdate())
    with act("training.platform.registered", by=by, owner=owner, about=row.uid):
        row.save()
    return row


def change_platform(*, by: Actor, uid: str, told: Told, today: date | None = None) -> LtiPlatform:
    """Correct what was told of a platform. It waits for another person again; the same again changes nothing.

    Refuses what register_platform refuses, and training.no_such_platform.
    """
    row, columns = _kept(by, uid), _columns(told)
    if all(getattr(row, name) == value for name, value in columns.items()):
        return row
    _check_free(columns, but=row.id)
    with act("training.platform.changed", by=by, owner=row.owner, about=row.uid):
        for name, value in columns.items():
            setattr(row, name, value)
        row.state, row.told_by, row.told_on = PlatformState.PROPOSED, known_as(by.uid), today or localdate()
        row.opened_by, row.opened_on, row.reason = "", None, ""
        row.save()
    return row


def open_platform(*, by: Actor, uid: str, today: date | None = None) -> LtiPlatform:
    """Let a platform launch: by another person than who told of it last. One that was suspended is opened so again.

    Refuses training.no_such_platform, people.not_yours, training.platform_not_that_state and .platform_own.
    """
    row = _kept(by, uid)
    if row.state == PlatformState.OPEN:
        raise Refusal(words.PLATFORM_NOT_THAT_STATE)
    me = known_as(by.uid)
    if me == row.told_by and not by.is_system:
        raise Refusal(words.PLATFORM_OWN)
    with act("training.platform.opened", by=by, owner=row.owner, about=row.uid):
        row.state, row.opened_on, row.reason = PlatformState.OPEN, today or localdate(), ""
        row.opened_by = "" if by.is_system else me
        row.save()
    return row


def suspend_platform(*, by: Actor, uid: str, reason: str) -> LtiPlatform:
    """Let a platform launch nothing any more, from this moment on: also who came from it opens nothing more, and no
    result is told to it. The reason stands where the platform stands until it is opened again.

    Refuses training.no_such_platform, people.not_yours, training.platform_not_that_state, .platform_reason_wanted and
    text.*.
    """
    row = _kept(by, uid)
    if row.state != PlatformState.OPEN:
        raise Refusal(words.PLATFORM_NOT_THAT_STATE)
    if not reason.strip():
        raise Refusal(words.PLATFORM_REASON_WANTED, field="reason")
    told = clean_line(reason, field="reason", max_length=500)
    with act("training.platform.suspended", by=by, owner=row.owner, about=row.uid):
        row.state, row.reason = PlatformState.SUSPENDED, told
        row.save(update_fields=["state", "reason"])
    return row


def allow_platform(*, by: Actor, uid: str, packages: Collection[str], exams: bool, tells: str) -> LtiPlatform:
    """Say which published packages of the owner a platform may open, beside the lessons and courses that everybody may
    see, whether exams of the owner's courses are sat from there, and which result it is told. The same again changes
    nothing.

    Refuses training.no_such_platform, people.not_yours, training.platform_not_to_open and .platform_tells_which.
    """
    row = _kept(by, uid)
    if tells not in set(Tells):
        raise Refusal(words.PLATFORM_TELLS_WHICH, field="tells")
    chosen = sorted({str(uid_or_none(each)) for each in packages})
    if len(chosen) > words.MOST_OPENED:
        raise Refusal(words.PLATFORM_NOT_TO_OPEN, field="packages")
    rows = ElearningPackage.objects.seen_by(PUBLIC).filter(owner=row.owner, state=PackageState.PUBLISHED)
    if set(chosen) - {str(each) for each in rows.values_list("uid", flat=True)}:
        raise Refusal(words.PLATFORM_NOT_TO_OPEN, field="packages")
    if (chosen, exams, tells) == (row.opened, row.exams, row.tells):
        return row
    with act("training.platform.allowed", by=by, owner=row.owner, about=row.uid):
        row.opened, row.exams, row.tells = chosen, exams, tells
        row.save(update_fields=["opened", "exams", "tells"])
    return row


def _columns(told: Told) -> dict[str, Any]:
    plain = bool(settings.KEREGE_DEMO)
    return {  # in the order of the form, so that the first that is wrong is told
        "title": clean_line(told.title, field="title", max_length=120),
        "issuer": address_as_told(told.issuer, "issuer", plain=plain, longest=words.MOST_SUB),
        "client_id": clean_line(told.client_id, field="client_id", max_length=255),
        "deployments": deployments_of(told.deployments),
        "auth_url": address_as_told(told.auth_url, "auth_url", plain=plain),
        "token_url": address_as_told(told.token_url, "token_url", plain=plain),
        "keys_url": address_as_told(told.keys_url, "keys_url", plain=plain),
    }


def _check_free(columns: dict[str, Any], but: int = 0) -> None:
    rows = LtiPlatform.objects.filter(issuer=columns["issuer"], client_id=columns["client_id"]).exclude(id=but)
    if rows.exists():
        raise Refusal(words.PLATFORM_THERE_ALREADY, field="client_id")


def _kept(by: Actor, uid: str) -> LtiPlatform:
    """A platform that the actor may keep. Nobody else learns that it is there."""
    number = uid_or_none(uid)
    row = LtiPlatform.objects.filter(uid=number).first() if number else None
    if row is None:
        raise Refusal(words.NO_SUCH_PLATFORM)
    check_may(by, Deed.KEEP_CURRICULA, row.owner)
    return row
