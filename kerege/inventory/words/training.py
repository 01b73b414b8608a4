"""The words of training providers, associations and reference functions, and what is refused there.

Reference functions are named by the work that is done for others, never by an agent.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from kerege.lib.refusal import N_, RefusalWord


class RoomEquipment(StrEnum):
    """What a room for teaching has. Nothing that guards it is one of them."""

    SCREEN = "screen"
    COMPUTERS = "computers"
    INTERNET = "internet"
    INTERPRETATION = "interpretation"
    RECORDING = "recording"
    BENCHES = "benches"
    CABINET = "cabinet"
    MICROSCOPES = "microscopes"
    DRESSING = "dressing"
    SPILL_KIT = "spill_kit"
    AUTOCLAVE = "autoclave"


ROOM_EQUIPMENT = {
    RoomEquipment.SCREEN: N_("Projector or screen"),
    RoomEquipment.COMPUTERS: N_("Computers for participants"),
    RoomEquipment.INTERNET: N_("Internet"),
    RoomEquipment.INTERPRETATION: N_("Simultaneous interpretation"),
    RoomEquipment.RECORDING: N_("Camera and recording"),
    RoomEquipment.BENCHES: N_("Work benches with water"),
    RoomEquipment.CABINET: N_("Cabinet for practice"),
    RoomEquipment.MICROSCOPES: N_("Microscopes"),
    RoomEquipment.DRESSING: N_("Protective clothing for practice"),
    RoomEquipment.SPILL_KIT: N_("Spill kit for practice"),
    RoomEquipment.AUTOCLAVE: N_("Autoclave for practice"),
}


class RoomAccess(StrEnum):
    """Who can come into a room and follow there."""

    STEP_FREE = "step_free"
    LIFT = "lift"
    TOILET = "toilet"
    HEARING_LOOP = "hearing_loop"
    LARGE_PRINT = "large_print"


ROOM_ACCESS = {
    RoomAccess.STEP_FREE: N_("Reached without steps"),
    RoomAccess.LIFT: N_("Reached by a lift"),
    RoomAccess.TOILET: N_("Toilet for wheelchair users"),
    RoomAccess.HEARING_LOOP: N_("Hearing loop"),
    RoomAccess.LARGE_PRINT: N_("Material in large print"),
}


class ReferenceArea(StrEnum):
    """For which work a laboratory or body is the reference of a country or of the region."""

    HUMAN_CONFIRMATION = "human_confirmation"
    ANIMAL_CONFIRMATION = "animal_confirmation"
    PLANT_CONFIRMATION = "plant_confirmation"
    FOOD_TESTING = "food_testing"
    WATER_TESTING = "water_testing"
    SEROLOGY = "serology"
    MOLECULAR_METHODS = "molecular_methods"
    SEQUENCING = "sequencing"
    MICROSCOPY = "microscopy"
    RESISTANCE_TESTING = "resistance_testing"
    PROFICIENCY_TESTING = "proficiency_testing"
    EQUIPMENT_TESTING = "equipment_testing"
    SAMPLE_TRANSPORT = "sample_transport"
    BIOSAFETY_TRAINING = "biosafety_training"
    FIELD_RESPONSE = "field_response"


REFERENCE_AREAS = {
    ReferenceArea.HUMAN_CONFIRMATION: N_("Confirmation of tests in human health"),
    ReferenceArea.ANIMAL_CONFIRMATION: N_("Confirmation of tests in animal health"),
    ReferenceArea.PLANT_CONFIRMATION: N_("Confirmation of tests in plant health"),
    ReferenceArea.FOOD_TESTING: N_("Reference testing of food"),
    ReferenceArea.WATER_TESTING: N_("Reference testing of water"),
    ReferenceArea.SEROLOGY: N_("Serology"),
    ReferenceArea.MOLECULAR_METHODS: N_("Molecular methods"),
    ReferenceArea.SEQUENCING: N_("Sequencing"),
    ReferenceArea.MICROSCOPY: N_("Microscopy"),
    ReferenceArea.RESISTANCE_TESTING: N_("Testing of resistance to medicines"),
    ReferenceArea.PROFICIENCY_TESTING: N_("Proficiency tests for other laboratories"),
    ReferenceArea.EQUIPMENT_TESTING: N_("Testing of cabinets and autoclaves"),
    ReferenceArea.SAMPLE_TRANSPORT: N_("Organisation of the transport of samples"),
    ReferenceArea.BIOSAFETY_TRAINING: N_("National training in biosafety"),
    ReferenceArea.FIELD_RESPONSE: N_("Mobile laboratories and work in the field"),
}


class RequestState(StrEnum):
    """What became of a request for a room."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


