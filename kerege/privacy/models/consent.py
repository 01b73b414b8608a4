"""Texts that people agree to, and who agreed to which."""

from django.db import models

from kerege.records.guarded import GuardedModel
from kerege.records.personal import ACCOUNT, Erased, Personal


class ConsentText(GuardedModel):
    """One version of a text in one language. Once published it never changes: what was agreed to stays readable."""

    key = models.SlugField(max_length=40)
    version = models.PositiveSmallIntegerField()
    lang = models.CharField(max_length=12)
    since = models.DateField()
    title = models.CharField(max_length=200)
    text = models.TextField(max_length=4000)
    fingerprint = models.CharField(max_length=64)

    class Meta:
        app_label = "privacy"
        constraints = [models.UniqueConstraint(fields=["key", "version", "lang"], name="one_consent_text_per_language")]

    def __str__(self) -> str:
        return f"{self.key} {self.version} {self.lang}"


class Consent(GuardedModel):
    """Somebody agreed to a text that they read in a language. `fingerprint` is the text's, as it was then."""

    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="+")
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=64)
    how = models.CharField(max_length=12)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    personal = Personal(
        "account", ACCOUNT, "consent", ("text", "fingerprint", "how", "given_at", "withdrawn_at"), Erased.DELETED
    )

    class Meta:
        app_label = "privacy"
        constraints = [
            models.UniqueConstraint(
                fields=["account", "text"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_open_consent_per_text",
            )
        ]

    def __str__(self) -> str:
        return f"{self.text_id} {self.given_at}"
