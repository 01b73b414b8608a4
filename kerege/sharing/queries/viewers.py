"""Who reads, and whose journal may be read."""

from dataclasses import replace
from datetime import date

from kerege.journal import queries as journal
from kerege.journal.queries import ActLine
from kerege.lib.refusal import Refusal
from kerege.people import queries as people
from kerege.people.rules import Actor, Grant
from kerege.people.words import Role
from kerege.records.viewers import PUBLIC, Viewer
from kerege.sharing import words
from kerege.sharing.queries.nodes import check_owner
from kerege.sharing.queries.shares import shared_with
from kerege.sharing.rules import imagined, journal_owners, readers_of, viewer_of


def viewer_for(account: object, *, on: date, strong: bool) -> Viewer:
    """The viewer that an account is today; the public for nobody, or for an account that is not active.

    `strong` as in people.queries.actor_for: without a second factor, a role that wants one reads what everybody reads.
    """
    return viewer_of_actor(people.actor_for(account, on=on, strong=strong), on=on)


def viewer_of_actor(actor: Actor, *, on: date) -> Viewer:
    """The viewer that an actor is, by clearance and by what is shared on the day; the public for nobody."""
    if not actor.uid:
        return PUBLIC
    viewer = viewer_of(uid=actor.uid, name=actor.name, grants=actor.grants)
    return replace(viewer, shared=shared_with(readers_of(actor.grants), on=on))


def viewer_as(viewer: Viewer, *, role: str, owner: str, on: date) -> Viewer:
    """What somebody with this role would see on the day, by clearance and by shares, never more than `viewer` sees.

    Refuses (sharing.view_as_forbidden) all but focal points and the secretariat.
    """
    if not viewer.roles & {Role.FOCAL_POINT.value, Role.SECRETARIAT.value}:
        raise Refusal(words.VIEW_AS_FORBIDDEN)
    known = people.known_role(role)
    seen_as = imagined(known, check_owner(owner))
    shared = shared_with(readers_of([Grant(known, owner)]), on=on)
    return narrowed(replace(seen_as, shared=shared), viewer)


def seated(viewer: Viewer, actor: Actor, *, owner: str, on: date) -> tuple[Viewer, Actor]:
    """Who reads for a record of `owner` that colleagues will read: the seats that the actor has there, and no other.
    Who has none there, or none elsewhere, reads as ever.
    """
    there = tuple(each for each in actor.grants if each.owner == owner)
    if not there or len(there) == len(actor.grants):
        return viewer, actor
    sitting = replace(actor, grants=there)
    return narrowed(viewer_of_actor(sitting, on=on), viewer), sitting


def narrowed(imagined_viewer: Viewer, real: Viewer) -> Viewer:
    """The imagined viewer cut down to what the real one may read anyway: owner by owner by clearance, and record by
    record where something is shared.
    """
    owners = {o for o, _ in imagined_viewer.by_owner} | {o for o, _ in real.by_owner}
    return Viewer(
        uid=imagined_viewer.uid,
        name=imagined_viewer.name,
        roles=imagined_viewer.roles,
        journals=imagined_viewer.journals,
        everywhere=min(imagined_viewer.everywhere, real.everywhere),
        by_owner=tuple((o, min(imagined_viewer.clearance_for(o), real.clearance_for(o))) for o in sorted(owners)),
        shared=imagined_viewer.shared,
        within=real if imagined_viewer.shared else None,
    )


def acts(viewer: Viewer, *, about: str = "", word_prefix: str = "", before: int | None = None) -> list[ActLine]:
    """The newest acts that the viewer may read in full; refuses (403) viewers without a role that reads the journal."""
    owners = journal_owners(viewer)
    if owners is None:
        raise Refusal(words.JOURNAL_FORBIDDEN)
    return journal.acts(owners=owners, about=about, word_prefix=word_prefix, before=before)
