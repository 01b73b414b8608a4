"""The words of the atlas: kinds of names and texts, schemes, journal words, and what is refused."""

from enum import StrEnum

from kerege.journal.rules import Words
from kerege.lib.refusal import N_, RefusalWord

ATLAS = Words(of=("atlas.", "upkeep."), but_not=("atlas.source",))
"""The acts after which the atlas may answer otherwise. A source is new where it is recorded, and is never changed."""


class TerritoryKind(StrEnum):
    COUNTRY = "country"
    TERRITORY = "territory"


class SubjectKind(StrEnum):
    """What a name can be the name of, in the order of equal hits. The last three belong to rooms above, which check who
    may name them.
    """

    TERRITORY = "territory"
    REGION = "region"
    PLACE = "place"
    UNIT = "unit"
    TERM = "term"
    STANDARD = "standard"
    ORGANISATION = "organisation"
    INSTRUMENT = "instrument"
    OTHER = "other"


OWN_SUBJECTS = frozenset(
    {
        SubjectKind.TERRITORY,
        SubjectKind.REGION,
        SubjectKind.UNIT,
        SubjectKind.PLACE,
        SubjectKind.TERM,
        SubjectKind.STANDARD,
    }
)


SUBJECT_KINDS = {
    SubjectKind.TERRITORY: N_("Country or territory"),
    SubjectKind.REGION: N_("Region"),
    SubjectKind.UNIT: N_("Administrative unit"),
    SubjectKind.PLACE: N_("Town"),
    SubjectKind.TERM: N_("Term"),
    SubjectKind.STANDARD: N_("Standard"),
    SubjectKind.ORGANISATION: N_("Organisation"),
    SubjectKind.INSTRUMENT: N_("Instrument"),
    SubjectKind.OTHER: N_("Other"),
}


class NameKind(StrEnum):
    """PREFERRED names are shown; the others are found by search only. FORMER is for old names without known dates."""

    PREFERRED = "preferred"
    OFFICIAL = "official"
    ALTERNATIVE = "alternative"
    FORMER = "former"


class TextPart(StrEnum):
    """The parts of a project's page, in the order of the page."""

    PROGRAMME = "programme"
    TITLE = "title"
    INTRODUCTION = "introduction"
    OBJECTIVE_LEAD = "objective_lead"
    OBJECTIVE = "objective"
    FUNDING = "funding"
    ORIGIN_NOTE = "origin_note"


class TextState(StrEnum):
    """How far a text can be trusted: SOURCE is the quotation itself, the others are states of a translation."""

    SOURCE = "source"
    REVIEWED = "reviewed"
    DRAFT = "draft"
    MACHINE = "machine"
    OUTDATED = "outdated"


class Scheme(StrEnum):
    CBRN_AREA = "cbrn_area"
    CBRN_CATEGORY = "cbrn_category"


REGION = "REG"
RECORDING_ROLES = frozenset({"secretariat", "node_administrator"})
CITING_ROLES = RECORDING_ROLES | {
    "focal_point",
    "legal_drafter",
    "laboratory_head",
    "training_centre_manager",
}
"""Roles, by the words of `people`, that may write reference data."""

NOT_YOURS = RefusalWord(
    "atlas.not_yours",
    N_("Reference data are kept by the secretariat and the node administrators. Ask one of them to record this."),
    status=403,
)
NOT_YOUR_EVIDENCE = RefusalWord(
    "atlas.not_your_evidence",
    N_("Your roles do not let you keep or withdraw documents of %(owner)s. Choose an owner for whom you record."),
    status=403,
)
UNKNOWN_CODE = RefusalWord(
    "atlas.unknown_code",
    N_("“%(code)s” is not a known code of “%(scheme)s”. Choose one from the list, or have it recorded first."),
)
TWO_CURRENT_NAMES = RefusalWord(
    "atlas.two_current_names",
    N_(
        "There is already a preferred name in “%(lang)s” for that time (“%(other)s”, %(start)s to %(end)s). "
        "End that name first, or record this one as an alternative."
    ),
    status=409,
)
NO_CURRENT_NAME = RefusalWord(
    "atlas.no_current_name",
    N_("There is no preferred name in “%(lang)s” on %(on)s that could end. Record a name first."),
    status=404,
)
NO_SUCH_NAME = RefusalWord(
    "atlas.no_such_name", N_("There is no name with this uid. Look the name up again."), status=404
)
UNKNOWN_SUBJECT = RefusalWord(
    "atlas.unknown_subject",
    N_("There is no %(kind)s with this uid, so it cannot be named. Record it first."),
    status=404,
)
BAD_LANGUAGE = RefusalWord(
    "atlas.bad_language",
    N_("“%(lang)s” is not a language tag. Write for example en, ru, kk or uz-Cyrl."),
)
BAD_CODE = RefusalWord(
    "atlas.bad_code",
    N_("“%(code)s” does not have the shape of a code here (%(shape)s). Correct it."),
)
UNKNOWN_CHOICE = RefusalWord(
    "atlas.unknown_choice",
    N_("“%(value)s” is not one of the choices for %(name)s: %(choices)s."),
)
OVERLAPPING = RefusalWord(
    "atlas.overlapping",
    N_("%(subject)s is already recorded here for that time (%(start)s to %(end)s). End that record first."),
    status=409,
)
NOT_OPEN = RefusalWord(
    "atlas.not_open",
    N_("There is no open record of %(subject)s that could end. It may have ended already."),
    status=404,
)
INFERRED = RefusalWord(
    "atlas.partnership_inferred",
    N_(
        "Taking part in a project does not make %(territory)s a partner. "
        "Give a source that states the partnership itself."
    ),
)
COORDINATES = RefusalWord(
    "atlas.coordinates",
    N_(
        "Latitude %(latitude)s and longitude %(longitude)s are not a position on Earth. "
        "Latitude goes from -90 to 90, longitude from -180 to 180."
    ),
)
UNIT_ELSEWHERE = RefusalWord(
    "atlas.unit_elsewhere",
    N_("The unit %(unit)s is not in %(territory)s. Choose a unit of the same territory."),
)
CITED_BEFORE_EDITION = RefusalWord(
    "atlas.cited_before_edition",
    N_("%(standard)s %(edition)s was published on %(start)s and cannot be cited on %(on)s. Cite an older edition."),
)
EDITION_IN_USE = RefusalWord(
    "atlas.edition_in_use",
    N_(
        "%(standard)s %(edition)s is cited by %(count)s records and stays. "
        "Withdraw it instead, and the records that cite it are listed."
    ),
    status=409,
)
CYCLIC_EDITIONS = RefusalWord(
    "atlas.cyclic_editions",
    N_("%(edition)s cannot replace itself, directly or by others. Check which edition came later."),
    status=409,
)
TAG_WITHOUT_SOURCE = RefusalWord(
    "atlas.tag_without_source",
    N_("A term that a page states needs that page as its source. Without one, mark it as a suggestion."),
)
NOT_AN_ADDRESS = RefusalWord(
    "atlas.not_an_address",
    N_("“%(address)s” is not a web address. Give it whole, beginning with https://, or leave it empty."),
)
