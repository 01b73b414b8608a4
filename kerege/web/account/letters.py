"""What the node writes to the owner of an account, in that person's language: plain text, at most one link."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from kerege.lib.refusal import N_


@dataclass(frozen=True)
class Letter:
    """Subject and sentences of one mail, as messages; both are filled with the same facts."""

    subject: str
    sentences: tuple[str, ...]
    notice: bool = True
    """Something was changed in the account: say when and from where, and what to do if it was somebody else."""


AFTER = N_("It was done on %(when)s from the address %(ip)s.")
IF_NOT_YOU = N_(
    "If it was not you, change your password at once, end all other sessions on the page “Sign-in and security”, "
    "and tell the node administrator."
)
_CHANGED = Letter(N_("Your password was changed"), (N_("The password of your account was changed."),))
LETTERS: dict[str, Letter] = {
    "account/email/password_reset_key": Letter(
        N_("A new password for Kerege"),
        (
            N_("Somebody asked for a new password for your account. Open this address to choose one:"),
            "%(password_reset_url)s",
            N_("The link works once and for three days. If you did not ask, leave it: your password stays as it is."),
        ),
        notice=False,
    ),
    "account/email/unknown_account": Letter(
        N_("No account for this address"),
        (
            N_("Somebody asked for a new password for this address, but there is no account for it on this node."),
            N_("If it was you, try the address under which your account was opened; else you need do nothing."),
        ),
        notice=False,
    ),
    "account/email/password_reset": _CHANGED,
    "account/email/password_changed": _CHANGED,
    "account/email/password_set": _CHANGED,
    "mfa/email/totp_activated": Letter(
        N_("A second factor was added"), (N_("An app that shows codes can now be used to sign in to your account."),)
    ),
    "mfa/email/totp_deactivated": Letter(
        N_("A second factor was removed"), (N_("The app that showed codes for your account cannot be used any more."),)
    ),
    "mfa/email/webauthn_added": Letter(
        N_("A passkey was added"), (N_("A new passkey can now be used to sign in to your account."),)
    ),
    "mfa/email/webauthn_removed": Letter(
        N_("A passkey was removed"), (N_("A passkey of your account cannot be used any more."),)
    ),
    "mfa/email/recovery_codes_generated": Letter(
        N_("New recovery codes were made"), (N_("Your account has new recovery codes; the old ones work no more."),)
    ),
}
"""By the name under which the sign-in library asks for a mail. One that is not here is a fault of the program."""


def written(prefix: str, facts: dict[str, Any]) -> tuple[str, str]:
    """Subject and body of a letter, in the language that is active."""
    letter = LETTERS[prefix]
    sentences = [*letter.sentences, *((AFTER, IF_NOT_YOU) if letter.notice else ())]
    told = [(gettext(s) if " " in s else s) % facts for s in sentences]
    return gettext(letter.subject) % facts, "\n\n".join(told) + "\n"
