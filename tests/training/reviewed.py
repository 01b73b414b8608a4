"""A draft of lessons with people who write and review it."""

from datetime import UTC, date, datetime
from typing import Any

from kerege.journal.rules import checking, known_as
from kerege.people import actions as people
from kerege.people.rules import SYSTEM, Actor, Grant
from kerege.people.words import Role
from kerege.training import actions
from kerege.training.actions import reviewing
from kerege.training.models import CurriculumVersion, ReviewEntry
from kerege.training.queries.reviewing import entries_of
from kerege.training.rules.reviewing import standing
from tests.training.rules.scenarios import told

NOON = datetime(2026, 1, 10, 12, tzinfo=UTC)
AUTHOR = Actor("author", "Author", (Grant(Role.TRAINING_CENTRE_MANAGER, "KAZ"),))
BEN, CEM = (Actor(name, name.title(), (Grant(Role.REVIEWER, "KAZ"),)) for name in ("ben", "cem"))


def laid(content: Any = None, by: Actor = AUTHOR) -> CurriculumVersion:
    """A draft of KAZ that its author wrote."""
    return actions.record_curriculum_version(by=by, owner="KAZ", content=content or told())


def row() -> CurriculumVersion:
    with checking():
        return CurriculumVersion.objects.inside_action().select_related("of").get(of__key="parent", version="1")


def does(deed: str, by: Actor = BEN, **more: Any) -> ReviewEntry:
    """One deed of the review, with the draft seen as it is now."""
    given: dict[str, Any] = {"by": by, "key": "parent", "version": "1", "seen": row().digest, "now": NOON}
    return getattr(reviewing, deed)(**given | more)


def asks(by: Actor = AUTHOR, **more: Any) -> ReviewEntry:
    return does("ask_for_review", by, **more)


def approves(by: Actor = BEN, *, openly: bool | None = True, **more: Any) -> ReviewEntry:
    return does("approve_review", by, openly=openly, **more)


def now() -> Any:
    found = row()
    return standing(entries_of(found.pk), found.digest)


def publish(by: Actor = AUTHOR) -> CurriculumVersion:
    return actions.publish_curriculum_version(by=by, key="parent", version="1", today=date(2026, 1, 11))


def account(name: str, *, owner: str = "KAZ", role: Role = Role.REVIEWER) -> tuple[Any, str]:
    """Somebody with an account and this role, and what the journal calls them."""
    made = people.open_account(by=SYSTEM, email=f"{name}@example.org", name=name.title(), password="kerege-demo-2026")
    people.grant_role(by=SYSTEM, account=made, role=role, owner=owner, start=date(2020, 1, 1))
    return made, known_as(str(made.uid))
