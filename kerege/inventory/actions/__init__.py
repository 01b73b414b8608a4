"""Writing the inventory: one function is one thing that somebody does."""

from kerege.inventory.actions.bookings import book_room, call_off_booking, take_turns_at
from kerege.inventory.actions.centres import (
    record_centre,
    record_centre_accreditation,
    record_room,
)
from kerege.inventory.actions.changes import change_facility, close_facility, confirm_unchanged, rename_facility
from kerege.inventory.actions.details import (
    claim_containment,
    prove_containment,
    record_accreditation,
    record_proficiency,
    record_unit,
)
from kerege.inventory.actions.ending import Ended, end_expired
from kerege.inventory.actions.enquiries import enquire, take_step
from kerege.inventory.actions.facilities import record_facility
from kerege.inventory.actions.finding import index_facilities, index_faults, index_gaps
from kerege.inventory.actions.functions import (
    end_reference_function,
    record_association,
    record_reference_function,
)
from kerege.inventory.actions.handovers import record_handover
from kerege.inventory.actions.importing import (
    apply_import,
    carry_on,
    check_rows,
    decide_all,
    decide_row,
    hand_in,
    map_columns,
    record_rows,
    say_words,
    take_back_rows,
    undo_import,
)
from kerege.inventory.actions.items import accept_items, certify_item, record_happening, record_tester
from kerege.inventory.actions.lots import move_pieces, record_lot
from kerege.inventory.actions.offers import offer_help, withdraw_offer
from kerege.inventory.actions.plans import agree_to_plan, make_plan
from kerege.inventory.actions.reminding import remind_keepers
from kerege.inventory.actions.requests import ask_for_help, withdraw_request
from kerege.inventory.actions.room_requests import answer_room_request, ask_for_room, withdraw_room_requests
from kerege.inventory.actions.saved import keep_search, note_told, remove_search, rename_search
from kerege.inventory.actions.travel import record_travel_time

__all__ = [
    "Ended",
    "end_expired",
    "ask_for_help",
    "enquire",
    "keep_search",
    "note_told",
    "offer_help",
    "remove_search",
    "rename_search",
    "take_step",
    "withdraw_offer",
    "withdraw_request",
    "book_room",
    "call_off_booking",
    "take_turns_at",
    "answer_room_request",
    "ask_for_room",
    "withdraw_room_requests",
    "record_centre",
    "record_centre_accreditation",
    "record_room",
    "end_reference_function",
    "record_association",
    "record_reference_function",
    "accept_items",
    "certify_item",
    "record_happening",
    "record_tester",
    "move_pieces",
    "record_lot",
    "agree_to_plan",
    "make_plan",
    "apply_import",
    "carry_on",
    "change_facility",
    "check_rows",
    "claim_containment",
    "close_facility",
    "confirm_unchanged",
    "decide_all",
    "decide_row",
    "hand_in",
    "index_facilities",
    "index_faults",
    "index_gaps",
    "map_columns",
    "prove_containment",
    "record_accreditation",
    "record_facility",
    "record_handover",
    "record_proficiency",
    "record_rows",
    "say_words",
    "record_travel_time",
    "record_unit",
    "remind_keepers",
    "rename_facility",
    "take_back_rows",
    "undo_import",
]
