"""Records of response. Each capability has its own file here."""

from kerege.response.models.alert import Acknowledgement, Alert
from kerege.response.models.incident import (
    AffectedPerson,
    IdentityRead,
    IncidentDesk,
    IncidentMessage,
    IncidentReporter,
    Investigation,
    LabIncident,
    Lesson,
)

__all__ = [
    "Acknowledgement",
    "AffectedPerson",
    "Alert",
    "IdentityRead",
    "IncidentDesk",
    "IncidentMessage",
    "IncidentReporter",
    "Investigation",
    "LabIncident",
    "Lesson",
]
