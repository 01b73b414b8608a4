"""The words of national measures: what they are, in which state, and what happens to them."""

from enum import StrEnum

from kerege.lib.refusal import N_


class MeasureKind(StrEnum):
    CONSTITUTION = "constitution"
    LAW = "law"
    DECREE = "decree"
    ORDER = "order"
    FRAMEWORK = "framework"
    PROCEDURE = "procedure"


MEASURE_KINDS = {
    MeasureKind.CONSTITUTION: N_("Constitution"),
    MeasureKind.LAW: N_("Statute"),
    MeasureKind.DECREE: N_("Decree of the government"),
    MeasureKind.ORDER: N_("Order of a ministry"),
    MeasureKind.FRAMEWORK: N_("Policy framework"),
    MeasureKind.PROCEDURE: N_("Standing procedure"),
}


class MeasureState(StrEnum):
    DRAFT = "draft"
    ADOPTED = "adopted"
    IN_FORCE = "in_force"
    PARTLY = "partly"
    SUSPENDED = "suspended"
    REPEALED = "repealed"
    LAPSED = "lapsed"
    UNKNOWN = "unknown"


MEASURE_STATES = {
    MeasureState.DRAFT: N_("draft"),
    MeasureState.ADOPTED: N_("adopted, not yet in force"),
    MeasureState.IN_FORCE: N_("in force"),
    MeasureState.PARTLY: N_("partly in force"),
    MeasureState.SUSPENDED: N_("suspended"),
    MeasureState.REPEALED: N_("repealed"),
    MeasureState.LAPSED: N_("lapsed"),
    MeasureState.UNKNOWN: N_("not known"),
}


class SourceKind(StrEnum):
    """What a text is. What a machine translated is never more than an unofficial translation."""

    OFFICIAL = "official"
    AUTHENTIC = "authentic_translation"
    CONSOLIDATION = "consolidation"
    UNOFFICIAL = "unofficial_translation"
    SUMMARY = "summary_only"


SOURCE_KINDS = {
    SourceKind.OFFICIAL: N_("Official text"),
    SourceKind.AUTHENTIC: N_("Authentic translation"),
    SourceKind.CONSOLIDATION: N_("Consolidated text, not official"),
    SourceKind.UNOFFICIAL: N_("Unofficial translation"),
    SourceKind.SUMMARY: N_("Summary only"),
}
TRANSLATIONS = frozenset({SourceKind.AUTHENTIC, SourceKind.UNOFFICIAL})


class SchemaKept(StrEnum):
    """Which schema of Akoma Ntoso 3.0 the text keeps."""

    STRICT = "strict"
    LENIENT = "lenient"
    INVALID = "invalid"


SCHEMAS_KEPT = {
    SchemaKept.STRICT: N_("valid"),
    SchemaKept.LENIENT: N_("valid by the forgiving schema"),
    SchemaKept.INVALID: N_("not valid, kept as it came"),
}


class EventKind(StrEnum):
    """What happens to a measure or to parts of it."""

    ENTER = "enter"
    AMEND = "amend"
    SUSPEND = "suspend"
    RESUME = "resume"
    REPEAL = "repeal"
    LAPSE = "lapse"
    INVALID = "declared_invalid"
    CORRECT = "correct"


EVENT_KINDS = {
    EventKind.ENTER: N_("Entry into force"),
    EventKind.AMEND: N_("Amendment"),
    EventKind.SUSPEND: N_("Suspension"),
    EventKind.RESUME: N_("End of a suspension"),
    EventKind.REPEAL: N_("Repeal"),
    EventKind.LAPSE: N_("Lapse"),
    EventKind.INVALID: N_("Declared invalid"),
    EventKind.CORRECT: N_("Correction of the text"),
}
CHANGES_TEXT = frozenset({EventKind.AMEND, EventKind.CORRECT})
ENDS = frozenset({EventKind.REPEAL, EventKind.LAPSE, EventKind.INVALID})


class Standing(StrEnum):
    """How a part of a measure stands on a day."""

    IN_FORCE = "in_force"
    UNCOMMENCED = "uncommenced"
    SUSPENDED = "suspended"
    REPEALED = "repealed"
    LAPSED = "lapsed"
    INVALID = "declared_invalid"
    UNKNOWN = "unknown"


STANDINGS = {
    Standing.IN_FORCE: N_("in force"),
    Standing.UNCOMMENCED: N_("not yet in force"),
    Standing.SUSPENDED: N_("suspended"),
    Standing.REPEALED: N_("repealed"),
    Standing.LAPSED: N_("lapsed"),
    Standing.INVALID: N_("declared invalid"),
    Standing.UNKNOWN: N_("it is not known whether it is in force"),
}


class LineageKind(StrEnum):
    """What became of a provision in the next version of the text."""

    SAME = "same"
    RENUMBERED = "renumbered"
    REPLACED = "replaced"
    INSERTED = "inserted"
    REPEALED = "repealed"


LINEAGES = {
    LineageKind.SAME: N_("the same"),
    LineageKind.RENUMBERED: N_("renumbered"),
    LineageKind.REPLACED: N_("replaced"),
    LineageKind.INSERTED: N_("inserted"),
    LineageKind.REPEALED: N_("no longer there"),
}


class AliasScheme(StrEnum):
    """Registers of others that know a measure under a number of their own."""

    FAOLEX = "faolex"
    ECOLEX = "ecolex"
    BCH = "bch"
    NIM = "nim"


ALIAS_SCHEMES = {
    AliasScheme.FAOLEX: N_("FAOLEX"),
    AliasScheme.ECOLEX: N_("ECOLEX"),
    AliasScheme.BCH: N_("Biosafety Clearing-House"),
    AliasScheme.NIM: N_("BWC national implementation measures database"),
}
