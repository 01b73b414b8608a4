"""The names of jobs, the states of outgoing mail, and what is refused."""

from enum import StrEnum

from kerege.lib.refusal import N_, RefusalWord


class MailState(StrEnum):
    """WAITING also after a failure. SENDING for longer than a minute means: nobody knows whether it arrived."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    GIVEN_UP = "given_up"


JOB_ASKED = "jobs.job.asked"
MAIL_ASKED = "jobs.mail.asked"

NO_SUCH_JOB = RefusalWord(
    "jobs.no_such_job", N_("There is no job “%(key)s”. The page of the node's own work lists them."), status=404
)
NO_SUCH_MAIL = RefusalWord(
    "jobs.no_such_mail",
    N_("This mail is not waiting any more: it was sent, or the node forgot it. Reload the page."),
    status=404,
)
