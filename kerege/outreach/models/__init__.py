from kerege.outreach.models.conduct import CodeAdoption, CodeOfConduct, CodeVersion, Pledge
from kerege.outreach.models.country_report import (
    CountryReport,
    PassageApproval,
    PassageRemark,
    RegionalPassage,
    RegionalText,
    ReportPassage,
)
from kerege.outreach.models.event import Event, EventCount, EventNote, EventSource
from kerege.outreach.models.gathering import Guest, Programme, SameGuest
from kerege.outreach.models.library import LibraryEdition, LibraryResource

__all__ = [
    "CodeAdoption",
    "CodeOfConduct",
    "CodeVersion",
    "CountryReport",
    "Event",
    "EventCount",
    "EventNote",
    "EventSource",
    "Guest",
    "LibraryEdition",
    "LibraryResource",
    "PassageApproval",
    "PassageRemark",
    "Pledge",
    "Programme",
    "RegionalPassage",
    "RegionalText",
    "ReportPassage",
    "SameGuest",
]
