"""The words of sharing: what the levels are called, and what is refused."""

from kerege.lib.refusal import N_, RefusalWord
from kerege.lib.sensitivity import Sensitivity

SENSITIVITIES = {
    Sensitivity.PUBLIC: N_("Open to everybody"),
    Sensitivity.REGIONAL: N_("Regional partners"),
    Sensitivity.NATIONAL: N_("National"),
    Sensitivity.RESTRICTED: N_("Restricted"),
}

MEANINGS = {
    Sensitivity.PUBLIC: N_("Everybody may read it."),
    Sensitivity.REGIONAL: N_("People with a working role in a participating country may read it."),
    Sensitivity.NATIONAL: N_("People with a working role in the country that owns it may read it."),
    Sensitivity.RESTRICTED: N_("Only the focal point of the country that owns it may read it."),
}

UNKNOWN_OWNER = RefusalWord(
    "sharing.unknown_owner",
    N_("No node has the key “%(owner)s”. Use REG for the region or the three-letter code of a participating country."),
)
VIEW_AS_FORBIDDEN = RefusalWord(
    "sharing.view_as_forbidden",
    N_("Only a focal point or the secretariat can see the platform as somebody else does."),
    status=403,
)
JOURNAL_FORBIDDEN = RefusalWord(
    "sharing.journal_forbidden",
    N_("Only an auditor, a focal point or the secretariat reads the journal. Ask one of them."),
    status=403,
)
