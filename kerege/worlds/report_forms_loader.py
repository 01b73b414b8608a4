"""Forms of international reports as files: a passport and a table of fields, published through the room's action."""

from pathlib import Path
from typing import Any

from kerege.law.actions.forms import publish_form
from kerege.people.rules import Actor
from kerege.worlds import released

HERE = Path(__file__).resolve().parent / "report_forms"
PASSPORT = ("version", "published_on")


def load_report_forms(*, by: Actor) -> int:
    """Publish every form of this release; how many there are. What is there already stays as it is.

    Refuses what law.actions.forms.publish_form refuses.
    """
    folders = released.folders(HERE)
    for folder in folders:
        told = released.told(folder / "form.toml")
        publish_form(by=by, **{name: told[name] for name in PASSPORT}, content=content(folder))
    return len(folders)


def content(folder: Path) -> dict[str, Any]:
    """The form of a folder, as law.rules.forms.template reads it."""
    told = {name: value for name, value in released.told(folder / "form.toml").items() if name not in PASSPORT}
    return told | {"fields": [_field(row, told["languages"]) for row in released.rows(folder / "fields.csv")]}


def _field(row: dict[str, str], languages: list[str]) -> dict[str, Any]:
    select = (part.partition("=") for part in row["select"].split("|") if part)
    return {
        **{name: row[name] for name in ("key", "section", "type", "fed_by")},
        "obligations": row["obligations"].split(),
        "near": row["near"].split(),
        "select": {name: value for name, _is, value in select},
        "mandatory": row["mandatory"] == "yes",
        "provisional": row["provisional"] == "yes",
        "label": {lang: row[f"label_{lang}"] for lang in languages},
    }
