"""Passwords for one device and one purpose, and what is refused about them."""

from enum import StrEnum

from kerege.lib.refusal import N_, RefusalWord


class DeviceScope(StrEnum):
    """What a device may do with its password, and nothing else."""

    FORMS = "forms"
    INVENTORY = "inventory"
    ELEARNING = "elearning"


DEVICE_SCOPES = {
    DeviceScope.FORMS: N_("Fetch and send in the forms of your own assessments"),
    DeviceScope.INVENTORY: N_("Read the inventory in QGIS and other programs for maps"),
    DeviceScope.ELEARNING: N_("Hand in and launch e-learning packages from another program"),
}

UNKNOWN_DEVICE_SCOPE = RefusalWord(
    "people.unknown_device_scope",
    N_("“%(scope)s” is nothing for which a device gets a password. Choose one from the list."),
)
PROGRAM_NOT_LET_IN = RefusalWord(
    "people.program_not_let_in",
    N_(
        "The address or the password of the program is not right, or the password is over. Make a new one for reading "
        "the inventory under “Devices” of your account. The password of the account is not taken here."
    ),
    status=401,
)
PROGRAM_NOT_KNOWN = RefusalWord(
    "people.program_not_known",
    N_(
        "The address or the password of the program is not right, or the password is over. Make a new one for "
        "e-learning packages under “Devices” of your account. The password of the account is not taken here."
    ),
    status=401,
)
PROGRAM_WEAK = RefusalWord(
    "people.program_weak",
    N_(
        "Your role wants a second factor, and the password of this program was made without one. Sign in with it on "
        "the page, and make a new password for the program."
    ),
    status=403,
)

TOO_MANY_DEVICES = RefusalWord(
    "people.too_many_devices",
    N_("You have passwords for %(most)s devices already. Remove one that you no longer use first."),
    status=409,
)
