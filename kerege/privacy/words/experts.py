"""The words of the regional list of experts: what somebody may show, and the coded vocabularies for it.

Codes stay for ever: files, programs and other nodes hold them. Expertise is about how work is done safely; none of it
names an agent.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from kerege.lib.refusal import N_, RefusalWord


class Shown(StrEnum):
    """What somebody may show of themselves. Each is chosen by itself, for whom and until when."""

    NAME = "name"
    ORGANISATION = "organisation"
    EXPERTISE = "expertise"
    ROLES = "roles"
    TEACHING = "teaching"
    LANGUAGES = "languages"
    PLACE = "place"
    RESERVE = "reserve"
    CENTRES = "centres"
    TOPICS = "topics"
    CONTACT = "contact"


SHOWN = {
    Shown.NAME: N_("Name"),
    Shown.ORGANISATION: N_("Organisation"),
    Shown.EXPERTISE: N_("Fields of expertise"),
    Shown.ROLES: N_("Roles"),
    Shown.TEACHING: N_("Languages of teaching"),
    Shown.LANGUAGES: N_("Working languages"),
    Shown.PLACE: N_("Town or region"),
    Shown.RESERVE: N_("Available for the reserve"),
    Shown.CENTRES: N_("Training centres"),
    Shown.TOPICS: N_("What they can be asked about"),
    Shown.CONTACT: N_("Contact at work"),
}


class Expertise(StrEnum):
    """Fields of biosafety and biosecurity in which somebody can teach, advise or look."""

    MANAGEMENT = "management"
    RISK_ASSESSMENT = "risk_assessment"
    GOOD_PRACTICE = "good_practice"
    CABINETS = "cabinets"
    PPE = "ppe"
    DECONTAMINATION = "decontamination"
    WASTE = "waste"
    TRANSPORT = "transport"
    SPILL_RESPONSE = "spill_response"
    ENGINEERING = "engineering"
    ANIMAL_FACILITIES = "animal_facilities"
    FIELD_WORK = "field_work"
    OCCUPATIONAL_HEALTH = "occupational_health"
    BIOSECURITY = "biosecurity"
    DUAL_USE = "dual_use"
    LABORATORY_QUALITY = "laboratory_quality"
    LAW = "law"
    EXERCISES = "exercises"
    TEACHING = "teaching"


EXPERTISE = {
    Expertise.MANAGEMENT: N_("Biorisk management"),
    Expertise.RISK_ASSESSMENT: N_("Risk assessment"),
    Expertise.GOOD_PRACTICE: N_("Good microbiological practice"),
    Expertise.CABINETS: N_("Biosafety cabinets"),
    Expertise.PPE: N_("Protective equipment"),
    Expertise.DECONTAMINATION: N_("Disinfection and sterilisation"),
    Expertise.WASTE: N_("Laboratory waste"),
    Expertise.TRANSPORT: N_("Packing and transport of samples"),
    Expertise.SPILL_RESPONSE: N_("Spills and accidents in the laboratory"),
    Expertise.ENGINEERING: N_("Design and maintenance of laboratories"),
    Expertise.ANIMAL_FACILITIES: N_("Work with laboratory animals"),
    Expertise.FIELD_WORK: N_("Work in the field"),
    Expertise.OCCUPATIONAL_HEALTH: N_("Health of laboratory workers"),
    Expertise.BIOSECURITY: N_("Biosecurity"),
    Expertise.DUAL_USE: N_("Dual use and responsible conduct"),
    Expertise.LABORATORY_QUALITY: N_("Laboratory quality"),
    Expertise.LAW: N_("Law and oversight"),
    Expertise.EXERCISES: N_("Exercises"),
    Expertise.TEACHING: N_("Training of trainers"),
}


class ExpertRole(StrEnum):
    """As what somebody can come."""

    TRAINER = "trainer"
    OBSERVER = "observer"
    MENTOR = "mentor"
    ASSESSOR = "assessor"
    CABINET_TESTER = "cabinet_tester"


EXPERT_ROLES = {
    ExpertRole.TRAINER: N_("Trainer of others"),
    ExpertRole.OBSERVER: N_("Observer of courses"),
    ExpertRole.MENTOR: N_("Mentor"),
    ExpertRole.ASSESSOR: N_("Assessor of laboratories"),
    ExpertRole.CABINET_TESTER: N_("Tester of cabinets"),
}


class Reserve(StrEnum):
    """How soon somebody could come when many are needed at once."""

    AT_ONCE = "at_once"
    WITHIN_A_WEEK = "within_a_week"
    WITHIN_A_MONTH = "within_a_month"
    FROM_AFAR = "from_afar"


RESERVES = {
    Reserve.AT_ONCE: N_("Within two days"),
    Reserve.WITHIN_A_WEEK: N_("Within a week"),
    Reserve.WITHIN_A_MONTH: N_("Within a month"),
    Reserve.FROM_AFAR: N_("From afar only: by telephone or screen"),
}

VOCABULARIES: Mapping[Shown, Mapping[Any, str]] = {
    Shown.EXPERTISE: EXPERTISE,
    Shown.ROLES: EXPERT_ROLES,
    Shown.RESERVE: RESERVES,
}
"""The fields that hold codes, with what each code is called."""

UNKNOWN_CODE = RefusalWord(
    "privacy.unknown_code",
    N_("“%(code)s” is not a code of “%(scheme)s”. The codes are: %(known)s."),
)
TOO_OPEN = RefusalWord(
    "privacy.too_open",
    N_("An entry is for regional partners or for people of the own country. Choose one of these two."),
)
FIELD_TOO_LONG = RefusalWord(
    "privacy.field_too_long",
    N_("Choose a day between tomorrow and %(latest)s, or leave it empty: the day of the whole entry holds then."),
)
NOT_A_CONTACT = RefusalWord(
    "privacy.not_a_contact",
    N_("“%(value)s” is neither a telephone number nor a mail address. Give one of the two, from work."),
)
