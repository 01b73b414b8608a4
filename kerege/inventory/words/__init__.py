"""The words of the inventory: what facilities are, can do and claim, in coded vocabularies.

Codes stay for ever: spreadsheets, exports and other nodes hold them. There is no word for a pathogen, a strain, a
quantity, a storage place or a guard, and none will be added.
"""

from enum import IntEnum, StrEnum

from kerege.lib.refusal import N_


class Status(StrEnum):
    HELD = "held"
    PLANNED = "planned"
    UNKNOWN = "unknown"


STATUSES = {
    Status.HELD: N_("Handed over"),
    Status.PLANNED: N_("Planned"),
    Status.UNKNOWN: N_("Not known whether it was handed over"),
}


class Sector(StrEnum):
    """For what a facility works; one may work for several."""

    HUMAN = "human"
    ANIMAL = "animal"
    PLANT = "plant"
    FOOD = "food"
    ENVIRONMENT = "environment"
    BORDER = "border"
    EDUCATION = "education"
    RESPONSE = "response"


SECTORS = {
    Sector.HUMAN: N_("Human health"),
    Sector.ANIMAL: N_("Animal health"),
    Sector.PLANT: N_("Plant health"),
    Sector.FOOD: N_("Food safety"),
    Sector.ENVIRONMENT: N_("Environment"),
    Sector.BORDER: N_("Border control"),
    Sector.EDUCATION: N_("Education"),
    Sector.RESPONSE: N_("Emergency response"),
}


class Ownership(StrEnum):
    """Who runs it. What is military is nobody's business here: it is NOT_RECORDED."""

    PUBLIC = "public"
    PRIVATE = "private"
    UNIVERSITY = "university"
    NOT_RECORDED = "not_recorded"


OWNERSHIPS = {
    Ownership.PUBLIC: N_("Public body"),
    Ownership.PRIVATE: N_("Private body"),
    Ownership.UNIVERSITY: N_("University"),
    Ownership.NOT_RECORDED: N_("Not recorded"),
}


class FacilityKind(StrEnum):
    REFERENCE_LABORATORY = "reference_laboratory"
    REGIONAL_LABORATORY = "regional_laboratory"
    DISTRICT_LABORATORY = "district_laboratory"
    UNIVERSITY_LABORATORY = "university_laboratory"
    HOSPITAL_LABORATORY = "hospital_laboratory"
    TRAINING_CENTRE = "training_centre"
    FIELD_STATION = "field_station"
    MOBILE_LABORATORY = "mobile_laboratory"
    BORDER_POST = "border_post"
    OTHER = "other"


FACILITY_KINDS = {
    FacilityKind.REFERENCE_LABORATORY: N_("National reference laboratory"),
    FacilityKind.REGIONAL_LABORATORY: N_("Regional laboratory"),
    FacilityKind.DISTRICT_LABORATORY: N_("District laboratory"),
    FacilityKind.UNIVERSITY_LABORATORY: N_("University laboratory"),
    FacilityKind.HOSPITAL_LABORATORY: N_("Hospital laboratory"),
    FacilityKind.TRAINING_CENTRE: N_("Training centre"),
    FacilityKind.FIELD_STATION: N_("Field station"),
    FacilityKind.MOBILE_LABORATORY: N_("Mobile laboratory"),
    FacilityKind.BORDER_POST: N_("Border post"),
    FacilityKind.OTHER: N_("Other facility"),
}


class Standing(StrEnum):
    PLANNED = "planned"
    OPERATIONAL = "operational"
    SUSPENDED = "suspended"
    CLOSED = "closed"


STANDINGS = {
    Standing.PLANNED: N_("Planned"),
    Standing.OPERATIONAL: N_("In operation"),
    Standing.SUSPENDED: N_("Out of operation for a time"),
    Standing.CLOSED: N_("Closed"),
}


class Capability(StrEnum):
    """What a facility can do for others: the coded answer to “who in the region can …”."""

    DIAGNOSTIC = "diagnostic"
    TRAINING = "training"
    REPAIR = "repair"
    TRANSPORT = "transport"
    DISPOSAL = "disposal"
    MOBILE_LABORATORY = "mobile_laboratory"
    REFERENCE = "reference"


CAPABILITIES = {
    Capability.DIAGNOSTIC: N_("Diagnostic testing"),
    Capability.TRAINING: N_("Training"),
    Capability.REPAIR: N_("Repair and certification of equipment"),
    Capability.TRANSPORT: N_("Transport of samples"),
    Capability.DISPOSAL: N_("Treatment and disposal of waste"),
    Capability.MOBILE_LABORATORY: N_("Mobile laboratory"),
    Capability.REFERENCE: N_("Reference testing"),
}


