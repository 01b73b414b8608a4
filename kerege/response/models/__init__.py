"""Records of response. Each capability has its own file here."""

from kerege.response.models.aid import AidCase, AidEntry
from kerege.response.models.alert import Acknowledgement, Alert
from kerege.response.models.alert_mail import AlertMailing, AlertSubscription
from kerege.response.models.duty_clock import ClockEntry, DutyClock, ModeSwitch, Occasion
from kerege.response.models.exercise import Exercise, ExerciseInject, ExerciseRole, InjectReply
from kerege.response.models.exercise_report import ExerciseAction, ExerciseFinding, ExerciseObservation
from kerege.response.models.health_event import Assessment, AssessmentAnswers, HealthEvent, Signal
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
from kerege.response.models.mandate import ContactCheck, Mandate

__all__ = [
    "Acknowledgement",
    "AffectedPerson",
    "AidCase",
    "AidEntry",
    "Alert",
    "AlertMailing",
    "AlertSubscription",
    "Assessment",
    "AssessmentAnswers",
    "ClockEntry",
    "ContactCheck",
    "DutyClock",
    "Exercise",
    "ExerciseAction",
    "ExerciseFinding",
    "ExerciseInject",
    "ExerciseObservation",
    "ExerciseRole",
    "HealthEvent",
    "IdentityRead",
    "IncidentDesk",
    "IncidentMessage",
    "IncidentReporter",
    "InjectReply",
    "Investigation",
    "LabIncident",
    "Lesson",
    "Mandate",
    "ModeSwitch",
    "Occasion",
    "Signal",
]
