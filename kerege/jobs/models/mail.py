"""Mail on its way out."""

from django.db import models

from kerege.jobs.words import MailState
from kerege.lib.ids import new_uid
from kerege.records.personal import ACCOUNT, Erased, Personal


class Mail(models.Model):
    """One mail. `message` is what is sent; it is empty once the mail server has taken it.

    `account` is whose address it goes to; None where nobody here signs in with that address.
    """

    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    state = models.CharField(max_length=10, default=MailState.WAITING.value)
    account = models.ForeignKey("people.Account", null=True, on_delete=models.CASCADE, related_name="+")
    message = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=300, blank=True)

    personal = Personal(
        "account",
        ACCOUNT,
        "account",
        ("made_at", "sent_at", "message"),
        Erased.DELETED,
        other=("state", "due_at", "tries", "claimed_at", "fault"),
        repeats=("message",),  # what is told to others of somebody who is no more
    )

    class Meta:
        app_label = "jobs"
        indexes = [models.Index(fields=["state", "due_at"], name="jobs_mail_waiting")]

    def __str__(self) -> str:
        return f"{self.state} {self.uid}"
