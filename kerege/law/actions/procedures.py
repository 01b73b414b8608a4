"""Procedures of drafting, as country packs bring them in."""

from collections.abc import Mapping, Sequence
from typing import Any

from kerege.atlas import queries as atlas
from kerege.journal.rules import checking
from kerege.law.models import Procedure
from kerege.law.rules.drafting import DEFAULT, read_steps, written
from kerege.law.words.measures import MeasureKind
from kerege.lib.text import clean_line
from kerege.people.rules import Actor, check_may, choice
from kerege.people.words import Deed
from kerege.records.recording import plain_key, record_once


def record_procedure(
    *,
    by: Actor,
    territory: str,
    key: str,
    version: str,
    kinds: Sequence[str],
    names: Mapping[str, str],
    steps: Sequence[Mapping[str, Any]],
    source: str = "",
) -> Procedure:
    """Record how drafts of these kinds of acts go their way in a country. The same again changes nothing; another way
    takes another version.

    Refuses people.not_yours, people.unknown_choice, atlas.unknown_code, law.bad_procedure, records.bad_key,
    records.key_taken and text.*.
    """
    check_may(by, Deed.RECORD_LAW, territory)
    place = atlas.territory(territory)
    return record_once(
        Procedure,
        word="law.procedure.recorded",
        by=by,
        owner=place.code,
        where={"territory_id": place.code, "key": plain_key(key), "version": plain_key(version)},
        content={
            "kinds": [choice(kind, MeasureKind, "kinds") for kind in kinds],
            "names": {lang: clean_line(text, field="names") for lang, text in names.items()},
            "source": clean_line(source, field="source", max_length=300) if source else "",
            "steps": written(read_steps(key, steps)),
        },
    )


def _procedure_for(owner: str, kind: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What a task of this kind of act follows in a country: the newest of its packs, else the plain way."""
    with checking():
        for row in Procedure.objects.filter(territory_id=owner).order_by("-id"):
            if kind in row.kinds:
                return {"key": row.key, "version": row.version, "names": row.names, "source": row.source}, row.steps
    return {}, written(DEFAULT)
