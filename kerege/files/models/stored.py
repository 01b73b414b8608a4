"""Two tables: contents, each once, and the files that have them."""

from django.db import models

from kerege.records.guarded import GuardedModel
from kerege.records.owned import OwnedModel


class Content(GuardedModel):
    """Bytes by their SHA-256. The row stays when the bytes go; locking it is how keeping and dropping take turns."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()

    class Meta:
        app_label = "files"

    def __str__(self) -> str:
        return self.sha256[:12]


class StoredFile(OwnedModel):
    """A file of a record: `about` is the record's uid, `purpose` what the file is for it.

    `label` says who may know that the file exists; its name and content have no other. A withdrawn file stays as a
    line without its content, because the journal speaks of it.
    """

    content = models.ForeignKey(Content, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=8)
    size = models.PositiveBigIntegerField()
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    purpose = models.CharField(max_length=20)
    about = models.UUIDField(db_index=True)
    kept_on = models.DateField()
    withdrawn_on = models.DateField(null=True)

    class Meta:
        app_label = "files"
        indexes = [models.Index(fields=["about", "purpose"], name="files_of_a_record")]

    def __str__(self) -> str:
        return str(self.uid)
