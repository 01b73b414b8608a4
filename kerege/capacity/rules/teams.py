"""Who may open an assessment of what, and who may be in its team."""

from kerege.capacity.words import OF_ONE_ORGANISATION, About, AssessmentKind, refused
from kerege.lib.refusal import Refusal
from kerege.people.rules import MAY, Actor, check_may
from kerege.people.words import Deed


def check_opener(by: Actor, owner: str, *, about: str, organisation: str, kind: str) -> None:
    """Refuse people.not_yours, capacity.not_for_countries, capacity.not_your_place and capacity.own_review.

    `organisation` is that of what is assessed; empty where it belongs to none.
    """
    check_may(by, Deed.ASSESS, owner)
    if by.is_system:
        return
    held = [grant for grant in by.grants if grant.owner == owner and grant.role in MAY[Deed.ASSESS]]
    if about == About.COUNTRY:
        if all(grant.role in OF_ONE_ORGANISATION for grant in held):
            raise Refusal(refused.NOT_FOR_COUNTRIES)
        return
    check_independent(by, organisation=organisation, kind=kind)
    if kind == AssessmentKind.SELF and not any(not g.organisation or g.organisation == organisation for g in held):
        raise Refusal(refused.NOT_YOUR_PLACE)


def check_independent(by: Actor, *, organisation: str, kind: str) -> None:
    """Refuse capacity.own_review: whoever works for an organisation is no peer and no outsider of it."""
    own = {grant.organisation for grant in by.grants if grant.organisation}
    if kind != AssessmentKind.SELF and organisation and organisation in own:
        raise Refusal(refused.OWN_REVIEW)
