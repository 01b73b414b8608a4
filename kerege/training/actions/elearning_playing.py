"""Playing a package: a registration is begun, a window is opened, and what the package keeps is added."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.records.viewers import Viewer
from kerege.training.actions.elearning_statements import put_aside, tell_registration
from kerege.training.models import ElearningCommit, ElearningPackage, ElearningRegistration
from kerege.training.queries.elearning import row_for
from kerege.training.queries.elearning_libraries import check_libraries
from kerege.training.rules.elearning.runtime import Change, applied, change, elements
from kerege.training.rules.elearning.shapes import WHOLE, recognised
from kerege.training.words import elearning as words
from kerege.training.words.elearning import PLAYED, STANDARDS, PackageState, Standard


def begin_package(
    *, by: Actor, reader: Viewer, uid: str, language: str = "", now: datetime | None = None
) -> ElearningRegistration:
    """Begin a package anew. What was kept before stays.

    Refuses training.elearning_sign_in, training.no_such_elearning, training.elearning_not_published,
    training.elearning_not_played, training.elearning_unknown_library, training.elearning_bad_list and
    training.elearning_begun_often.
    """
    account = _account(by)
    package = row_for(reader, by, uid)
    if package.state != PackageState.PUBLISHED:
        raise Refusal(words.ELEARNING_NOT_PUBLISHED)
    if package.standard not in PLAYED:
        raise Refusal(words.ELEARNING_NOT_PLAYED, kind=STANDARDS[Standard(package.standard)])
    check_libraries(recognised(package.told))
    rows = ElearningRegistration.objects.filter(account_id=account, package_id=package.id)
    if rows.count() >= words.MOST_REGISTRATIONS:
        raise Refusal(words.ELEARNING_BEGUN_OFTEN, most=words.MOST_REGISTRATIONS)
    row = ElearningRegistration(account_id=account, package_id=package.id, language=language[:12], recorded=True)
    row.started_at = now or timezone.now()
    with act("training.elearning.begun", by=by, about=row.uid):
        row.save()
    return row


def open_window(*, by: Actor, registration: str, session: str, part: str = "") -> ElearningRegistration:
    """Let a window go on with a registration; what another one still sends is kept aside from now on. A window that
    went on before keeps its numbers.

    Refuses training.elearning_sign_in, training.no_such_registration, training.elearning_not_published,
    training.elearning_unknown_library, training.elearning_bad_list, training.elearning_bad_commit for a name of a
    window that is none, and training.no_such_elearning for an unknown part.
    """
    row, package = _own(by, registration)
    if package.state != PackageState.PUBLISHED:
        raise Refusal(words.ELEARNING_NOT_PUBLISHED)
    window = uid_or_none(session)
    if window is None:
        raise Refusal(words.ELEARNING_BAD_COMMIT, why="the window has no name")
    what = recognised(package.told)
    check_libraries(what)  # a library may have been taken from the node's list since
    parts = [each.id for each in what.parts]
    if part and part not in parts:
        raise Refusal(words.NO_SUCH_ELEARNING)
    with act("training.elearning.opened", by=by, about=row.uid):
        row = ElearningRegistration.objects.select_for_update().get(id=row.id)
        if row.session != str(window):
            row.session, row.numbers = str(window), {}
        row.part = part or row.part or parts[0]
        row.save(update_fields=["session", "numbers", "part"])
    return row


def commit(
    *,
    by: Actor,
    registration: str,
    session: str,
    number: int,
    part: str,
    data: Any,
    now: datetime | None = None,
) -> ElearningRegistration:
    """Add what a package keeps: the whole state of one part. The same commit again, an older one of the same window,
    and one that changes nothing add nothing.

    Refuses training.elearning_sign_in, training.no_such_registration, training.elearning_bad_commit,
    training.elearning_commit_too_large, training.elearning_committed_often, and training.elearning_elsewhere for a
    window that is no longer the last: what it sent is kept aside.
    """
    row, package = _own(by, registration)
    after = elements(data)
    if not 0 < number < 2**31 or part not in recognised(package.told).keeps:
        raise Refusal(words.ELEARNING_BAD_COMMIT, why="it belongs to no part of the package")
    window = uid_or_none(session)  # which may be written in several ways, and has one name here
    if window is None:
        raise Refusal(words.ELEARNING_BAD_COMMIT, why="the window has no name")
    told = _Told(str(window), number, part, after, now or timezone.now(), package)
    if row.session == told.session:
        if number <= row.numbers.get(part, 0) or not change(row.data.get(part, {}), after):
            return row
        return _add(by, row, told)
    _keep_aside(by, row, told)
    raise Refusal(words.ELEARNING_ELSEWHERE)


@dataclass(frozen=True)
class _Told:
    session: str
    number: int
    part: str
    after: dict[str, Any]
    at: datetime
    package: ElearningPackage


def _add(by: Actor, row: ElearningRegistration, told: _Told) -> ElearningRegistration:
    """Two commits at once take turns: the later one is compared with what the earlier one left."""
    _check_often(row)
    with act("training.elearning.kept", by=by, about=row.uid):
        row = ElearningRegistration.objects.select_for_update().get(id=row.id)
        if row.session == told.session:
            row = _added(by, row, told)
    if row.session == told.session:
        tell_registration(by=by, at=told.at, registration=row)
        return row
    _keep_aside(by, row, told)  # another window went on while this one waited for its turn
    raise Refusal(words.ELEARNING_ELSEWHERE)


def _added(by: Actor, row: ElearningRegistration, told: _Told) -> ElearningRegistration:
    if told.number > row.numbers.get(told.part, 0) and not _known(row, told):
        before = row.data.get(told.part, {})
        what = change(before, told.after)
        kept = _commit(row, told, what, aside=False)
        kept.save()
        stands = applied(before, what)
        put_aside(by=by, package=told.package, row=row, kept=kept, before=before, after=stands)
        row.data = {**row.data, told.part: stands}
        row.numbers = {**row.numbers, told.part: told.number}
        row.kept_at = told.at
        if told.part != WHOLE:
            row.part = told.part
        row.save(update_fields=["data", "numbers", "part", "kept_at"])
    return row


def _keep_aside(by: Actor, row: ElearningRegistration, told: _Told) -> None:
    what = change(row.data.get(told.part, {}), told.after)
    if _known(row, told) or not what:
        return
    _check_often(row)
    with act("training.elearning.kept_aside", by=by, about=row.uid):
        row = ElearningRegistration.objects.select_for_update().get(id=row.id)
        if not _known(row, told):  # a page that closes sends the same twice at once
            _commit(row, told, what, aside=True).save()


def _known(row: ElearningRegistration, told: _Told) -> bool:
    """Whether the window has used this number before, for this part or another one."""
    return ElearningCommit.objects.filter(registration=row, session=told.session, number=told.number).exists()


def _commit(row: ElearningRegistration, told: _Told, what: Change, *, aside: bool) -> ElearningCommit:
    said = {"session": told.session, "number": told.number, "part": told.part, "at": told.at, "aside": aside}
    return ElearningCommit(registration=row, changed=dict(what.changed), gone=list(what.gone), **said)


def _check_often(row: ElearningRegistration) -> None:
    if ElearningCommit.objects.filter(registration=row).count() >= words.MOST_COMMITS:
        raise Refusal(words.ELEARNING_COMMITTED_OFTEN, most=words.MOST_COMMITS)


def _account(by: Actor) -> int:
    number = people.account_number(by.uid)
    if number is None:
        raise Refusal(words.ELEARNING_SIGN_IN)
    return number


def _own(by: Actor, registration: str) -> tuple[ElearningRegistration, ElearningPackage]:
    """A registration of whoever acts, and its package. Somebody else's is not there."""
    account, number = _account(by), uid_or_none(registration)
    rows = ElearningRegistration.objects.filter(uid=number, account_id=account) if number else None
    found = rows.first() if rows is not None else None
    if found is None:
        raise Refusal(words.NO_SUCH_REGISTRATION)
    with checking():
        package: ElearningPackage = ElearningPackage.objects.inside_action().get(id=found.package_id)
    if package.standard not in PLAYED:  # a registration of cmi5 keeps what its units say, and no run-time data
        raise Refusal(words.NO_SUCH_REGISTRATION)
    return found, package
