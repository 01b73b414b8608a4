"""Reading the atlas. Everybody may read it; what changes with time takes `on`, what has a name takes `lang`.

A territory's name leaves as `Designated` and in no other shape.
"""

from kerege.atlas.queries.evidence import documents_of
from kerege.atlas.queries.naming import (
    designated,
    display_names,
    names_of,
    spellings_of,
    standing_notes,
)
from kerege.atlas.queries.places import (
    PlaceLine,
    UnitLine,
    middle_of,
    names_of_places,
    names_of_units,
    place,
    place_record,
    places,
    towns_near,
    unit,
    unit_lines,
    units,
)
from kerege.atlas.queries.projects import (
    Passage,
    ProjectPage,
    ProjectRegionLine,
    Tag,
    TermLine,
    project_keys,
    project_page,
    terms,
)
from kerege.atlas.queries.search import Hit, search_names
from kerege.atlas.queries.sources import SourceLine, source, source_lines
from kerege.atlas.queries.spellings import Gazetteer, gazetteer, local_names, territory_codes
from kerege.atlas.queries.standards import EditionLine, SupersededCitation, editions, superseded_citations
from kerege.atlas.queries.territories import (
    Participant,
    Partner,
    RegionLine,
    Relations,
    TerritoryLine,
    TerritoryRef,
    participants,
    partners,
    regions,
    relations,
    taking_part,
    territories,
    territory,
)
from kerege.atlas.rules import Designated

__all__ = [
    "documents_of",
    "Designated",
    "EditionLine",
    "Gazetteer",
    "Hit",
    "Participant",
    "Partner",
    "Passage",
    "PlaceLine",
    "ProjectPage",
    "ProjectRegionLine",
    "RegionLine",
    "Relations",
    "SourceLine",
    "SupersededCitation",
    "Tag",
    "TermLine",
    "TerritoryLine",
    "TerritoryRef",
    "UnitLine",
    "designated",
    "display_names",
    "editions",
    "gazetteer",
    "local_names",
    "middle_of",
    "towns_near",
    "names_of",
    "names_of_places",
    "names_of_units",
    "participants",
    "partners",
    "place",
    "place_record",
    "places",
    "project_keys",
    "project_page",
    "regions",
    "relations",
    "search_names",
    "source",
    "source_lines",
    "spellings_of",
    "standing_notes",
    "superseded_citations",
    "terms",
    "taking_part",
    "territories",
    "territory_codes",
    "territory",
    "unit",
    "unit_lines",
    "units",
]
