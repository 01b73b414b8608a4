"""Writing the atlas: one function is one thing that somebody records. The plural ones bring in a list with one act."""

from kerege.atlas.actions.evidence import attach_document, withdraw_document
from kerege.atlas.actions.names import NameRow, record_name, record_names, rename, withdraw_name
from kerege.atlas.actions.places import PlaceRow, UnitRow, record_place, record_places, record_unit, record_units
from kerege.atlas.actions.projects import (
    add_participation,
    end_participation,
    record_project,
    record_project_region,
    record_project_text,
    record_term,
    tag_project,
)
from kerege.atlas.actions.sources import SourceRow, record_source, record_sources
from kerege.atlas.actions.standards import (
    cite_edition,
    delete_edition,
    end_citation,
    record_edition,
    record_standard,
    replace_edition,
    withdraw_edition,
)
from kerege.atlas.actions.territories import (
    TerritoryRow,
    add_membership,
    designate,
    end_designation,
    end_membership,
    record_region,
    record_territories,
    record_territory,
)
from kerege.atlas.rules import uid_of

__all__ = [
    "attach_document",
    "withdraw_document",
    "NameRow",
    "PlaceRow",
    "SourceRow",
    "TerritoryRow",
    "UnitRow",
    "add_membership",
    "add_participation",
    "cite_edition",
    "delete_edition",
    "designate",
    "end_citation",
    "end_designation",
    "end_membership",
    "end_participation",
    "record_edition",
    "record_name",
    "record_names",
    "record_place",
    "record_places",
    "record_project",
    "record_project_region",
    "record_project_text",
    "record_region",
    "record_source",
    "record_sources",
    "record_standard",
    "record_term",
    "record_territories",
    "record_territory",
    "record_unit",
    "record_units",
    "rename",
    "replace_edition",
    "tag_project",
    "uid_of",
    "withdraw_edition",
    "withdraw_name",
]
