"""The words of reports to international bodies: forms, their fields, and how far a report has come."""

from enum import StrEnum

from kerege.lib.refusal import N_


class FieldType(StrEnum):
    """What a field asks for. MATRIX is a row of the 1540 matrix; TABLE takes as many rows as there are."""

    TEXT = "text"
    YES_NO = "yes_no"
    MATRIX = "matrix"
    SCORE = "score"
    TABLE = "table"


FIELD_TYPES = {
    FieldType.TEXT: N_("Text"),
    FieldType.YES_NO: N_("Yes or no"),
    FieldType.MATRIX: N_("Row of the matrix"),
    FieldType.SCORE: N_("Score"),
    FieldType.TABLE: N_("Table"),
}


class FedBy(StrEnum):
    """What fills a field. NOTHING: only a person can."""

    JUDGEMENTS = "judgements"
    MEASURES = "measures"
    FACILITIES = "facilities"
    NOTHING = "nothing"


FEEDS = {
    FedBy.JUDGEMENTS: N_("approved judgements"),
    FedBy.MEASURES: N_("national measures"),
    FedBy.FACILITIES: N_("facility cards"),
    FedBy.NOTHING: N_("a person"),
}

COLUMNS = {
    "answer": N_("Answer"),
    "score": N_("Score"),
    "text": N_("Text"),
    "framework": N_("National legal framework"),
    "document": N_("Source document"),
    "enforcement": N_("Enforcement: penalties and others"),
    "penalty": N_("Source document of enforcement"),
    "remarks": N_("Remarks"),
    "kind": N_("Kind"),
    "title": N_("Title"),
    "number": N_("Number"),
    "date": N_("Date"),
    "address": N_("Address"),
    "name": N_("Name"),
    "town": N_("Town"),
    "body": N_("Responsible organisation"),
    "level": N_("Level of containment"),
    "functions": N_("What it does"),
}
"""What the columns of fields are called, on pages and in files."""


class ReportState(StrEnum):
    """DRAFT is written; PREPARED waits for a second person; RELEASED stands for good until a correction replaces it."""

    DRAFT = "draft"
    PREPARED = "prepared"
    RELEASED = "released"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


REPORT_STATES = {
    ReportState.DRAFT: N_("Draft"),
    ReportState.PREPARED: N_("Waits for release"),
    ReportState.RELEASED: N_("Released"),
    ReportState.SUPERSEDED: N_("Replaced by a correction"),
    ReportState.WITHDRAWN: N_("Withdrawn"),
}


class SourceKind(StrEnum):
    """From which record a field was filled."""

    JUDGEMENT = "judgement"
    MEASURE = "measure"
    FACILITY = "facility"


SOURCE_KINDS = {
    SourceKind.JUDGEMENT: N_("Judgement"),
    SourceKind.MEASURE: N_("Measure"),
    SourceKind.FACILITY: N_("Facility"),
}


class Duty(StrEnum):
    """How a country stands with a report that is due. Of a report that nobody may know of, nothing is told."""

    OPEN = "open"
    BEGUN = "begun"
    READY = "ready"
    DONE = "done"


DUTIES = {
    Duty.OPEN: N_("to be prepared"),
    Duty.BEGUN: N_("in work"),
    Duty.READY: N_("released here, not yet sent"),
    Duty.DONE: N_("sent"),
}

NEVER_SENDS = N_("Kerege prepares reports and sends none. Whoever sends this one records it here.")
PROVISIONAL = N_(
    "Provisional: the wording of the official template could not be read. Compare each row with the current template "
    "of %(publisher)s before you send anything."
)
YES, NO = N_("Yes"), N_("No")
