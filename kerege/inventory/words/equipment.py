"""The words of equipment: kinds, where a lot can stand, what can happen to an item, and what is refused."""

from enum import StrEnum

from kerege.lib.refusal import N_, RefusalWord


class EquipmentKind(StrEnum):
    """Kinds of laboratory equipment. Nothing that guards a building is one of them, and nothing that stores agents."""

    CABINET_1 = "cabinet_1"
    CABINET_2 = "cabinet_2"
    CABINET_3 = "cabinet_3"
    ISOLATOR = "isolator"
    FILTER_UNIT = "filter_unit"
    AUTOCLAVE = "autoclave"
    EFFLUENT = "effluent"
    INCINERATOR = "incinerator"
    CENTRIFUGE = "centrifuge"
    PCR = "pcr"
    SEQUENCER = "sequencer"
    MICROSCOPE = "microscope"
    INCUBATOR = "incubator"
    PROTECTIVE = "protective"
    TRANSPORT = "transport"
    GENERATOR = "generator"
    TRAINING = "training"
    MOBILE_LABORATORY = "mobile_laboratory"
    OTHER = "other"


EQUIPMENT_KINDS = {
    EquipmentKind.CABINET_1: N_("Biological safety cabinet, class I"),
    EquipmentKind.CABINET_2: N_("Biological safety cabinet, class II"),
    EquipmentKind.CABINET_3: N_("Biological safety cabinet, class III"),
    EquipmentKind.ISOLATOR: N_("Isolator"),
    EquipmentKind.FILTER_UNIT: N_("HEPA filter unit"),
    EquipmentKind.AUTOCLAVE: N_("Autoclave"),
    EquipmentKind.EFFLUENT: N_("Effluent decontamination"),
    EquipmentKind.INCINERATOR: N_("Incinerator"),
    EquipmentKind.CENTRIFUGE: N_("Centrifuge"),
    EquipmentKind.PCR: N_("PCR equipment"),
    EquipmentKind.SEQUENCER: N_("Sequencer"),
    EquipmentKind.MICROSCOPE: N_("Microscope"),
    EquipmentKind.INCUBATOR: N_("Incubator"),
    EquipmentKind.PROTECTIVE: N_("Personal protective equipment"),
    EquipmentKind.TRANSPORT: N_("Transport containers"),
    EquipmentKind.GENERATOR: N_("Generator or uninterruptible supply"),
    EquipmentKind.TRAINING: N_("Training equipment"),
    EquipmentKind.MOBILE_LABORATORY: N_("Mobile laboratory"),
    EquipmentKind.OTHER: N_("Other equipment"),
}

STANDARDS = {
    EquipmentKind.CABINET_1: ("EN-12469",),
    EquipmentKind.CABINET_2: ("EN-12469", "NSF-ANSI-49"),
    EquipmentKind.CABINET_3: ("EN-12469",),
    EquipmentKind.ISOLATOR: ("ISO-14644-7",),
    EquipmentKind.FILTER_UNIT: ("ISO-14644-3",),
    EquipmentKind.AUTOCLAVE: ("EN-285", "EN-13060"),
}
"""Kinds that need a certificate on installation, every year, and after a move, a repair or a change of filters, with
the standards by which it is usually given: EN 12469 and NSF/ANSI 49 for cabinets, EN 285 and EN 13060 for sterilizers,
ISO 14644 for isolators and filters. Other kinds need none here.
"""


class Stage(StrEnum):
    """Where pieces of a lot stand, from the order to whoever uses them. Each is an account of the ledger."""

    OUTSIDE = "outside"
    ORDERED = "ordered"
    RECEIVED = "received"
    INSPECTED = "inspected"
    REJECTED = "rejected"
    HELD = "held"
    WRITTEN_OFF = "written_off"


STAGES = {
    Stage.OUTSIDE: N_("Not ordered, or sent back"),
    Stage.ORDERED: N_("Ordered"),
    Stage.RECEIVED: N_("Received"),
    Stage.INSPECTED: N_("Inspected and accepted"),
    Stage.REJECTED: N_("Inspected and rejected"),
    Stage.HELD: N_("Handed over"),
    Stage.WRITTEN_OFF: N_("Written off"),
}


