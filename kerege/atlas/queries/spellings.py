"""The names of a territory's units and towns, language by language."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from kerege.atlas.models import AdminUnit, Name, Place
from kerege.atlas.words import ATLAS, NameKind
from kerege.lib.periods import Period
from kerege.records.keeping import kept_until_written


def local_names(territory: str, *, langs: Collection[str], on: date) -> dict[str, dict[str, str]]:
    """Of every unit (by code) and town (by key) its preferred name on the day in each of the languages that has one.

    No language stands in for another here: what is missing has no name in it.
    """
    asked = f"atlas.local_names {territory} {sorted(langs)} {on}"
    return kept_until_written(asked, lambda: _local_names(territory, langs, on), by=ATLAS)


def _local_names(territory: str, langs: Collection[str], on: date) -> dict[str, dict[str, str]]:
    keys: dict[UUID, str] = dict(AdminUnit.objects.filter(territory_id=territory).values_list("uid", "code"))
    keys |= dict(Place.objects.filter(territory_id=territory).values_list("uid", "key"))
    rows = Name.objects.filter(subject_uid__in=list(keys), lang__in=list(langs), kind=NameKind.PREFERRED)
    found: dict[str, dict[str, str]] = {}
    for uid, lang, text, start, end in rows.values_list("subject_uid", "lang", "text", "start", "end"):
        if Period(start, end).holds(on):
            found.setdefault(keys[uid], {})[lang] = text
    return found