class Function(StrEnum):
    """What is done there from day to day."""

    SURVEILLANCE = "surveillance"
    CLINICAL_TESTING = "clinical_testing"
    VETERINARY_TESTING = "veterinary_testing"
    PLANT_TESTING = "plant_testing"
    FOOD_TESTING = "food_testing"
    ENVIRONMENTAL_TESTING = "environmental_testing"
    CONFIRMATION = "confirmation"
    OUTBREAK_RESPONSE = "outbreak_response"
    PROFICIENCY_TESTING = "proficiency_testing"
    RESEARCH = "research"
    TEACHING = "teaching"
    INSPECTION = "inspection"


FUNCTIONS = {
    Function.SURVEILLANCE: N_("Surveillance"),
    Function.CLINICAL_TESTING: N_("Clinical testing"),
    Function.VETERINARY_TESTING: N_("Veterinary testing"),
    Function.PLANT_TESTING: N_("Testing of plants"),
    Function.FOOD_TESTING: N_("Testing of food"),
    Function.ENVIRONMENTAL_TESTING: N_("Testing of the environment"),
    Function.CONFIRMATION: N_("Confirmation for other laboratories"),
    Function.OUTBREAK_RESPONSE: N_("Response to outbreaks"),
    Function.PROFICIENCY_TESTING: N_("Provider of proficiency tests"),
    Function.RESEARCH: N_("Research"),
    Function.TEACHING: N_("Teaching"),
    Function.INSPECTION: N_("Inspection at the border or on site"),
}


class Proof(StrEnum):
    """How far something can be relied on. EXPIRED is never recorded: it is what a proof becomes."""

    DECLARED = "declared"
    DOCUMENTED = "documented"
    VERIFIED_ON_SITE = "verified_on_site"
    EXPIRED = "expired"


PROOFS = {
    Proof.DECLARED: N_("Declared by the facility"),
    Proof.DOCUMENTED: N_("Shown by documents"),
    Proof.VERIFIED_ON_SITE: N_("Verified on site"),
    Proof.EXPIRED: N_("Proof has expired"),
}


class ContainmentScheme(StrEnum):
    """By which scheme a level is named. In GROUPS the numbers run the other way: group I is the most dangerous."""

    BIOSAFETY = "biosafety"
    ANIMAL = "animal"
    PLANT = "plant"
    EU = "eu"
    GROUPS = "groups"


CONTAINMENT_SCHEMES = {
    ContainmentScheme.BIOSAFETY: N_("Biosafety level (BSL)"),
    ContainmentScheme.ANIMAL: N_("Animal biosafety level (ABSL)"),
    ContainmentScheme.PLANT: N_("Plant biosafety level (BSL-P)"),
    ContainmentScheme.EU: N_("Containment level of Directive 2000/54/EC"),
    ContainmentScheme.GROUPS: N_("Permit for pathogenicity groups (national scheme)"),
}


class Level(IntEnum):
    """A containment level, or in ContainmentScheme.GROUPS the most dangerous group that is permitted."""

    ONE = 1
    TWO = 2
    THREE = 3
    FOUR = 4


class StaffRole(StrEnum):
    """Staff is counted by role and never named here."""

    LABORATORY_HEAD = "laboratory_head"
    BIOSAFETY_OFFICER = "biosafety_officer"
    QUALITY_MANAGER = "quality_manager"
    SPECIALIST = "specialist"
    TECHNICIAN = "technician"
    TRAINER = "trainer"
    ENGINEER = "engineer"
    WASTE_HANDLER = "waste_handler"
    SUPPORT = "support"


STAFF_ROLES = {
    StaffRole.LABORATORY_HEAD: N_("Heads of laboratory"),
    StaffRole.BIOSAFETY_OFFICER: N_("Biosafety officers"),
    StaffRole.QUALITY_MANAGER: N_("Quality managers"),
    StaffRole.SPECIALIST: N_("Specialists"),
    StaffRole.TECHNICIAN: N_("Technicians"),
    StaffRole.TRAINER: N_("Trainers"),
    StaffRole.ENGINEER: N_("Engineers and service technicians"),
    StaffRole.WASTE_HANDLER: N_("Waste handlers"),
    StaffRole.SUPPORT: N_("Support staff"),
}


class ContactFunction(StrEnum):
    """For what somebody calls or writes. Contacts are of functions, never of persons."""

    GENERAL = "general"
    BIOSAFETY = "biosafety"
    QUALITY = "quality"
    TRAINING = "training"
    SAMPLES = "samples"
    EMERGENCY = "emergency"


CONTACT_FUNCTIONS = {
    ContactFunction.GENERAL: N_("General enquiries"),
    ContactFunction.BIOSAFETY: N_("Biosafety"),
    ContactFunction.QUALITY: N_("Quality"),
    ContactFunction.TRAINING: N_("Training"),
    ContactFunction.SAMPLES: N_("Reception of samples"),
    ContactFunction.EMERGENCY: N_("Emergencies, day and night"),
}


