"""The controlled lists: areas, categories and others. A code is what is exchanged; its names are in Name."""

from django.db import models

from kerege.records.guarded import GuardedModel


class Term(GuardedModel):
    """One value of a scheme, such as the area `biosafety-biosecurity` of `cbrn_area`."""

    scheme = models.CharField(max_length=30)
    code = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField(default=0)
    source = models.ForeignKey("atlas.Source", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        app_label = "atlas"
        verbose_name = "term"
        constraints = [models.UniqueConstraint(fields=["scheme", "code"], name="one_term_per_code")]

    def __str__(self) -> str:
        return f"{self.scheme}/{self.code}"


class ProjectTerm(GuardedModel):
    """A project carries a term because its page says so; or, `suggested`, because an editor thinks it should."""

    project = models.ForeignKey("atlas.Project", on_delete=models.PROTECT, related_name="terms")
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="projects")
    position = models.PositiveSmallIntegerField(default=0)
    suggested = models.BooleanField(default=False)
    source = models.ForeignKey("atlas.Source", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        app_label = "atlas"
        constraints = [
            models.UniqueConstraint(fields=["project", "term"], name="term_once_per_project"),
            models.CheckConstraint(
                condition=models.Q(suggested=True) | models.Q(source__isnull=False),
                name="stated_term_has_source",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.term_id}"
