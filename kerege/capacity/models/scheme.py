"""Versions of schemes of certificates."""

from django.db import models

from kerege.records.versions import KeptVersion


class CertificateScheme(KeptVersion):
    """One published version of a scheme, of the region or of a country that asks for more under the same key.

    `content` is what rules.schemes reads. It never changes: cases stay with the version under which they were opened.
    `base` is the region's version that a country's was compared with.
    """

    key = models.SlugField(max_length=60)
    base = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500, blank=True)
    source = models.ForeignKey("atlas.Source", null=True, on_delete=models.PROTECT, related_name="+")
    published_on = models.DateField()
    superseded_on = models.DateField(null=True)

    class Meta:
        app_label = "capacity"
        verbose_name = "scheme of certificates"
        constraints = [
            models.UniqueConstraint(fields=["owner", "key", "version"], name="scheme_version_once"),
            models.UniqueConstraint(
                fields=["owner", "key"],
                condition=models.Q(superseded_on__isnull=True),
                name="scheme_has_one_published_version",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.owner} {self.key} {self.version}"
