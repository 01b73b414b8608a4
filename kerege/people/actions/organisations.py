"""Writing organisations, their names and what came after them."""

from collections.abc import Iterable
from datetime import date

from kerege.atlas import actions as atlas
from kerege.atlas import queries as places
from kerege.journal.actions import act
from kerege.lib.periods import Period
from kerege.lib.text import clean_line
from kerege.people.models import (
    Organisation,
    Succession,
)
from kerege.people.queries import organisation, succession_links
from kerege.people.rules import REGION, Actor, check_may, check_succession, choice
from kerege.people.words import Deed, OrganisationKind, SuccessionKind


def record_organisation(
    *,
    by: Actor,
    key: str,
    kind: str,
    names: Iterable[tuple[str, str]],
    territory: str = "",
    start: date | None = None,
    end: date | None = None,
    synthetic: bool = False,
) -> Organisation:
    """Record an organisation under its first names, as (language, text) pairs; later ones by `name_organisation`.

    The same key again changes nothing. Refuses people.not_yours, people.unknown_choice, atlas.unknown_code and
    periods.end_before_start.
    """
    check_may(by, Deed.MANAGE_PEOPLE, territory or REGION)
    key = clean_line(key, field="key", max_length=60)
    known = Organisation.objects.filter(key=key).first()
    if known:
        return known
    choice(kind, OrganisationKind, "kind")
    Period(start, end)
    if territory:
        places.territory(territory)
    with act("people.organisation.recorded", by=by, key=key, owner=territory or REGION) as done:
        body = Organisation.objects.create(
            key=key,
            kind=kind,
            territory_id=territory or None,
            start=start,
            end=end,
            synthetic=synthetic,
        )
        for lang, text in names:
            atlas.record_name(
                by=by, subject_uid=body.uid, subject_kind="organisation", lang=lang, text=text, start=start
            )
        done.about = body.uid
    return body


def name_organisation(
    *, by: Actor, organisation_key: str, lang: str, text: str, start: date | None = None, end: date | None = None
) -> Organisation:
    """Record a name of an organisation, from `start` up to and not including `end`. The same again changes nothing.

    Refuses people.not_yours, people.unknown_key, atlas.two_current_names, atlas.unknown_code, periods.end_before_start
    and the text refusals.
    """
    body = organisation(organisation_key)
    check_may(by, Deed.MANAGE_PEOPLE, body.territory_id or REGION)
    atlas.record_name(
        by=by, subject_uid=body.uid, subject_kind="organisation", lang=lang, text=text, start=start, end=end
    )
    return body


def record_succession(
    *,
    by: Actor,
    predecessor: str,
    successor: str,
    kind: str,
    on: date | None = None,
    source_id: int | None = None,
) -> Succession:
    """Record that one organisation came after another.

    Refuses people.not_yours, people.unknown_key, people.self_succession and people.cyclic_succession.
    """
    check_may(by, Deed.MANAGE_PEOPLE, REGION)
    before, after = organisation(predecessor), organisation(successor)
    choice(kind, SuccessionKind, "kind")
    known = Succession.objects.filter(predecessor=before, successor=after).first()
    if known:
        return known
    with act("people.succession.recorded", by=by, predecessor=predecessor, successor=successor, on=on) as done:
        list(Organisation.objects.select_for_update().order_by("id"))  # two links at once could close a circle
        check_succession(predecessor=predecessor, successor=successor, links=succession_links())
        link = Succession.objects.create(predecessor=before, successor=after, kind=kind, on=on, source_id=source_id)
        done.about = link.uid
    return link
