"""Other learning platforms for those who keep them, what one may open, and own launches with what was told of them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from kerege.journal.rules import known_as
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.people import queries as people
from kerege.people.rules import Actor, check_may, owners_for
from kerege.people.words import Deed
from kerege.records.viewers import PUBLIC
from kerege.training.models import Course, ElearningPackage, Exam, LtiLaunch, LtiLearner, LtiPlatform, LtiScore
from kerege.training.queries.curricula import curriculum
from kerege.training.queries.staff import DOOR
from kerege.training.rules.lessons import lessons_of
from kerege.training.words import lti_platforms as words
from kerege.training.words.elearning import LAUNCHED, PLAYED, PackageState
from kerege.training.words.exams import ExamState
from kerege.training.words.lti_platforms import Opens, PlatformState, ScoreState, Tells


@dataclass(frozen=True)
class PlatformLine:
    """A platform as those see it who keep it. `own`: the reader told of it last, and so does not open it. `waits` and
    `refused` count results that were not told to it yet, or that it did not take.
    """

    uid: str
    owner: str
    title: str
    issuer: str
    client_id: str
    deployments: tuple[str, ...]
    auth_url: str
    token_url: str
    keys_url: str
    opened: tuple[str, ...]
    exams: bool
    tells: Tells
    state: PlatformState
    told_on: date
    opened_on: date | None
    own: bool
    reason: str = ""
    learners: int = 0
    waits: int = 0
    refused: int = 0


@dataclass(frozen=True)
class PlatformKnown:
    """A platform as a launch needs it, with what it may open and which result it is told."""

    uid: str
    owner: str
    title: str
    issuer: str
    client_id: str
    deployments: tuple[str, ...]
    auth_url: str
    keys_url: str
    opened: frozenset[str]
    exams: bool
    tells: Tells


@dataclass(frozen=True)
class ToldLine:
    """How the result of a launch stands: `given` of `most`, when it came, and why it was not taken (a code)."""

    state: ScoreState
    given: float
    most: float
    at: datetime
    sent_at: datetime | None
    fault: str


@dataclass(frozen=True)
class LaunchLine:
    """What a platform opened for the reader. `told` is the newest result; None where there is none. `tells` says
    whether the platform takes results of it, `class_listed` whether the reader teaches there and may ask for the class.
    """

    uid: str
    learner: str
    platform: str
    kind: Opens
    what: str
    opened_at: datetime
    joined: bool
    open: bool
    tells: bool
    class_listed: bool
    told: ToldLine | None


def platforms(me: Actor) -> list[PlatformLine]:
    """The platforms of the owners for whom the reader keeps curricula, by title."""
    rows = LtiPlatform.objects.filter(owner__in=owners_for(me, Deed.KEEP_CURRICULA))
    return sorted((_line(row, me) for row in rows), key=lambda line: (line.title.casefold(), line.uid))


def platform(me: Actor, uid: object) -> PlatformLine:
    """One of them. Refuses training.no_such_platform (404), also to whoever keeps no curricula of its owner."""
    number = uid_or_none(uid)
    row = LtiPlatform.objects.filter(uid=number).first() if number else None
    if row is None or row.owner not in owners_for(me, Deed.KEEP_CURRICULA):
        raise Refusal(words.NO_SUCH_PLATFORM)
    return _line(row, me)


def check_keeps(me: Actor, owner: str) -> None:
    """Refuse people.not_yours to whoever keeps no platforms of an owner."""
    check_may(me, Deed.KEEP_CURRICULA, owner)


def asking(*, issuer: str, client_id: str = "") -> PlatformKnown:
    """The platform that asks, by how it calls itself; without a client id only where that is no question.

    Refuses training.launch_unknown_platform and .launch_platform_closed.
    """
    rows = LtiPlatform.objects.filter(issuer=issuer[:255])
    found = list(rows.filter(client_id=client_id[:255]) if client_id else rows[:2])
    if len(found) != 1:
        raise Refusal(words.LAUNCH_UNKNOWN_PLATFORM)
    return _known(_check_open(found[0]))


def open_platform_of(uid: object) -> PlatformKnown:
    """A platform by its uid, while it is open. Refuses training.no_such_platform and .launch_platform_closed."""
    return _known(open_row(uid))


def open_row(uid: object) -> Any:
    """The row of a platform that is open, for actions of the same room. Refuses as open_platform_of."""
    number = uid_or_none(uid)
    row = LtiPlatform.objects.filter(uid=number).first() if number else None
    if row is None:
        raise Refusal(words.NO_SUCH_PLATFORM)
    return _check_open(row)


def check_allowed(row: Any, kind: Opens, what: str) -> None:
    """Refuse training.launch_not_allowed unless a platform may open this: a lesson or a course that everybody may see,
    a package that was opened for it and that everybody may see, an exam of its owner's where it may open those.
    """
    if not {Opens.LESSON: _is_lesson, Opens.PACKAGE: _is_package, Opens.COURSE: _is_course, Opens.EXAM: _is_exam}[kind](
        row, what
    ):
        raise Refusal(words.LAUNCH_NOT_ALLOWED)


def check_allowed_for(uid: object, kind: Opens, what: str) -> None:
    """The same for a platform by its uid."""
    check_allowed(open_row(uid), kind, what)


def packages_to_open(owner: str, only: Collection[str] | None = None) -> list[tuple[str, str]]:
    """Packages (uid and title) that an owner may open for its platforms; with `only` those of them that are opened."""
    rows = ElearningPackage.objects.seen_by(PUBLIC).filter(owner=owner, state=PackageState.PUBLISHED)
    rows = rows.filter(standard__in=[str(each) for each in PLAYED | LAUNCHED])
    named = [(str(row.uid), row.title) for row in rows.seen()]
    return sorted((each for each in named if only is None or each[0] in only), key=lambda each: each[1].casefold())


def joined_to(*, platform: object, subject: str) -> str | None:
    """The uid of the account to which its owner joined whoever a platform sends; None where nobody did."""
    rows = LtiLearner.objects.filter(platform__uid=str(platform), subject=subject, joined=True)
    found = rows.values_list("account__uid", flat=True).first()
    return str(found) if found else None


def guest_of(*, platform: object, subject: str) -> Any:
    """The account of a guest whom a platform sends; None where nobody came yet, or an own account was joined."""
    rows = LtiLearner.objects.filter(platform__uid=str(platform), subject=subject, joined=False)
    row = rows.select_related("account").first()
    return row.account if row is not None else None


def account_of(launch: Any) -> Any:
    """The account as which a launch goes on."""
    return LtiLearner.objects.select_related("account").get(id=launch.learner_id).account


def opened_for(account: int) -> list[tuple[Opens, str]]:
    """What was launched for an account, from platforms that are open now."""
    rows = LtiLaunch.objects.filter(learner__account_id=account, learner__platform__state=PlatformState.OPEN)
    return [(Opens(kind), what) for kind, what in rows.values_list("kind", "what").distinct()]


def own_launches(me: Actor) -> list[LaunchLine]:
    """What platforms opened for the reader, the newest first. Nobody reads anybody else's."""
    account = people.account_number(me.uid) if me.uid else None
    if account is None:
        return []
    rows = LtiLaunch.objects.filter(learner__account_id=account).select_related("learner__platform")
    return [_launch(row) for row in rows.order_by("-opened_at", "-id")]


