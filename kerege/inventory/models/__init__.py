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
from kerege.inventory.models.function import (
    Association,
    AssociationSource,
    ReferenceFunction,
    ReferenceFunctionSource,
)
from kerege.inventory.models.handover import Handover, HandoverSource, HandoverValue
from kerege.inventory.models.helping import Enquiry, HelpRequest, Offer
from kerege.inventory.models.importing import ImportRow, ImportRowBefore, SenderColumns, SheetImport
from kerege.inventory.models.item import Item, ItemCertificate, ItemEvent, ItemSerial, Tester
from kerege.inventory.models.lot import Lot, LotMovement, LotSource, Plan, PlanAgreement, PlanShare
from kerege.inventory.models.saved import SavedSearch
from kerege.inventory.models.sums import Cluster, Tally
from kerege.inventory.models.training import (
    CentreAccreditation,
    RoomBooking,
    RoomRequest,
    TrainingCentre,
    TrainingRoom,
)
from kerege.inventory.models.travel import TravelTime

__all__ = [
    "Enquiry",
    "HelpRequest",
    "Offer",
    "SavedSearch",
    "Cluster",
    "Tally",
    "TravelTime",
    "Item",
    "ItemCertificate",
    "ItemEvent",
    "ItemSerial",
    "Tester",
    "Lot",
    "LotMovement",
    "LotSource",
    "Plan",
    "PlanAgreement",
    "PlanShare",
    "Accreditation",
    "Association",
    "AssociationSource",
    "CentreAccreditation",
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
    "ImportRow",
    "ImportRowBefore",
    "Proficiency",
    "ReferenceFunction",
    "ReferenceFunctionSource",
    "RoomBooking",
    "RoomRequest",
    "SenderColumns",
    "SheetImport",
    "TrainingCentre",
    "TrainingRoom",
]
