from kerege.atlas.models.names import Designation, Name
from kerege.atlas.models.places import AdminUnit, Place
from kerege.atlas.models.projects import Project, ProjectParticipation, ProjectRegion, ProjectText
from kerege.atlas.models.sources import Source
from kerege.atlas.models.standards import Standard, StandardCitation, StandardEdition
from kerege.atlas.models.taxonomy import ProjectTerm, Term
from kerege.atlas.models.territories import Region, RegionMembership, Territory

__all__ = [
    "AdminUnit",
    "Designation",
    "Name",
    "Place",
    "Project",
    "ProjectParticipation",
    "ProjectRegion",
    "ProjectTerm",
    "ProjectText",
    "Region",
    "RegionMembership",
    "Source",
    "Standard",
    "StandardCitation",
    "StandardEdition",
    "Term",
    "Territory",
]
