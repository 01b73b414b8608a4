"""Projects, their quoted page texts, and who took part in them since when."""

from django.db import models

from kerege.atlas.models.dated import Dated, ends_after_start
from kerege.atlas.words import TextState
from kerege.records.guarded import GuardedModel


class Project(Dated, GuardedModel):
    """A project by the key that its programme gave it. What its page says is in ProjectText."""

    key = models.CharField(max_length=20, unique=True)
    source = models.ForeignKey("atlas.Source", on_delete=models.PROTECT, related_name="+")

    class Meta:
        app_label = "atlas"
        verbose_name = "project"
        constraints = [ends_after_start("project_ends_after_start")]

    def __str__(self) -> str:
        return self.key


class ProjectParticipation(Dated, GuardedModel):
    """A territory takes part in a project. Nothing else follows from it: least of all a partnership."""

    territory = models.ForeignKey(
        "atlas.Territory", to_field="code", on_delete=models.PROTECT, related_name="participations"
    )
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="participations")
    source = models.ForeignKey("atlas.Source", on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True)

    class Meta:
        app_label = "atlas"
        constraints = [ends_after_start("participation_ends_after_start")]

    def __str__(self) -> str:
        return f"{self.territory_id} {self.project_id}"


class ProjectRegion(Dated, GuardedModel):
    """The project's page names a region."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="regions")
    region = models.ForeignKey("atlas.Region", on_delete=models.PROTECT, related_name="projects")
    source = models.ForeignKey("atlas.Source", on_delete=models.PROTECT, related_name="+")

    class Meta:
        app_label = "atlas"
        constraints = [
            ends_after_start("project_region_ends_after_start"),
            models.UniqueConstraint(fields=["project", "region"], name="region_once_per_project"),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.region_id}"


class ProjectText(Dated, GuardedModel):
    """A passage of the project's page, quoted; or its translation, with the state of that translation."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="texts")
    part = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField(default=1)
    lang = models.CharField(max_length=12)
    text = models.TextField()
    state = models.CharField(max_length=10, default=TextState.SOURCE)
    source = models.ForeignKey("atlas.Source", on_delete=models.PROTECT, related_name="+")

    class Meta:
        app_label = "atlas"
        constraints = [
            ends_after_start("project_text_ends_after_start"),
            models.UniqueConstraint(
                fields=["project", "part", "position", "lang"], name="one_text_per_part_position_language"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.part} {self.position} {self.lang}"