STEP_NAMES = {
    (Stage.OUTSIDE, Stage.ORDERED): N_("Order pieces"),
    (Stage.ORDERED, Stage.RECEIVED): N_("Receive what was ordered"),
    (Stage.ORDERED, Stage.OUTSIDE): N_("Cancel an order"),
    (Stage.RECEIVED, Stage.INSPECTED): N_("Inspect and accept"),
    (Stage.RECEIVED, Stage.REJECTED): N_("Inspect and reject"),
    (Stage.REJECTED, Stage.OUTSIDE): N_("Send rejected pieces back"),
    (Stage.REJECTED, Stage.WRITTEN_OFF): N_("Write off rejected pieces"),
    (Stage.INSPECTED, Stage.HELD): N_("Hand over"),
    (Stage.INSPECTED, Stage.WRITTEN_OFF): N_("Write off before handing over"),
    (Stage.HELD, Stage.HELD): N_("Pass on to somebody else"),
    (Stage.HELD, Stage.WRITTEN_OFF): N_("Write off"),
}
"""Every step that there is (rules.ledger.STEPS), as what somebody does."""


class Condition(StrEnum):
    NEW = "new"
    GOOD = "good"
    WORN = "worn"
    DAMAGED = "damaged"


CONDITIONS = {
    Condition.NEW: N_("New"),
    Condition.GOOD: N_("Good"),
    Condition.WORN: N_("Worn"),
    Condition.DAMAGED: N_("Damaged"),
}


class Happening(StrEnum):
    """What happens to one item. After some of them a certificate is due at once (rules.certificates.TRIGGERS)."""

    ACCEPTED = "accepted"
    INSTALLED = "installed"
    MOVED = "moved"
    REPAIRED = "repaired"
    FILTER_CHANGED = "filter_changed"
    OUT_OF_SERVICE = "out_of_service"
    BACK_IN_SERVICE = "back_in_service"
    DISPOSED = "disposed"


HAPPENINGS = {
    Happening.ACCEPTED: N_("Accepted"),
    Happening.INSTALLED: N_("Installed"),
    Happening.MOVED: N_("Moved"),
    Happening.REPAIRED: N_("Repaired"),
    Happening.FILTER_CHANGED: N_("Filters changed"),
    Happening.OUT_OF_SERVICE: N_("Taken out of service"),
    Happening.BACK_IN_SERVICE: N_("Back in service"),
    Happening.DISPOSED: N_("Disposed of"),
}


class Outcome(StrEnum):
    PASSED = "passed"
    LIMITED = "limited"
    FAILED = "failed"


OUTCOMES = {
    Outcome.PASSED: N_("Passed"),
    Outcome.LIMITED: N_("Passed with limits"),
    Outcome.FAILED: N_("Failed"),
}


class Certified(StrEnum):
    """How an item stands with its certificate on a day."""

    NOT_NEEDED = "not_needed"
    NOT_INSTALLED = "not_installed"
    NEVER = "never"
    VALID = "valid"
    DUE_SOON = "due_soon"
    EXPIRED = "expired"
    DUE_AGAIN = "due_again"
    FAILED = "failed"
    GONE = "gone"


CERTIFIED = {
    Certified.NOT_NEEDED: N_("Needs no certificate"),
    Certified.NOT_INSTALLED: N_("Not installed yet"),
    Certified.NEVER: N_("Never certified"),
    Certified.VALID: N_("Certificate valid"),
    Certified.DUE_SOON: N_("Certificate ends soon"),
    Certified.EXPIRED: N_("Certificate expired"),
    Certified.DUE_AGAIN: N_("Certificate due again"),
    Certified.FAILED: N_("Failed its last test"),
    Certified.GONE: N_("Disposed of"),
}