REQUEST_STATES = {
    RequestState.ASKED: N_("asked for"),
    RequestState.GRANTED: N_("booked by its centre"),
    RequestState.REFUSED: N_("refused by its centre"),
    RequestState.WITHDRAWN: N_("given back"),
}


class Reach(StrEnum):
    NATIONAL = "national"
    REGIONAL = "regional"


REACHES = {Reach.NATIONAL: N_("For the country"), Reach.REGIONAL: N_("For the region")}

CENTRE_VOCABULARIES: Mapping[str, Mapping[Any, str]] = {"equipment": ROOM_EQUIPMENT, "access": ROOM_ACCESS}

NO_TEACHER = RefusalWord(
    "inventory.no_teacher",
    N_("A training centre is a facility or an organisation: choose exactly one of the two."),
)
NO_TRAINING_THERE = RefusalWord(
    "inventory.no_training_there",
    N_("The card of %(facility)s does not say that it trains. Add training to what it can do, or choose another one."),
    status=409,
)
UNKNOWN_ZONE = RefusalWord(
    "inventory.unknown_zone",
    N_("“%(zone)s” is not a time zone of this country. Choose one of: %(zones)s."),
)
BAD_SEATS = RefusalWord(
    "inventory.bad_seats", N_("%(seats)s seats cannot be. Give a number from 1 to %(most)s for the room.")
)
NOT_A_TIME = RefusalWord(
    "inventory.not_a_time",
    N_("“%(value)s” is not a day and time. Write it like 2027-03-15 09:00, in the time of the centre."),
)
NO_SUCH_TIME = RefusalWord(
    "inventory.no_such_time",
    N_("%(value)s does not exist in the time zone of the centre, because clocks jump over it. Choose another time."),
)
ENDS_BEFORE_IT_STARTS = RefusalWord(
    "inventory.ends_before_it_starts",
    N_("A booking ends after it starts (%(start)s). Correct one of the two times."),
)
BOOKED_TOO_LONG = RefusalWord(
    "inventory.booked_too_long",
    N_("A booking lasts at most %(days)s days. Book the parts one by one."),
)
MORE_THAN_SEATS = RefusalWord(
    "inventory.more_than_seats",
    N_("The room has %(seats)s seats, which is fewer than %(people)s. Choose a larger room or lower the number."),
)
ROOM_TAKEN = RefusalWord(
    "inventory.room_taken",
    N_("The room is booked already from %(start)s to %(end)s. Choose another time or another room."),
    status=409,
)
ROOM_NOT_FREE = RefusalWord(
    "inventory.room_not_free",
    N_("The room is not free at this time. Choose another time or another room, or ask the focal point."),
    status=409,
)
ROOM_CLOSED = RefusalWord(
    "inventory.room_closed", N_("This room is not used any more since %(day)s. Choose another room."), status=409
)
NO_SUCH_ROOM = RefusalWord(
    "inventory.no_such_room", N_("The centre has no such room. Record the room first."), status=404
)
NO_SUCH_BOOKING = RefusalWord(
    "inventory.no_such_booking", N_("There is no such booking. Look at the calendar again."), status=404
)
NO_SUCH_REQUEST = RefusalWord(
    "inventory.no_such_request", N_("There is no such request for a room. Look at the list again."), status=404
)
REQUEST_ANSWERED = RefusalWord(
    "inventory.request_answered",
    N_("This request is answered already. Book the room, or call its bookings off, in the calendar."),
    status=409,
)
WHY_REFUSED = RefusalWord("inventory.why_refused", N_("Say why, in a sentence: whoever asked reads it and plans anew."))
NOT_AN_ASSOCIATION = RefusalWord(
    "inventory.not_an_association",
    N_("%(organisation)s is not recorded as an association. Choose an association, or correct its kind first."),
)
MEMBERS_WITHOUT_DAY = RefusalWord(
    "inventory.members_without_day",
    N_("A number of members holds for a day. Give both, or neither of the two."),
)
NO_MANDATE = RefusalWord(
    "inventory.no_mandate",
    N_("Name the order or decision that gives the function: a function without one is a claim."),
)
FUNCTION_HELD = RefusalWord(
    "inventory.function_held",
    N_("%(holder)s holds this function from %(start)s to %(end)s already. End that first, or correct the days."),
    status=409,
)
