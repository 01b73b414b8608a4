"""What the node writes to the owner of an account, in that person's language: plain text, at most one link."""

from dataclasses import dataclass
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.urls import reverse
from django.utils import formats, timezone, translation
from django.utils.translation import gettext

from kerege.lib.refusal import N_
from kerege.people import actions as people


@dataclass(frozen=True)
class Letter:
    """Subject and sentences of one mail, as messages; both are filled with the same facts."""

    subject: str
    sentences: tuple[str, ...]
    notice: bool = True
    """Something was changed in the account: say when and from where, and what to do if it was somebody else."""


AFTER = N_("It was done on %(when)s from the address %(ip)s.")
IF_NOT_YOU = N_(
    "If it was not you, change your password at once, end all other sessions on the page “Where you are signed in”, "
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
    "invitation": Letter(
        N_("You are invited to Kerege"),
        (
            N_("%(name)s, you were invited to work on Kerege. Open this address to choose a password and come in:"),
            "%(address)s",
            N_("The link works once, until %(until)s. If you do not know what this is about, leave it."),
        ),
        notice=False,
    ),
    "new_device": Letter(
        N_("Your account was signed in on a new device"),
        (N_("Somebody signed in to your account with %(device)s, which has not done so before."),),
    ),
    "factor_reset": Letter(
        N_("Your second factor was removed"),
        (
            N_("You asked to sign in without your second factor, and the administrators made sure that it was you."),
            N_("All sessions of your account are ended. Sign in with your password and set up a new second factor."),
        ),
    ),
    "identity_linked": Letter(
        N_("Your account can be opened with another identity"),
        (
            N_("From now on, an identity at “%(provider)s” opens your account."),
            N_("If you do not know it, sign in, unlink it on the page “Single sign-on” and go on as below."),
        ),
    ),
    "identity_unlinked": Letter(
        N_("An identity was unlinked from your account"),
        (N_("The identity at “%(provider)s” opens your account no more."),),
    ),
    "account_recovered": Letter(
        N_("The account of an administrator was recovered at the machine"),
        (
            N_(
                "Whoever looks after the machine of this node took second factors, password and sessions from the "
                "account of %(name)s and got a link with which a new password is chosen."
            ),
            N_("If nobody told you why, ask them, and read the journal of the node."),
        ),
        notice=False,
    ),
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


def send(prefix: str, *, to: str, language: str, facts: dict[str, Any], ip: str = "") -> None:
    """Write and send one letter, in the given language or else in that of the page."""
    with translation.override(language or translation.get_language() or settings.LANGUAGE_CODE):
        when = formats.date_format(timezone.now(), "DATETIME_FORMAT")
        subject, body = written(prefix, {**facts, "when": f"{when} UTC", "ip": ip})
    EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [to]).send()


def send_invitation(request: HttpRequest, invitation: Any) -> None:
    """The link goes to the invited address and nowhere else; not even its sender sees it."""
    token = people.invitation_token(by=request.actor, invitation=invitation)
    facts = {
        "name": invitation.name,
        "address": request.build_absolute_uri(reverse("invitation", args=[token])),
        "until": formats.date_format(invitation.expires_at, "DATE_FORMAT"),
    }
    send("invitation", to=invitation.email, language=invitation.language, facts=facts)


def send_reset_factor(request: HttpRequest, account: Any) -> None:
    """To the address that the account has had all along."""
    ip = get_adapter().get_client_ip(request)
    send("factor_reset", to=account.email, language=account.language, facts={}, ip=ip)


def send_about_identity(request: HttpRequest, account: Any, *, change: str, provider: str) -> None:
    """An identity was `linked` or `unlinked`: its owner hears of it, as of all that changes what opens an account."""
    ip = get_adapter().get_client_ip(request)
    send(f"identity_{change}", to=account.email, language=account.language, facts={"provider": provider}, ip=ip)


def written(prefix: str, facts: dict[str, Any]) -> tuple[str, str]:
    """Subject and body of a letter, in the language that is active."""
    letter = LETTERS[prefix]
    sentences = [*letter.sentences, *((AFTER, IF_NOT_YOU) if letter.notice else ())]
    told = [(gettext(s) if " " in s else s) % facts for s in sentences]
    return gettext(letter.subject) % facts, "\n\n".join(told) + "\n"