def own_launch(me: Actor, uid: object) -> tuple[LaunchLine, Any]:
    """One of them with its row, for the room's own doors. Refuses training.launch_over (410), also for another's."""
    account, number = people.account_number(me.uid) if me.uid else None, uid_or_none(uid)
    if account is None or number is None:
        raise Refusal(words.LAUNCH_OVER)
    rows = LtiLaunch.objects.filter(learner__account_id=account, uid=number).select_related("learner__platform")
    row = rows.first()
    if row is None:
        raise Refusal(words.LAUNCH_OVER)
    return _launch(row), row


def results_of_class(row: Any) -> dict[str, ToldLine]:
    """For a launch of somebody who teaches: the newest result of each who came by the same link, by the platform's
    number of them, which was told or will be told to that platform anyway.
    """
    named = {name: getattr(row, name) for name in ("deployment", "resource", "kind", "what")}
    wanted = {f"launch__{name}": value for name, value in named.items()}
    rows = LtiScore.objects.filter(launch__learner__platform_id=row.learner.platform_id, **wanted).order_by("id")
    return {each.launch.learner.subject: _told(each) for each in rows.select_related("launch__learner")}


def _check_open(row: Any) -> Any:
    if row.state != PlatformState.OPEN:
        raise Refusal(words.LAUNCH_PLATFORM_CLOSED)
    return row


