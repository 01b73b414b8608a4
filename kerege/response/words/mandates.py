"""The words of the directory of mandates: who speaks for a country before whom, and what is refused."""

from enum import StrEnum

from kerege.lib.refusal import N_, RefusalWord


class MandateKind(StrEnum):
    """Before whom somebody speaks for a country."""

    IHR_NFP = "ihr_nfp"
    BWC_NCP = "bwc_ncp"
    UNSCR_1540 = "unscr_1540"
    WOAH_DELEGATE = "woah_delegate"
    IPPC_CONTACT = "ippc_contact"
    COE_NFP = "coe_nfp"


MANDATE_KINDS = {
    MandateKind.IHR_NFP: N_("National IHR focal point"),
    MandateKind.BWC_NCP: N_("National contact point of the Biological Weapons Convention"),
    MandateKind.UNSCR_1540: N_("Point of contact for resolution 1540"),
    MandateKind.WOAH_DELEGATE: N_("WOAH Delegate"),
    MandateKind.IPPC_CONTACT: N_("Official contact point of the IPPC"),
    MandateKind.COE_NFP: N_("National focal point of the CBRN Centres of Excellence"),
}


class CheckHow(StrEnum):
    """How a line was tried: somebody called, or the post answered the letter of the node."""

    TRIED = "tried"
    LETTER = "letter"


CHECK_HOWS = {CheckHow.TRIED: N_("Somebody tried the line"), CheckHow.LETTER: N_("The post answered the letter")}


class Freshness(StrEnum):
    """How far the contact of a mandate can be relied on."""

    NEVER = "never"
    FRESH = "fresh"
    ASKED = "asked"
    STALE = "stale"
    FAILED = "failed"


FRESHNESSES = {
    Freshness.NEVER: N_("Never checked"),
    Freshness.FRESH: N_("Checked"),
    Freshness.ASKED: N_("Asked by letter, no answer yet"),
    Freshness.STALE: N_("Out of date"),
    Freshness.FAILED: N_("Not reached"),
}

MANDATE_TWICE = RefusalWord(
    "response.mandate_twice",
    N_("This mandate stands in the directory for these days already. End the other entry first."),
    status=409,
)
UNKNOWN_SEAT = RefusalWord("response.unknown_seat", N_("There is no seat “%(key)s” of this country. Choose one."))
HEAD_IS_SEAT = RefusalWord(
    "response.head_is_seat", N_("The seat stands above itself. Choose another seat for the head, or none.")
)
MANDATE_ENDS = RefusalWord("response.mandate_ends", N_("The entry would end before it begins. Check the days."))
NO_CONTACT = RefusalWord(
    "response.no_contact", N_("No telephone and no address is given. Give one of the post, not of a person.")
)
NOT_A_LINE = RefusalWord(
    "response.not_a_line", N_("“%(text)s” is no telephone number or mail address of a post. Write one, nothing else.")
)
CHECK_DAYS = RefusalWord("response.check_days", N_("A contact is checked every 1 to 366 days. Correct the number."))
NO_ADDRESS = RefusalWord(
    "response.no_address", N_("The entry has no mail address, so no letter can ask. Call, and say whether it answered.")
)
ASKED_LATELY = RefusalWord(
    "response.asked_lately",
    N_("A letter went out on %(day)s and may still be answered. Ask again after two weeks, or call."),
    status=409,
)
LETTER_OVER = RefusalWord(
    "response.letter_over", N_("This letter was answered or is out of date. There is nothing more to do."), status=410
)
