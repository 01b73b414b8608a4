"""What is refused of devices that ask without a session."""

from kerege.lib.refusal import N_, RefusalWord

NOT_LET_IN = RefusalWord(
    "openrosa.not_let_in",
    N_(
        "The address or the password of the device is not right, or the password is over. Make a new one under "
        "“Devices” of your account. The password of the account is not taken here."
    ),
    status=401,
)
