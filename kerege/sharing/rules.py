"""From roles to clearance. Plain Python; the reasons stand in docs/explanation/sharing.md."""

from collections.abc import Iterable

from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import MAY, REGION, Grant
from kerege.people.words import Deed, Role
from kerege.records.viewers import Viewer

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
