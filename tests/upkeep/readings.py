"""What every indicator reads for every country, in a shape that does not change with the program.

Also run on its own, by the code of an older release (tools/release_fixture.py): it uses what every release has.
"""

import json
from datetime import date
from typing import Any

DAY = date(2026, 11, 23)


def readings() -> dict[str, Any]:
    """By reader, country and indicator: figures, claims and records. A country that is empty is the whole region."""
    from kerege.atlas import queries as atlas
    from kerege.people import queries as people
    from kerege.records.viewers import PUBLIC
    from kerege.sharing import queries as sharing

    focal = sharing.viewer_for(people.account("focal.point.kaz@example.org"), on=DAY, strong=True)
    countries = ["", *sorted(part.code for part in atlas.participants("P53", on=date.max))]
    return {
        name: {country: _of(viewer, country) for country in countries}
        for name, viewer in (("public", PUBLIC), ("focal_point_kaz", focal))
    }


def _of(viewer: Any, country: str) -> dict[str, Any]:
    from kerege.indicators import queries
    from kerege.indicators.rules import DEFINITIONS, Scope

    scope = Scope("P53", (country,) if country else ())
    found = {d.key: queries.reading(viewer, d.key, on=DAY, scope=scope, size=200) for d in DEFINITIONS}
    return {key: _plain(reading) for key, reading in found.items()}


def _plain(reading: Any) -> dict[str, Any]:
    evidence = reading.evidence
    return {
        "evidence": [str(evidence.state), evidence.low, evidence.high, evidence.of_low, evidence.of_high],
        "planned": reading.planned,
        "unknown": reading.unknown,
        "claims": [[c.key, c.value, c.qualifier] for c in (*reading.claims, *reading.country_claims)],
        "records": sorted([r.kind, r.key, r.uid, r.low, r.high] for r in reading.records),
        "total": reading.records_total,
    }


def as_bytes() -> bytes:
    """The readings as JSON that is the same for the same readings."""
    return json.dumps(readings(), sort_keys=True, ensure_ascii=False, indent=0, default=str).encode()


if __name__ == "__main__":
    import sys

    from kerege.config import sqlite

    sqlite.install()
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kerege.config.settings")
    import django

    django.setup()
    sys.stdout.buffer.write(as_bytes())
