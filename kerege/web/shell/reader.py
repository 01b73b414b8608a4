"""Who reads and who acts in a request. Which roles an account holds is asked once, and kept on the request alone.

It is never kept for another request: a role is there only while its term is, and the next request asks again. Within
a request it is kept for the account and the day for which it was asked: neither signing in nor midnight is missed.
"""

from typing import Any

from django.http import HttpRequest
from django.utils.timezone import localdate

from kerege.lib.refusal import Refusal
from kerege.people import queries as people
from kerege.people.rules import ANONYMOUS, Actor, Grant
from kerege.records.viewers import PUBLIC, Viewer
from kerege.sharing import queries as sharing
from kerege.web.shell.proof import is_strong

VIEW_AS = "view_as"
"""Session key: {"role": …, "owner": …} while a focal point looks at the platform as somebody else; then nobody acts."""


def grants_held(request: HttpRequest) -> tuple[Grant, ...]:
    """The roles that whoever is signed in holds today, whatever was proved; none for a visitor."""
    asked, kept = (getattr(request.user, "pk", None), localdate()), getattr(request, "held", None)
    if kept is None or kept[0] != asked:
        kept = request.held = (asked, people.grants_held(request.user, on=asked[1]))
    grants: tuple[Grant, ...] = kept[1]
    return grants


def real_actor(request: HttpRequest, *, strong: bool | None = None) -> Actor:
    """Who signed in, also while looking as somebody else, with the roles that the session's proofs allow.

    `strong` as in people.queries.actor_for; what the session proved where it is left out.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return ANONYMOUS
    proved = is_strong(request) if strong is None else strong
    return people.actor_with(user, grants_held(request), strong=proved)


def real_viewer(request: HttpRequest) -> Viewer:
    """What who signed in may read, by clearance and by shares."""
    return sharing.viewer_of_actor(real_actor(request), on=localdate())


def viewer(request: HttpRequest) -> Viewer:
    """Who reads: who signed in, or the one as whom they look."""
    found = real_viewer(request)
    imagined: Any = None if found is PUBLIC else request.session.get(VIEW_AS)
    if not imagined:
        return found
    try:
        return sharing.viewer_as(found, **imagined, on=localdate())
    except Refusal:  # the role that allowed it ended meanwhile
        request.session.pop(VIEW_AS)
        return found


def actor(request: HttpRequest) -> Actor:
    """Who acts: nobody while somebody looks as somebody else."""
    found = real_actor(request)
    return ANONYMOUS if found is ANONYMOUS or request.session.get(VIEW_AS) else found