class Waste(StrEnum):
    AUTOCLAVE = "autoclave"
    INCINERATOR = "incinerator"
    CHEMICAL = "chemical"
    CONTRACTOR = "contractor"
    NEIGHBOUR = "neighbour"


WASTE = {
    Waste.AUTOCLAVE: N_("Autoclaved on site"),
    Waste.INCINERATOR: N_("Incinerated on site"),
    Waste.CHEMICAL: N_("Disinfected on site"),
    Waste.CONTRACTOR: N_("Collected by a licensed company"),
    Waste.NEIGHBOUR: N_("Treated by another facility"),
}


class Transport(StrEnum):
    OWN_VEHICLE = "own_vehicle"
    COURIER = "courier"
    POST = "post"
    RECEIVES = "receives"
    SHIPS_ABROAD = "ships_abroad"


TRANSPORT = {
    Transport.OWN_VEHICLE: N_("Own vehicle"),
    Transport.COURIER: N_("Courier"),
    Transport.POST: N_("Post or rail"),
    Transport.RECEIVES: N_("Receives samples from other facilities"),
    Transport.SHIPS_ABROAD: N_("Sends samples abroad"),
}


class AccreditationScheme(StrEnum):
    ISO_15189 = "iso_15189"
    ISO_17025 = "iso_17025"
    ISO_17020 = "iso_17020"
    ISO_17043 = "iso_17043"
    ISO_9001 = "iso_9001"
    ISO_35001 = "iso_35001"
    NATIONAL = "national"
    OTHER = "other"


ACCREDITATION_SCHEMES = {
    AccreditationScheme.ISO_15189: N_("ISO 15189, medical laboratories"),
    AccreditationScheme.ISO_17025: N_("ISO/IEC 17025, testing and calibration laboratories"),
    AccreditationScheme.ISO_17020: N_("ISO/IEC 17020, inspection"),
    AccreditationScheme.ISO_17043: N_("ISO/IEC 17043, proficiency testing"),
    AccreditationScheme.ISO_9001: N_("ISO 9001, quality management"),
    AccreditationScheme.ISO_35001: N_("ISO 35001, biorisk management"),
    AccreditationScheme.NATIONAL: N_("National scheme"),
    AccreditationScheme.OTHER: N_("Other scheme"),
}


class RoundResult(StrEnum):
    PENDING = "pending"
    SATISFACTORY = "satisfactory"
    QUESTIONABLE = "questionable"
    UNSATISFACTORY = "unsatisfactory"


ROUND_RESULTS = {
    RoundResult.PENDING: N_("Result to come"),
    RoundResult.SATISFACTORY: N_("Satisfactory"),
    RoundResult.QUESTIONABLE: N_("Questionable"),
    RoundResult.UNSATISFACTORY: N_("Unsatisfactory"),
}


class ShownAt(StrEnum):
    """How exactly everybody who may see the record sees where it is. The exact position has a label of its own."""

    CELL = "cell"
    PLACE = "place"
    UNIT = "unit"
    TERRITORY = "territory"


SHOWN_AT = {
    ShownAt.CELL: N_("Within about ten kilometres"),
    ShownAt.PLACE: N_("The town"),
    ShownAt.UNIT: N_("The region or province"),
    ShownAt.TERRITORY: N_("The country"),
}


class NameKind(StrEnum):
    PREFERRED = "preferred"
    SHORT = "short"
    FORMER = "former"


NAME_KINDS = {
    NameKind.PREFERRED: N_("Name"),
    NameKind.SHORT: N_("Short name"),
    NameKind.FORMER: N_("Former name"),
}


class Doubt(StrEnum):
    """What is wrong, or may be wrong, with a position."""

    UNREADABLE = "unreadable"
    OUT_OF_RANGE = "out_of_range"
    ZERO = "zero"
    SWAPPED = "swapped"
    ELSEWHERE = "elsewhere"
    ON_CENTROID = "on_centroid"
    FAR_FROM_PLACE = "far_from_place"
    ROUGH = "rough"


DOUBTS = {
    Doubt.UNREADABLE: N_("The coordinates cannot be read."),
    Doubt.OUT_OF_RANGE: N_("The coordinates are not on Earth."),
    Doubt.ZERO: N_("The coordinates are 0, 0, which stands for none."),
    Doubt.SWAPPED: N_("Latitude and longitude seem to be exchanged."),
    Doubt.ELSEWHERE: N_("The coordinates lie in another country."),
    Doubt.ON_CENTROID: N_("The coordinates are the middle of the country or region, not of a facility."),
    Doubt.FAR_FROM_PLACE: N_("The coordinates are far from the town that is named."),
    Doubt.ROUGH: N_("The coordinates are rounded to several kilometres."),
}
