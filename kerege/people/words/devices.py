"""Passwords for one device and one purpose, and what is refused about them."""

from enum import StrEnum

from kerege.lib.refusal import N_, RefusalWord


class DeviceScope(StrEnum):
    """What a device may do with its password, and nothing else."""

    FORMS = "forms"


DEVICE_SCOPES = {DeviceScope.FORMS: N_("Fetch and send in the forms of your own assessments")}

TOO_MANY_DEVICES = RefusalWord(
    "people.too_many_devices",
    N_("You have passwords for %(most)s devices already. Remove one that you no longer use first."),
    status=409,
)
