"""The catalogue of obligations and the table of parties, published through the actions of `law` on every node."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pycountry

from kerege.law import actions as law
from kerege.law.rules.release import FILES, Release, check_release, number_of
from kerege.law.rules.release_table import Fault
from kerege.law.rules.statuses import FILE as STATUSES
from kerege.law.rules.statuses import Exists, check_statuses
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor
from kerege.worlds import reference_loader, released, words

HERE = Path(__file__).resolve().parent / "catalogue"
PASSPORT = "release.toml"


@dataclass(frozen=True)
class Checked:
    """What a folder holds, and everything that is wrong with it."""

    version: str
    sha256: str
    obligations: int
    provisional: int
    statuses: int
    faults: list[Fault]


def load_catalogue(*, by: Actor, folder: Path = HERE) -> str:
    """Publish the release of a folder and bring in its statuses. Refuses worlds.bad_passport, and what the actions of
    `law` refuse.
    """
    told = passport(folder)
    release = law.publish_release(
        by=by,
        version=told["version"],
        published_on=told["published_on"],
        changelog=told["changelog"],
        tables=tables(folder),
    )
    new = law.bring_statuses(by=by, data=_statuses(folder), known_from=told["statuses_known_on"])
    return f"release {release.version}, {new} statuses of parties"


def check_folder(folder: Path) -> Checked:
    """Every fault of a release and of its statuses, without a node. Refuses worlds.bad_passport."""
    told = passport(folder)
    number_of(told["version"])
    release = check_release(tables(folder))
    known = {land.alpha_3 for land in pycountry.countries}
    known |= {row["code"] for row in reference_loader.table("territories.csv")}
    sheet = check_statuses(
        _statuses(folder), versions=_exists(release), territories=known, today=told["statuses_known_on"]
    )
    faults = [*release.faults, *sheet.faults]
    return Checked(
        told["version"], release.sha256, len(release.obligations), release.provisional, len(sheet.rows), faults
    )


def passport(folder: Path) -> Mapping[str, Any]:
    """What release.toml says. Refuses worlds.bad_passport."""
    try:
        told = released.told(folder / PASSPORT)
        days = [told["published_on"], told["statuses_known_on"]]
        if not all(type(day) is date for day in days) or not isinstance(told["changelog"], dict):
            raise ValueError("days are written without quotes, and the changelog is a table")
        return told | {"version": str(told["version"])}
    except (ValueError, KeyError, OSError) as fault:
        raise Refusal(words.BAD_PASSPORT, reason=str(fault)) from None


def tables(folder: Path) -> dict[str, bytes]:
    """The tables that the folder has; what is missing is told by whoever reads them."""
    return {file: (folder / file).read_bytes() for file in FILES if (folder / file).is_file()}


def _statuses(folder: Path) -> bytes:
    return (folder / STATUSES).read_bytes() if (folder / STATUSES).is_file() else b""


def _exists(release: Release) -> dict[str, Exists]:
    about = {row["key"]: row for row in release.instruments}
    found = {}
    for row in release.versions:
        days = [row["adopted_on"], about.get(row["instrument"], {}).get("opened_on", "")]
        title = about.get(row["instrument"], {}).get("name_en", row["instrument"])
        found[row["key"]] = Exists(title, min((date.fromisoformat(d) for d in days if d), default=None))
    return found