NOT_SO_MANY = RefusalWord(
    "inventory.not_so_many",
    N_(
        "Of this lot %(there)s pieces stand at “%(stage)s” on %(day)s, not %(asked)s. Check the number and the day, or "
        "record first what came before."
    ),
    status=409,
)
LATER_WANTS_THEM = RefusalWord(
    "inventory.later_wants_them",
    N_(
        "On %(later)s these pieces have moved on already: only %(there)s can be taken on %(day)s. Correct the day or "
        "the number."
    ),
    status=409,
)
NO_PIECES = RefusalWord("inventory.no_pieces", N_("A number of pieces is at least 1. Write how many."))
NOT_A_STEP = RefusalWord(
    "inventory.not_a_step",
    N_("From “%(source)s” nothing goes to “%(target)s”. The next steps are: %(steps)s."),
)
NO_TAKER = RefusalWord("inventory.no_taker", N_("Say who gets the pieces: choose a facility or an organisation."))
WITH_NOBODY = RefusalWord(
    "inventory.with_nobody", N_("At this stage the pieces are with nobody in particular. Leave the choice empty.")
)
NOT_IN_PLAN = RefusalWord(
    "inventory.not_in_plan",
    N_(
        "The agreed distribution plan gives %(holder)s %(planned)s pieces of this lot, of which %(given)s were handed "
        "over: %(asked)s are too many. Change the plan and let it be agreed, or the number."
    ),
    status=409,
)
NO_PLAN = RefusalWord(
    "inventory.no_plan",
    N_("No agreed distribution plan gives this lot to %(holder)s. Let the National Team of Experts agree one first."),
    status=409,
)
PLAN_TOO_LARGE = RefusalWord(
    "inventory.plan_too_large",
    N_("The plan gives away %(asked)s pieces of the lot %(lot)s, of which there are %(there)s. Lower a number."),
    status=409,
)
PLAN_AGREED = RefusalWord(
    "inventory.plan_agreed",
    N_("This plan is agreed and stays as it is. Make a new plan; it takes the place of this one when it is agreed."),
    status=409,
)
NOT_ON_TEAM = RefusalWord(
    "inventory.not_on_team",
    N_("Only who sits on the National Team of Experts agrees to a plan. Ask a member of the team."),
    status=403,
)
NO_LETTER = RefusalWord(
    "inventory.no_letter", N_("Name the letter with which the pieces are handed over, or its number.")
)
SERIAL_ELSEWHERE = RefusalWord(
    "inventory.serial_elsewhere",
    N_("An item of this kind, maker and model with this serial number is recorded already. One item is in one place."),
    status=409,
)
TOO_MANY_ITEMS = RefusalWord(
    "inventory.too_many_items",
    N_("%(held)s pieces of this lot were handed over to %(holder)s, and %(accepted)s are accepted already."),
    status=409,
)
BEFORE_INSTALLATION = RefusalWord(
    "inventory.before_installation",
    N_("The item was installed on %(installed)s: a test on %(day)s cannot have been of it there. Correct a day."),
)
NOT_INSTALLED = RefusalWord(
    "inventory.not_installed",
    N_("An item is certified where it stands. Record first when it was installed."),
    status=409,
)
NOT_QUALIFIED = RefusalWord(
    "inventory.not_qualified",
    N_(
        "%(tester)s has no recorded qualification for “%(kind)s” that holds on %(day)s. Record the qualification with "
        "its proof, or name who did the test."
    ),
)
ENDS_BEFORE_TEST = RefusalWord(
    "inventory.ends_before_test", N_("A certificate ends after the day of its test (%(day)s). Correct one of the two.")
)
ITEM_GONE = RefusalWord(
    "inventory.item_gone", N_("This item was disposed of on %(day)s. Nothing happens to it any more."), status=409
)
NOT_OUT = RefusalWord(
    "inventory.not_out", N_("The item is not out of service, so it cannot come back. Record what happened."), status=409
)
ALREADY_OUT = RefusalWord("inventory.already_out", N_("The item is out of service already since %(day)s."), status=409)
EARLIER_THAN_KNOWN = RefusalWord(
    "inventory.earlier_than_known",
    N_("The item was accepted on %(accepted)s; nothing happened to it here before. Correct the day."),
)
MOVED_SINCE = RefusalWord(
    "inventory.moved_since",
    N_("The item was moved on %(moved)s already. A move or a disposal before that cannot be added. Correct the day."),
    status=409,
)
LONGER_THAN_A_YEAR = RefusalWord(
    "inventory.longer_than_a_year", N_("A certificate holds for a year at most: here until %(until)s. Correct the day.")
)
NO_PLACE_TO_GO = RefusalWord(
    "inventory.no_place_to_go", N_("Say to which facility or organisation the item was moved.")
)
NO_SERIAL = RefusalWord("inventory.no_serial", N_("Write the serial number that stands on the item, one a line."))
NO_PROOF = RefusalWord(
    "inventory.no_proof", N_("Name what proves the qualification: the body that gave it and the number of the paper.")
)
