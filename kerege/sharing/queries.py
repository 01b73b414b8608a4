"""Who reads, whose nodes there are, and whose journal may be read."""

from dataclasses import dataclass
from datetime import date

from kerege.journal import queries as journal
from kerege.journal.queries import ActLine
from kerege.lib.refusal import Refusal
from kerege.people import queries as people
from kerege.people.words import Role
from kerege.records.viewers import PUBLIC, Viewer
from kerege.sharing import words
from kerege.sharing.models import Node
from kerege.sharing.rules import imagined, journal_owners, viewer_of


@dataclass(frozen=True)
class NodeLine:
    """A node. `frozen_on` is the day since which nothing new comes, where there is one."""

    key: str
    territory: str | None
    since: date | None
    frozen_on: date | None


def nodes() -> list[NodeLine]:
    """All nodes, the region's first."""
    rows = Node.objects.order_by("key")
    lines = [NodeLine(n.key, n.territory_id, n.since, n.frozen_on) for n in rows]
    return sorted(lines, key=lambda n: (n.territory is not None, n.key))


def check_owner(owner: str) -> str:
    """`owner` if a node has that key, else sharing.unknown_owner."""
    if not Node.objects.filter(key=owner).exists():
        raise Refusal(words.UNKNOWN_OWNER, field="owner", owner=owner)
    return owner


def viewer_for(account: object, *, on: date) -> Viewer:
    """The viewer that an account is today; the public for nobody, or for an account that is not active."""
    actor = people.actor_for(account, on=on)
    if not actor.uid:
        return PUBLIC
    return viewer_of(uid=actor.uid, name=actor.name, grants=actor.grants)


def viewer_as(viewer: Viewer, *, role: str, owner: str) -> Viewer:
    """What somebody with this role would see, never more than `viewer` sees.

    Refuses (sharing.view_as_forbidden) all but focal points and the secretariat.
    """
    if not viewer.roles & {Role.FOCAL_POINT.value, Role.SECRETARIAT.value}:
        raise Refusal(words.VIEW_AS_FORBIDDEN)
    people.known_role(role)
    return narrowed(imagined(Role(role), check_owner(owner)), viewer)


def narrowed(imagined_viewer: Viewer, real: Viewer) -> Viewer:
    """The imagined viewer cut down to what the real one may read anyway, owner by owner."""
    owners = {o for o, _ in imagined_viewer.by_owner} | {o for o, _ in real.by_owner}
    return Viewer(
        uid=imagined_viewer.uid,
        name=imagined_viewer.name,
        roles=imagined_viewer.roles,
        journals=imagined_viewer.journals,
        everywhere=min(imagined_viewer.everywhere, real.everywhere),
        by_owner=tuple((o, min(imagined_viewer.clearance_for(o), real.clearance_for(o))) for o in sorted(owners)),
    )


def acts(viewer: Viewer, *, about: str = "", word_prefix: str = "", before: int | None = None) -> list[ActLine]:
    """The newest acts that the viewer may read in full; refuses (403) viewers without a role that reads the journal."""
    owners = journal_owners(viewer)
    if owners is None:
        raise Refusal(words.JOURNAL_FORBIDDEN)
    return journal.acts(owners=owners, about=about, word_prefix=word_prefix, before=before)
