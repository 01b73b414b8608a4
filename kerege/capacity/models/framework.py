"""Competence frameworks and their versions."""

from django.db import models

from kerege.records.versions import DraftedVersion, InVersions, each_once


class Framework(InVersions):
    """Competences and roles."""

    class Meta:
        app_label = "capacity"
        verbose_name = "competence framework"


class FrameworkVersion(DraftedVersion):
    """One version of a framework, as rules.framework reads it. What people showed and what roles need rests on it."""

    of = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="versions")

    class Meta:
        app_label = "capacity"
        verbose_name = "version of a competence framework"
        constraints = each_once("framework")
