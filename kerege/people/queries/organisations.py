"""Organisations and which came after which."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kerege.atlas import queries as atlas
from kerege.lib.refusal import Refusal
from kerege.lib.text import fold
from kerege.people import words
from kerege.people.models import (
    Organisation,
    Succession,
)


@dataclass(frozen=True)
class OrganisationLine:
    """An organisation under the name it has on the day."""

    key: str
    uid: str
    kind: str
    name: str
    territory: str | None
    ended: bool


def organisations(*, on: date, lang: str, territory: str = "") -> list[OrganisationLine]:
    """Organisations by name, those that have ended by `on` last. Query count does not grow with their number."""
    rows = Organisation.objects.exclude(start__gt=on)
    if territory:
        rows = rows.filter(territory_id=territory)
    found = list(rows)
    names = atlas.names_of([o.uid for o in found], on=on, lang=lang)
    lines = [
        OrganisationLine(
            o.key,
            str(o.uid),
            o.kind,
            names.get(o.uid, o.key),
            o.territory_id,
            bool(o.end and o.end <= on),
        )
        for o in found
    ]
    return sorted(lines, key=lambda o: (o.ended, o.name))


def organisations_by_name(territory: str, *, on: date, langs: Iterable[str]) -> dict[str, str]:
    """The key of every organisation of a territory, by its name on the day in each language, folded, and by its key."""
    found = dict(Organisation.objects.filter(territory_id=territory).values_list("uid", "key"))
    told = {fold(key): key for key in found.values()}
    for lang in langs:
        told |= {fold(text): found[uid] for uid, text in atlas.names_of(list(found), on=on, lang=lang).items()}
    return told


def organisation(key: str) -> Organisation:
    """The organisation with this key, for actions of the rooms above; refuses people.unknown_key."""
    found = Organisation.objects.filter(key=key).first()
    if found is None:
        raise Refusal(words.UNKNOWN_KEY, field="organisation", what="organisation", key=key)
    return found


def organisation_keys(numbers: Iterable[int]) -> dict[int, str]:
    """The keys of organisations by their row number, for rooms that point to them."""
    return dict(Organisation.objects.filter(id__in=list(numbers)).values_list("id", "key"))


def succession_links() -> dict[str, list[str]]:
    """Every organisation's key with the keys of those that came after it."""
    links: dict[str, list[str]] = {}
    for before, after in Succession.objects.values_list("predecessor__key", "successor__key"):
        links.setdefault(before, []).append(after)
    return links
