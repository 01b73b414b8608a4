"""What refused attempts contained. It is outside of the chain, which keeps only its digest, so that it can go."""

from django.db import models


class Tried(models.Model):
    """The data of one refused attempt, under the number of its act. May hold what somebody typed about a person.

    The act keeps the digest of `salt` and `content`: while the row is here, nobody can change it unseen.
    """

    seq = models.BigIntegerField(unique=True)
    at = models.CharField(max_length=32, db_index=True)
    salt = models.CharField(max_length=32)
    content = models.JSONField(default=dict)

    class Meta:
        app_label = "journal"

    def __str__(self) -> str:
        return str(self.seq)
