"""Curricula as data: read, compared, merged, and held against what a certificate needs. Plain Python."""

from kerege.training.rules.curricula.reading import checked
from kerege.training.rules.curricula.tree import (
    Activity,
    Assessment,
    Attachment,
    Check,
    Choice,
    Inject,
    Item,
    Material,
    Module,
    Outcome,
    Programme,
    Role,
    Scenario,
    Scene,
    Step,
    Way,
    read,
)

__all__ = [
    "Activity",
    "Assessment",
    "Attachment",
    "Check",
    "Choice",
    "Inject",
    "Item",
    "Material",
    "Module",
    "Outcome",
    "Programme",
    "Role",
    "Scenario",
    "Scene",
    "Step",
    "Way",
    "checked",
    "read",
]
