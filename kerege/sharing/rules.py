"""From roles to clearance. Plain Python; the reasons stand in docs/explanation/sharing.md."""

from collections.abc import Iterable
from datetime import date, timedelta

from kerege.lib.periods import Period
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import ANY_ROLE, Sensitivity
from kerege.people.rules import MAY, REGION, Grant, choice
from kerege.people.words import Deed, Role
from kerege.records.viewers import Viewer
from kerege.sharing import words

OWN: dict[Role, Sensitivity] = {
    Role.PUBLIC: Sensitivity.PUBLIC,
    Role.LEARNER: Sensitivity.PUBLIC,
    Role.DONOR: Sensitivity.PUBLIC,
    Role.NODE_ADMINISTRATOR: Sensitivity.REGIONAL,
    Role.TRAINER: Sensitivity.REGIONAL,
    Role.MASTER_TRAINER: Sensitivity.NATIONAL,
    Role.BIOSAFETY_OFFICER: Sensitivity.NATIONAL,
    Role.LABORATORY_HEAD: Sensitivity.NATIONAL,
    Role.LEGAL_DRAFTER: Sensitivity.NATIONAL,
    Role.REVIEWER: Sensitivity.NATIONAL,
    Role.TRAINING_CENTRE_MANAGER: Sensitivity.NATIONAL,
    Role.EXERCISE_DIRECTOR: Sensitivity.NATIONAL,
    Role.AUDITOR: Sensitivity.NATIONAL,
    Role.FOCAL_POINT: Sensitivity.RESTRICTED,
    Role.SECRETARIAT: Sensitivity.RESTRICTED,
}
"""What a role may read of the owner for whom it is held. A donor reads what was released to everybody."""

OTHERS: dict[Role, Sensitivity] = {
    role: Sensitivity.PUBLIC if own == Sensitivity.PUBLIC or role == Role.NODE_ADMINISTRATOR else Sensitivity.REGIONAL
    for role, own in OWN.items()
}
"""What a role may read of all other owners: a working role in one country makes a regional partner of the others."""


def viewer_of(*, uid: str, name: str, grants: Iterable[Grant]) -> Viewer:
    """The clearance that these roles give together. Without roles: what the public sees, under this uid."""
    held = tuple(grants)
    by_owner: dict[str, Sensitivity] = {}
    for grant in held:
        by_owner[grant.owner] = max(by_owner.get(grant.owner, Sensitivity.PUBLIC), OWN[grant.role])
    return Viewer(
        uid=uid,
        name=name,
        roles=frozenset(g.role.value for g in held),
        everywhere=max((OTHERS[g.role] for g in held), default=Sensitivity.PUBLIC),
        by_owner=tuple(sorted(by_owner.items())),
        journals=frozenset(g.owner for g in held if g.role in MAY[Deed.READ_JOURNAL]),
    )


def imagined(role: Role, owner: str) -> Viewer:
    """A viewer that nobody is: somebody with just this role, for "what would X see?"."""
    grants = () if role == Role.PUBLIC else (Grant(role, owner),)
    return viewer_of(uid=f"imagined:{role}:{owner}", name=role.value, grants=grants)


def journal_owners(viewer: Viewer) -> frozenset[str] | None:
    """Whose acts a viewer may read in full; None for nobody's. The region's acts include reference data (owner '')."""
    if not viewer.journals:
        return None
    owners = {owner for owner in viewer.journals if viewer.clearance_for(owner) >= Sensitivity.NATIONAL}
    return frozenset(owners | {""} if REGION in owners else owners)


WORKING_ROLES = frozenset(role for role, level in OTHERS.items() if level >= Sensitivity.REGIONAL)
"""The roles with which somebody reads by a share."""

LONGEST_SHARE = timedelta(days=731)


def readers_of(grants: Iterable[Grant]) -> tuple[tuple[str, str], ...]:
    """As whom somebody with these roles reads what was shared: pairs of owner and role, of working roles only."""
    return tuple(sorted({(g.owner, g.role.value) for g in grants if g.owner and g.role in WORKING_ROLES}))


def readers_named(readers: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The readers of a new share, each once. Refuses sharing.no_readers, sharing.not_a_working_role and
    people.unknown_choice.
    """
    named = sorted(set(readers))
    if not named or any(not owner for owner, _ in named):
        raise Refusal(words.NO_READERS, field="readers")
    for _, role in named:
        if role != ANY_ROLE and Role(choice(role, Role, "role")) not in WORKING_ROLES:
            raise Refusal(words.NOT_A_WORKING_ROLE, field="readers", role=role)
    return tuple(named)


def check_level(level: Sensitivity) -> None:
    """Refuse (sharing.shared_already) a share that reaches no further than clearance does anyway."""
    if level < Sensitivity.NATIONAL:
        raise Refusal(words.SHARED_ALREADY, field="level")


def check_share_days(start: date, end: date, on: date) -> None:
    """Refuse periods.end_before_start, sharing.share_is_over and sharing.share_too_long."""
    Period(start, end)
    if end <= on:
        raise Refusal(words.SHARE_IS_OVER, field="end", end=end.isoformat())
    if end - max(start, on) > LONGEST_SHARE:
        raise Refusal(words.SHARE_TOO_LONG, field="end")


def check_second_person(first: str, second: str) -> None:
    """Refuse (sharing.same_person) that one person alone shares restricted content."""
    if first == second:
        raise Refusal(words.SAME_PERSON)


def reads_shares_of(viewer: Viewer, owner: str, level: Sensitivity) -> bool:
    """Whether somebody may know what an owner shared up to a level: only who reads that of the owner by clearance."""
    return viewer.clearance_for(owner) >= max(level, Sensitivity.NATIONAL)
