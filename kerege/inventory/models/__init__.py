from kerege.inventory.models.detail import Accreditation, Containment, FacilityUnit, Proficiency
from kerege.inventory.models.facility import (
    Facility,
    FacilityAddress,
    FacilityChange,
    FacilityContacts,
    FacilityName,
    FacilityPosition,
    FacilitySource,
    FacilityStaff,
)
from kerege.inventory.models.findable import Findable
from kerege.inventory.models.handover import Handover, HandoverSource, HandoverValue

__all__ = [
    "Accreditation",
    "Containment",
    "Facility",
    "FacilityAddress",
    "FacilityChange",
    "FacilityContacts",
    "FacilityName",
    "FacilityPosition",
    "FacilitySource",
    "FacilityStaff",
    "FacilityUnit",
    "Findable",
    "Handover",
    "HandoverSource",
    "HandoverValue",
    "Proficiency",
]
