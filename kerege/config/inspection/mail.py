"""The mail server: is one set, and does it greet us. Nothing is sent."""

import smtplib
from collections.abc import Iterator

from django.conf import settings
from django.core.mail import get_connection

from kerege.config.inspection.finding import Finding


def findings() -> Iterator[Finding]:
    if settings.KEREGE_MAIL_BACKEND.endswith("console.EmailBackend"):
        yield Finding(
            "deploy.mail",
            "No mail leaves this node: nobody can set a new password, and no digest is read",
            "Set KEREGE_MAIL_URL",
        )
        return
    if settings.DEFAULT_FROM_EMAIL.endswith("@localhost"):
        yield Finding("deploy.mail_from", "Mail comes from an address that is none", "Set KEREGE_MAIL_FROM")
    line = get_connection(settings.KEREGE_MAIL_BACKEND, timeout=5)
    try:
        line.open()
    except (OSError, smtplib.SMTPException) as fault:
        yield Finding(
            "deploy.mail_unreachable",
            f"The mail server does not take us: {str(fault)[:120]}",
            "See KEREGE_MAIL_URL; mail waits meanwhile and is lost by nobody",
        )
    finally:
        line.close()
