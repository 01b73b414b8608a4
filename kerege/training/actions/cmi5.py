"""Units of cmi5: a registration is begun, a unit is launched, fetches its token, is abandoned, is waived."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from django.utils import timezone

from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import clean_line
from kerege.lrs import actions as store
from kerege.lrs import queries as stored
from kerege.lrs.rules import reading
from kerege.lrs.rules.asking import Place
from kerege.lrs.rules.batches import ready
from kerege.lrs.rules.mentions import activity_key, agent_key
from kerege.lrs.words import Edition, Kept
from kerege.people import queries as people
from kerege.people.rules import REGION, Actor, check_may, may
from kerege.people.words import Deed
from kerege.records.viewers import Viewer
from kerege.training.models import Cmi5Session, Course, ElearningRegistration
from kerege.training.queries.cmi5 import Ground, courses_with_a_place, ground_of, secret_of_session
from kerege.training.queries.cohort import keeps_list
from kerege.training.queries.elearning import row_for
from kerege.training.rules.elearning import cmi5_launch as told
from kerege.training.rules.elearning.cmi5_launch import About
from kerege.training.rules.elearning.cmi5_progress import newly_satisfied, unit, with_seconds
from kerege.training.rules.elearning.cmi5_progress import satisfied as is_satisfied
from kerege.training.words import cmi5 as words
from kerege.training.words import elearning
from kerege.training.words.cmi5 import LaunchMode
from kerege.training.words.elearning import PackageState, Standard

LONGEST_RETURN, MOST_AT_ONCE = 1_000, 500


def begin_units(
    *, by: Actor, reader: Viewer, uid: str, course: str = "", language: str = "", now: datetime | None = None
) -> ElearningRegistration:
    """Begin a package of cmi5 anew; what was begun before stays. With a `course` its staff reads how far one is.

    Units that ask for nothing are satisfied at once, and so are blocks of such units. Whoever keeps the package begins
    it before it is published too. Refuses training.elearning_sign_in, training.no_such_elearning,
    training.elearning_not_published, training.cmi5_not_cmi5, training.cmi5_not_your_course and
    training.elearning_begun_often.
    """
    account, package, at = _account(by), row_for(reader, by, uid), now or timezone.now()
    if package.state == PackageState.WITHDRAWN:
        raise Refusal(elearning.ELEARNING_NOT_PUBLISHED)
    if package.standard != Standard.CMI5:
        raise Refusal(words.CMI5_NOT_CMI5)
    rows = ElearningRegistration.objects.filter(account_id=account, package_id=package.id)
    if rows.count() >= elearning.MOST_REGISTRATIONS:
        raise Refusal(elearning.ELEARNING_BEGUN_OFTEN, most=elearning.MOST_REGISTRATIONS)
    row = ElearningRegistration(account_id=account, package_id=package.id, language=language[:12], started_at=at)
    if course:
        mine = {each.uid: each.number for each in courses_with_a_place(by)}
        if course not in mine:
            raise Refusal(words.CMI5_NOT_YOUR_COURSE, field="course")
        row.course_id = mine[course]
    store.let_in_own(by=by, owner=package.owner, on=at.date())
    with act("training.elearning.begun", by=by, about=row.uid):
        row.save()
        ground = ground_of(row)
        say_satisfied(by=ground, about=_about(ground, str(uuid4()), at))
    return row


@dataclass(frozen=True)
class Where:
    """Where a unit is launched: the address of the files of its package, that by which it asks the node, and the host
    from which its pages come.
    """

    files: str
    pages: str
    origin: str


def launch_unit(
    *,
    by: Actor,
    registration: str,
    part: str,
    session: str,
    where: Where,
    mode: str = LaunchMode.NORMAL,
    returns_to: str = "",
    language: str = "",
    now: datetime | None = None,
) -> str:
    """Launch a unit in a session of this number; its address, which holds a key that is good for one fetch.

    A session of the same registration that is open is abandoned. Refuses training.elearning_sign_in,
    training.no_such_registration, training.elearning_not_published, training.cmi5_no_such_unit, .cmi5_bad_mode,
    .cmi5_only_browse, .cmi5_bad_return and .cmi5_launched_often.
    """
    row, at, key = _own(by, registration), now or timezone.now(), secrets.token_urlsafe(32)
    ground = ground_of(row)
    unit_, launched = ground.part(part), _mode(ground, mode)
    if returns_to and not (returns_to.startswith(("https://", "http://")) and len(returns_to) <= LONGEST_RETURN):
        raise Refusal(words.CMI5_BAD_RETURN, field="return_url", most=LONGEST_RETURN)
    if Cmi5Session.objects.filter(registration=row).count() >= words.MOST_SESSIONS:
        raise Refusal(words.CMI5_LAUNCHED_OFTEN, most=words.MOST_SESSIONS)
    told_to = _parameters(ground, unit_, f"{where.pages}/xapi/au/{session}/", key)
    data = told.launch_data(unit_, session=session, mode=launched, returns_to=returns_to)
    origin = told.plain_address(where.files, unit_) if unit_.settings["outside"] else where.origin
    with act("training.cmi5.launched", by=by, about=session, mode=launched.value):
        ground = replace(ground, registration=ElearningRegistration.objects.select_for_update().get(id=row.id))
        row = ground.registration
        for open_ in Cmi5Session.objects.filter(registration=row, ended_at__isnull=True):
            _abandon(ground, open_, at)
        Cmi5Session.objects.create(
            uid=session,
            registration=row,
            part=part,
            mode=launched.value,
            origin=_origin(origin),
            fetch=secret_of_session(key),
            launched_at=at,
            last_at=at,
            until=at + timedelta(hours=words.SESSION_HOURS),
        )
        row.part = part
        row.save(update_fields=["part"])
        _prepare(ground, unit_, data, language, at)
        address, about = told.plain_address(_named(ground, where), unit_), _about(ground, session, at)
        _say(ground, [told.launched(about, ground.names, unit_, mode=launched, address=address)])
    return told.launch_address(where.files, unit_, told=told_to)


def abandon_session(*, by: Actor, session: str, now: datetime | None = None) -> None:
    """End a session of one's own whose unit will not say so itself any more.

    Refuses training.elearning_sign_in, training.cmi5_no_such_session, also for somebody else's, and
    training.cmi5_session_over.
    """
    account, number, at = _account(by), uid_or_none(session), now or timezone.now()
    rows = Cmi5Session.objects.filter(uid=number, registration__account_id=account) if number else None
    found = rows.select_related("registration").first() if rows is not None else None
    if found is None:
        raise Refusal(words.CMI5_NO_SUCH_SESSION)
    _end(by, found, at)


def abandon_expired(*, by: Actor, at: datetime) -> int:
    """Abandon the sessions whose time ran out without their unit saying so; how many. One that cannot be ended keeps no
    other from it.

    Refuses people.not_yours to everybody but the node and who manages the accounts of the region, and journal.* while
    nothing may be written; they are abandoned later.
    """
    check_may(by, Deed.MANAGE_ACCOUNTS, REGION)
    late, ended = Cmi5Session.objects.filter(ended_at__isnull=True, until__lte=at).order_by("until", "id"), 0
    for row in late[:MOST_AT_ONCE]:
        try:
            _end(by, row, at)
            ended += 1
        except Refusal as refusal:
            if refusal.code.startswith("journal."):
                raise
    return ended


def _end(by: Actor, found: Cmi5Session, at: datetime) -> None:
    with act("training.cmi5.abandoned", by=by, about=found.uid):
        held = ElearningRegistration.objects.select_for_update().get(id=found.registration_id)
        row = Cmi5Session.objects.select_for_update().get(id=found.id)
        if row.ended_at is not None:
            raise Refusal(words.CMI5_SESSION_OVER)
        _abandon(ground_of(held), row, at)


def waive_unit(*, by: Actor, registration: str, part: str, reason: str, now: datetime | None = None) -> None:
    """Let a unit count as done without having been done.

    Refuses training.no_such_registration, training.cmi5_may_not_waive, training.cmi5_no_such_unit,
    training.cmi5_reason_wanted, text.*, training.cmi5_waived and training.cmi5_satisfied.
    """
    number, at = uid_or_none(registration), now or timezone.now()
    found = ElearningRegistration.objects.filter(uid=number).first() if number else None
    if found is None or ground_of(found).package.standard != Standard.CMI5:
        raise Refusal(elearning.NO_SUCH_REGISTRATION)
    _check_may_waive(by, ground_of(found))
    unit_ = ground_of(found).part(part)
    if not reason.strip():
        raise Refusal(words.CMI5_REASON_WANTED, field="reason")
    why = clean_line(reason, field="reason", max_length=500)
    with act("training.cmi5.waived", by=by, about=found.uid, owner=ground_of(found).package.owner, unit=part):
        row = ElearningRegistration.objects.select_for_update().get(id=found.id)
        ground, held = ground_of(row), unit(row.data.get(part))
        if held.waived:
            raise Refusal(words.CMI5_WAIVED)
        if is_satisfied(unit_, held):
            raise Refusal(words.CMI5_SATISFIED)
        about = _about(ground, str(uuid4()), at)
        _say(ground, [told.waived(about, ground.names, unit_, reason=why)])
        keep_unit(by=ground, part=part, held=replace(held, waived=why).told(), at=at)
        say_satisfied(by=ground, about=about)


def _check_may_waive(by: Actor, ground: Ground) -> None:
    """The staff of the course, or whoever keeps the package; nobody for themselves."""
    row = ground.registration
    for_oneself = people.account_number(by.uid) == row.account_id
    with checking():
        course = Course.objects.inside_action().filter(id=row.course_id).first() if row.course_id else None
    keeps = keeps_list(by, course) if course is not None else may(by, Deed.KEEP_CURRICULA, ground.package.owner)
    if for_oneself or not keeps:
        raise Refusal(words.CMI5_MAY_NOT_WAIVE)


def keep_unit(*, by: Ground, part: str, held: Mapping[str, Any], at: datetime) -> None:
    """What stands of a unit from now on; inside a deed that holds the row of the registration. Refuses nothing."""
    row = by.registration
    row.data, row.kept_at = {**row.data, part: dict(held)}, at
    row.save(update_fields=["data", "kept_at"])


def say_satisfied(*, by: Ground, about: About) -> None:
    """Say of blocks and of the course that they are satisfied, once; inside such a deed too. Refuses nothing."""
    row = by.registration
    fresh = newly_satisfied(by.what, row.data, row.satisfied)
    if fresh:
        _say(by, [told.satisfied(about, by.names, block) for block in fresh])
        row.satisfied = [*row.satisfied, *fresh]
        row.save(update_fields=["satisfied"])


def _say(ground: Ground, values: Iterable[Mapping[str, Any]]) -> None:
    """Statements of the node itself, in this order."""
    caller = stored.own_caller(ground.package.owner)
    if caller is None:
        raise Refusal(words.CMI5_NO_SUCH_SESSION)
    sent, _ = reading.statements_of(f"[{','.join(told.written(value) for value in values)}]")
    store.store(by=caller, batch=ready(sent, edition=Edition.XAPI_1), edition=Edition.XAPI_1)


def _abandon(ground: Ground, row: Cmi5Session, at: datetime) -> None:
    """The session ends now; it lasted until its unit said something last (9.5.4.2)."""
    seconds = int((row.last_at - row.launched_at).total_seconds())
    part, about = ground.part(row.part), _about(ground, str(row.uid), at)
    _say(ground, [told.abandoned(about, ground.names, part, seconds=seconds)])
    row.ended_at, row.abandoned = at, True
    row.save(update_fields=["ended_at", "abandoned"])
    held = unit(ground.registration.data.get(row.part))
    keep_unit(by=ground, part=row.part, held=with_seconds(held, seconds).told(), at=at)


def _prepare(ground: Ground, part: Any, data: Mapping[str, Any], language: str, at: datetime) -> None:
    """What a unit finds in the store: the data of its launch, and once the preferences of its learner."""
    caller = stored.own_caller(ground.package.owner)
    if caller is None:
        raise Refusal(words.CMI5_NO_SUCH_SESSION)
    agent = agent_key(ground.actor)
    activity = activity_key(ground.names.unit(part))
    place = Place(Kept.STATE, activity, agent, ground.registration.uid, words.LAUNCH_DATA)
    keep: dict[str, Any] = {"by": caller, "edition": Edition.XAPI_1, "at": at, "merge": False}
    keep["content_type"] = "application/json"
    store.keep(place=place, content=told.written(data).encode(), **keep)
    profile = Place(Kept.AGENT, None, agent, None, words.PREFERENCES)
    if stored.document(caller, profile) is None:
        liked = {"languagePreference": language or ground.what.language or "en", "audioPreference": "on"}
        store.keep(place=profile, content=told.written(liked).encode(), if_none_match="*", **keep)


def _parameters(ground: Ground, part: Any, endpoint: str, key: str) -> dict[str, str]:
    return {
        "endpoint": endpoint,
        "fetch": f"{endpoint}fetch/{key}",
        "actor": told.written(ground.actor),
        "registration": str(ground.registration.uid),
        "activityId": ground.names.unit(part),
    }


def _named(ground: Ground, where: Where) -> str:
    """Where the files lie, for the statement: the very address where everybody may read them, else one without the key
    in it, since whoever reads statements, here or where they are sent on, would open what they may not see.
    """
    open_to_all = ground.package.label == Sensitivity.PUBLIC and ground.package.state == PackageState.PUBLISHED
    return where.files if open_to_all else f"{where.origin}/e/{ground.package.uid}/"


def _origin(address: str) -> str:
    """The origin as a browser tells it: without a name, a usual port or what follows the host."""
    found = urlsplit(address)
    usual = {"http": 80, "https": 443}.get(found.scheme)
    port = f":{found.port}" if found.port not in (None, usual) else ""
    host = found.hostname or ""
    return f"{found.scheme}://[{host}]{port}" if ":" in host else f"{found.scheme}://{host}{port}"


def _mode(ground: Ground, mode: str) -> LaunchMode:
    if mode not in list(LaunchMode):
        raise Refusal(words.CMI5_BAD_MODE, field="mode")
    if ground.package.state == PackageState.WITHDRAWN:
        raise Refusal(elearning.ELEARNING_NOT_PUBLISHED)
    if ground.package.state == PackageState.HANDED_IN and mode != LaunchMode.BROWSE:
        raise Refusal(words.CMI5_ONLY_BROWSE, field="mode")
    return LaunchMode(mode)


def _about(ground: Ground, session: str, at: datetime) -> About:
    return About(ground.actor, str(ground.registration.uid), session, at)


def _account(by: Actor) -> int:
    number = people.account_number(by.uid)
    if number is None:
        raise Refusal(elearning.ELEARNING_SIGN_IN)
    return number


def _own(by: Actor, registration: str) -> ElearningRegistration:
    """A registration of whoever acts, for a package of cmi5. Somebody else's is not there."""
    account, number = _account(by), uid_or_none(registration)
    found = ElearningRegistration.objects.filter(uid=number, account_id=account).first() if number else None
    if found is None or ground_of(found).package.standard != Standard.CMI5:
        raise Refusal(elearning.NO_SUCH_REGISTRATION)
    return found