def _is_lesson(_row: Any, what: str) -> bool:
    key, _, module = what.partition("/")
    page = curriculum(PUBLIC, key, on=localdate(), lang="en") if key.isprintable() and key else None
    found = page is not None and page.shown.published_on is not None
    return found and page is not None and any(each.id == module for each in lessons_of(page.programme))


def _is_package(row: Any, what: str) -> bool:
    return what in row.opened and what in dict(packages_to_open(row.owner))


def _is_course(_row: Any, what: str) -> bool:
    number = uid_or_none(what)
    return bool(number and Course.objects.seen_by(PUBLIC).filter(uid=number).exists())


def _is_exam(row: Any, what: str) -> bool:
    number = uid_or_none(what)
    rows = Exam.objects.seen_by(DOOR).filter(uid=number, owner=row.owner, state=ExamState.RELEASED)
    return bool(row.exams and number and rows.exists())


def _line(row: Any, me: Actor) -> PlatformLine:
    scores = LtiScore.objects.filter(launch__learner__platform=row)
    names = ("owner", "title", "issuer", "client_id", "auth_url", "token_url", "keys_url", "exams", "reason")
    return PlatformLine(
        uid=str(row.uid),
        deployments=tuple(row.deployments),
        opened=tuple(row.opened),
        tells=Tells(row.tells),
        state=PlatformState(row.state),
        told_on=row.told_on,
        opened_on=row.opened_on,
        own=row.told_by == known_as(me.uid),
        learners=LtiLearner.objects.filter(platform=row).count(),
        waits=scores.filter(state=ScoreState.WAITS).count(),
        refused=scores.filter(state=ScoreState.REFUSED).count(),
        **{name: getattr(row, name) for name in names},
    )


def _known(row: Any) -> PlatformKnown:
    names = ("owner", "title", "issuer", "client_id", "auth_url", "keys_url", "exams")
    told = {name: getattr(row, name) for name in names}
    told |= {"deployments": tuple(row.deployments), "opened": frozenset(row.opened), "tells": Tells(row.tells)}
    return PlatformKnown(uid=str(row.uid), **told)


def _launch(row: Any) -> LaunchLine:
    newest = LtiScore.objects.filter(launch=row).order_by("-id").first()
    return LaunchLine(
        uid=str(row.uid),
        learner=str(row.learner.uid),
        platform=row.learner.platform.title,
        kind=Opens(row.kind),
        what=row.what,
        opened_at=row.opened_at,
        joined=row.learner.joined,
        open=row.learner.platform.state == PlatformState.OPEN,
        tells=bool(row.line),
        class_listed=bool(row.teaches and row.names),
        told=_told(newest) if newest is not None else None,
    )


def _told(row: Any) -> ToldLine:
    return ToldLine(ScoreState(row.state), row.given, row.most, row.at, row.sent_at, row.fault)
