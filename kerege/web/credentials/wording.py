"""Certificates and verdicts in the reader's words."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext

from kerege.capacity.queries.certificates import CertificateLine
from kerege.capacity.rules.schemes import Scheme
from kerege.capacity.rules.verifying import Verdict
from kerege.capacity.words.certification import CertificateState
from kerege.lib.refusal import N_
from kerege.web.activities import lists
from kerege.web.shell.wording import language_name


@dataclass(frozen=True)
class Said:
    """One word for a badge, a sentence that says what to do with it, and the look."""

    word: str
    sentence: str
    tone: str


STATES = {
    CertificateState.VALID: (N_("Valid"), N_("The holder may teach under it on this day."), "good"),
    CertificateState.REFRESH_DUE: (
        N_("Valid"),
        N_("The holder may teach under it on this day. It ends soon and has to be renewed."),
        "good",
    ),
    CertificateState.LAPSED: (N_("Expired"), N_("It was not renewed in time. Ask the holder for a newer one."), "warn"),
    CertificateState.SUSPENDED: (
        N_("Suspended"),
        N_("It does not count until the suspension is lifted. Ask again later."),
        "bad",
    ),
    CertificateState.REVOKED: (N_("Revoked"), N_("The issuer has taken it back. Do not rely on it."), "bad"),
}
SUSPENDED_TO_ITS_END = (
    N_("Suspended"),
    N_("It was suspended, and its time has run out since. Ask the holder for a newer one."),
    "bad",
)
"""Lifting the suspension would not make it count again, so nobody is told to ask later."""
UNKNOWN = (
    N_("Unknown"),
    N_("No certificate has this number on this day. Look at the number once more; if it is right, do not rely on it."),
    "bad",
)

VERDICTS = {
    Verdict.UNREADABLE: (
        N_("Not readable"),
        N_("This is no certificate file of ours, or a part of it is missing. Ask the holder for the file again."),
        "bad",
    ),
    Verdict.NOT_A_BADGE: (
        N_("No certificate"),
        N_("The file is no certificate in the form in which ours are made. Ask the holder for the file again."),
        "bad",
    ),
    Verdict.OTHER_ISSUER: (
        N_("Another issuer"),
        N_("Another issuer made this certificate; this node can say nothing of it. Ask that issuer."),
        "warn",
    ),
    Verdict.UNKNOWN_KEY: (
        N_("Not signed here"),
        N_("It names a key that this node never had. Do not rely on it."),
        "bad",
    ),
    Verdict.KEY_OUT_OF_TIME: (
        N_("Wrong key for its day"),
        N_("It was signed on a day on which its key was not in use. Do not rely on it."),
        "bad",
    ),
    Verdict.TAMPERED: (
        N_("Changed"),
        N_("Something in it was changed after it was signed, or it was never signed here. Do not rely on it."),
        "bad",
    ),
    Verdict.REVOKED: STATES[CertificateState.REVOKED],
    Verdict.SUSPENDED: STATES[CertificateState.SUSPENDED],
    Verdict.STATUS_UNKNOWN: (
        N_("Not known"),
        N_("It is signed and unchanged, but does not say where its revocation would stand. Look its number up here."),
        "warn",
    ),
    Verdict.NOT_YET: (N_("Not valid yet"), N_("It is not valid yet on this day."), "warn"),
    Verdict.EXPIRED: STATES[CertificateState.LAPSED],
    Verdict.VALID: (
        N_("Valid"),
        N_("It is signed here, unchanged, and neither expired, suspended nor revoked."),
        "good",
    ),
}
NOT_IN_REGISTER = (
    N_("Not in the register"),
    N_("It bears a good signature, and this node gave no such certificate to this holder. Do not rely on it; tell us."),
    "bad",
)

HOLDER_ERASED = (
    N_("Holder erased"),
    N_("The certificate stands in the register. Its holder was erased there, so whose it is cannot be confirmed."),
    "warn",
)


def said(told: tuple[str, str, str]) -> Said:
    word, sentence, tone = told
    return Said(gettext(word), gettext(sentence), tone)


def state_of(line: CertificateLine | None) -> Said:
    """How a certificate stands, also where there is none."""
    if line is not None and line.state == CertificateState.SUSPENDED and line.ended:
        return said(SUSPENDED_TO_ITS_END)
    return said(STATES[line.state] if line is not None else UNKNOWN)


def certificate(line: CertificateLine, choice: lists.Choice) -> dict[str, Any]:
    """One certificate as every page shows it."""
    names = lists.names_of([line.territory, line.owner], choice)
    issuers = lists.organisation_names([line.issuer], choice)
    return {
        "line": line,
        "said": state_of(line),
        "country": names.get(line.territory, line.territory),
        "languages": [language_name(code) for code in line.languages],
        "issuer": issuers.get(line.issuer, ""),
        "node": settings.KEREGE_ISSUER,
    }


def describe(title: str, version: str) -> str:
    return gettext("%(title)s, version %(version)s of the scheme") % {"title": title, "version": version}


def criteria(scheme: Scheme) -> str:
    """What a scheme asks for, in a sentence for whoever reads a badge."""
    said = gettext(
        "Part 1: at least %(hours)s hours, a knowledge test of at least %(mark)s %%, a practical checklist and a "
        "teach-back. Part 2: adapted material taught to at least %(least)s participants under observation, with their "
        "feedback; decided by two people."
    )
    return said % {"hours": scheme.hours, "mark": scheme.pass_mark, "least": scheme.least_participants}


def scope(told: dict[str, Any]) -> str:
    """Curriculum, languages and country in one line, for a badge and for paper."""
    line = told["line"]
    return "; ".join([f"{line.curriculum} {line.version}", ", ".join(told["languages"]), str(told["country"])])
