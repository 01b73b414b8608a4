"""The library of the example world: texts of our own, in editions and two languages, each with its file or address."""

from datetime import date
from pathlib import Path
from typing import Any

from kerege.files.rules import received
from kerege.lib.sensitivity import Sensitivity
from kerege.outreach import actions as outreach
from kerege.people.rules import Actor

TEXTS = Path(__file__).resolve().parent / "library"


def edition(
    *,
    by: Actor,
    key: str,
    owner: str,
    kind: str,
    topics: list[str],
    on: date,
    synthetic: bool,
    label: Sensitivity | None = None,
    file: str = "",
    **told: Any,
) -> None:
    """An edition of the resource with this key, in the library since a day; the first one brings the resource along.
    The other columns are what outreach.ToldEdition says of an edition.
    """
    outreach.publish_resource(
        by=by,
        owner=owner,
        key=key,
        kind=kind,
        topics=topics,
        first=outreach.ToldEdition(**told),
        label=Sensitivity.PUBLIC if label is None else label,
        received=received(file, [(TEXTS / file).read_bytes()]) if file else None,
        synthetic=synthetic,
        today=on,
    )
