"""Why somebody could help, and what does not fit: facilities with their offers, and experts."""

from enum import StrEnum

from kerege.inventory.words.helping import HelpKind
from kerege.lib.refusal import N_
from kerege.privacy.words.experts import Expertise, ExpertRole


class Fit(StrEnum):
    """What speaks for somebody who could help."""

    OFFERED = "offered"
    CAN = "can"
    QUALIFIED = "qualified"
    WORKING = "working"
    LANGUAGE = "language"
    SAME_COUNTRY = "same_country"
    NEAR = "near"
    ENOUGH = "enough"


FITS = {
    Fit.OFFERED: N_("It offers this, from %(start)s until before %(until)s."),
    Fit.CAN: N_("Its card says that it can do this."),
    Fit.QUALIFIED: N_("Its organisation is qualified to test this equipment."),
    Fit.WORKING: N_("Equipment for this that is in service there: %(count)s."),
    Fit.LANGUAGE: N_("It works in a language that you named: %(languages)s."),
    Fit.SAME_COUNTRY: N_("It is in the same country."),
    Fit.NEAR: N_("It is about %(km)s km away."),
    Fit.ENOUGH: N_("It offers %(offered)s, and %(needed)s are needed."),
}


class Misfit(StrEnum):
    """What does not fit, and would have to be talked about."""

    NOT_OFFERED = "not_offered"
    NO_LANGUAGE = "no_language"
    LANGUAGE_UNKNOWN = "language_unknown"
    OVER_BEFORE = "over_before"
    BEGINS_LATER = "begins_later"
    TOO_FEW = "too_few"
    OTHER_EQUIPMENT = "other_equipment"
    UNQUALIFIED = "unqualified"
    QUALIFICATION_ENDS = "qualification_ends"
    OUT_OF_SERVICE = "out_of_service"
    SUSPENDED = "suspended"
    FAR = "far"
    DISTANCE_UNKNOWN = "distance_unknown"
    STALE = "stale"


MISFITS = {
    Misfit.NOT_OFFERED: N_("It has not offered this: ask whether it would."),
    Misfit.NO_LANGUAGE: N_("It works in other languages: %(languages)s."),
    Misfit.LANGUAGE_UNKNOWN: N_("Its working languages are not recorded."),
    Misfit.OVER_BEFORE: N_("The offer is over on %(until)s, before the day by which help is needed."),
    Misfit.BEGINS_LATER: N_("The offer begins on %(start)s, after the day by which help is needed."),
    Misfit.TOO_FEW: N_("It offers %(offered)s, but %(needed)s are needed."),
    Misfit.OTHER_EQUIPMENT: N_("The offer is for other equipment."),
    Misfit.UNQUALIFIED: N_("No qualification to test this equipment is recorded for its organisation."),
    Misfit.QUALIFICATION_ENDS: N_("Its qualification ends on %(until)s, before the day by which help is needed."),
    Misfit.OUT_OF_SERVICE: N_("Its equipment for this is out of service or not certified."),
    Misfit.SUSPENDED: N_("It is out of operation for a time."),
    Misfit.FAR: N_("It is far away: about %(km)s km."),
    Misfit.DISTANCE_UNKNOWN: N_("How far it is cannot be told."),
    Misfit.STALE: N_("Nobody has confirmed its card since %(day)s."),
}


class ExpertFit(StrEnum):
    """What speaks for an expert who could help."""

    COMES_AS = "comes_as"
    KNOWS = "knows"
    LANGUAGE = "language"
    SAME_COUNTRY = "same_country"
    NEAR = "near"
    CAN_COME = "can_come"


EXPERT_FITS = {
    ExpertFit.COMES_AS: N_("Comes as: %(roles)s."),
    ExpertFit.KNOWS: N_("Knows this field: %(fields)s."),
    ExpertFit.LANGUAGE: N_("Teaches in a language that you named: %(languages)s."),
    ExpertFit.SAME_COUNTRY: N_("Is in the same country."),
    ExpertFit.NEAR: N_("Is about %(km)s km away."),
    ExpertFit.CAN_COME: N_("Can come when many are needed: %(reserve)s."),
}


class ExpertMisfit(StrEnum):
    """What does not fit or is not shown, and would have to be asked."""

    OTHER_ROLE = "other_role"
    OTHER_FIELD = "other_field"
    NO_LANGUAGE = "no_language"
    LANGUAGE_NOT_SHOWN = "language_not_shown"
    LISTED_SHORTER = "listed_shorter"
    FROM_AFAR = "from_afar"
    FAR = "far"
    PLACE_NOT_SHOWN = "place_not_shown"
    NO_CONTACT = "no_contact"


EXPERT_MISFITS = {
    ExpertMisfit.OTHER_ROLE: N_("Does not say to come as: %(roles)s."),
    ExpertMisfit.OTHER_FIELD: N_("Does not show this field: %(fields)s."),
    ExpertMisfit.NO_LANGUAGE: N_("Teaches in other languages: %(languages)s."),
    ExpertMisfit.LANGUAGE_NOT_SHOWN: N_("Shows no language of teaching."),
    ExpertMisfit.LISTED_SHORTER: N_("Is found here until before %(until)s, which is before help is needed."),
    ExpertMisfit.FROM_AFAR: N_("Helps from afar only, by telephone or screen."),
    ExpertMisfit.FAR: N_("Is far away: about %(km)s km."),
    ExpertMisfit.PLACE_NOT_SHOWN: N_("Shows no town or region, so how far it is cannot be told."),
    ExpertMisfit.NO_CONTACT: N_("Shows no contact: ask through the focal point of the country."),
}

EXPERTS_FOR: dict[HelpKind, tuple[frozenset[ExpertRole], frozenset[Expertise]]] = {
    HelpKind.TRAINING: (frozenset({ExpertRole.TRAINER}), frozenset()),
    HelpKind.CERTIFICATION: (frozenset({ExpertRole.CABINET_TESTER}), frozenset({Expertise.CABINETS})),
    HelpKind.REPAIR: (frozenset({ExpertRole.CABINET_TESTER}), frozenset({Expertise.ENGINEERING})),
    HelpKind.TRANSPORT: (frozenset(), frozenset({Expertise.TRANSPORT})),
    HelpKind.DISPOSAL: (frozenset(), frozenset({Expertise.WASTE, Expertise.DECONTAMINATION})),
    HelpKind.EXPERT: (frozenset(ExpertRole), frozenset()),
}
"""Who among the experts could help: with one of the roles, or with one of the fields. For other help people are no
answer: it needs a laboratory.
"""
