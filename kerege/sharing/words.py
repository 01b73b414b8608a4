"""The words of sharing: what the levels are called, and what is refused."""

from kerege.lib.refusal import N_, RefusalWord
from kerege.lib.sensitivity import UNKNOWN_LEVEL as UNKNOWN_LEVEL
from kerege.lib.sensitivity import Sensitivity, ShareState

SENSITIVITIES = {
    Sensitivity.PUBLIC: N_("Open to everybody"),
    Sensitivity.REGIONAL: N_("Regional partners"),
    Sensitivity.NATIONAL: N_("National"),
    Sensitivity.RESTRICTED: N_("Restricted"),
}

MEANINGS = {
    Sensitivity.PUBLIC: N_("Everybody may read it."),
    Sensitivity.REGIONAL: N_("People with a working role in a participating country may read it."),
    Sensitivity.NATIONAL: N_("People with a working role in the country that owns it may read it."),
    Sensitivity.RESTRICTED: N_("Only the focal point of the country that owns it may read it."),
}

STATES = {
    ShareState.WAITING: N_("Waits for a second person"),
    ShareState.STANDING: N_("Stands"),
    ShareState.WITHDRAWN: N_("Withdrawn"),
}

KINDS = {
    "training.course": N_("Course"),
    "response.alert": N_("Alert"),
    "response.exercise": N_("Exercise"),
    "response.healthevent": N_("Health event"),
    "response.signal": N_("Signal"),
    "response.mandate": N_("Mandate"),
    "training.coursegroup": N_("Group of courses"),
    "training.curriculumadoption": N_("Curriculum"),
    "outreach.event": N_("Event"),
    "inventory.handover": N_("Handover"),
    "inventory.facility": N_("Facility"),
    "inventory.offer": N_("Offer of help"),
    "inventory.helprequest": N_("Request for help"),
    "indicators.claim": N_("Claim"),
    "people.person": N_("Person"),
    "people.seatterm": N_("Term on a seat"),
    "law.statusrecord": N_("What a state did with an instrument"),
    "law.milestone": N_("Milestone"),
    "capacity.questionset": N_("Question set"),
    "capacity.assessment": N_("Assessment"),
    "capacity.framework": N_("Competence framework"),
    "planning.statedneeds": N_("Needs that a country states"),
}
"""What kinds of records are called on pages."""

UNKNOWN_OWNER = RefusalWord(
    "sharing.unknown_owner",
    N_("No node has the key “%(owner)s”. Use REG for the region or the three-letter code of a participating country."),
)
VIEW_AS_FORBIDDEN = RefusalWord(
    "sharing.view_as_forbidden",
    N_("Only a focal point or the secretariat can see the platform as somebody else does."),
    status=403,
)
JOURNAL_FORBIDDEN = RefusalWord(
    "sharing.journal_forbidden",
    N_("Only an auditor, a focal point or the secretariat reads the journal. Ask one of them."),
    status=403,
)
UNKNOWN_KIND = RefusalWord(
    "sharing.unknown_kind",
    N_("Records of the kind “%(kind)s” are not shared by themselves. Share one of: %(kinds)s."),
)
UNKNOWN_FIELD = RefusalWord(
    "sharing.unknown_field",
    N_("“%(name)s” has no sensitivity of its own. Share the whole record, or a field that has one."),
)
NO_READERS = RefusalWord(
    "sharing.no_readers",
    N_("Nobody is named, so nobody could read it. Name at least one country or the region."),
)
NOT_A_WORKING_ROLE = RefusalWord(
    "sharing.not_a_working_role",
    N_("Records cannot be shared with the role “%(role)s”: it is not a working role. Choose another role."),
)
SHARED_ALREADY = RefusalWord(
    "sharing.shared_already",
    N_("Working roles of all countries read this without a share. Share up to national or restricted content."),
)
BELOW_LABEL = RefusalWord(
    "sharing.below_label",
    N_("The record is more sensitive than this share reaches, so it would open nothing. Choose the next level."),
)
LIST_OF_RESTRICTED = RefusalWord(
    "sharing.list_of_restricted",
    N_("A list reaches national records at most. Share restricted records one by one."),
)
NO_PROJECT = RefusalWord(
    "sharing.no_project",
    N_("Records of this kind have no such project. Choose another project, or share the records of all projects."),
)
SHARE_IS_OVER = RefusalWord(
    "sharing.share_is_over",
    N_("The share would have ended on %(end)s already. Choose a later day."),
)
SHARE_TOO_LONG = RefusalWord(
    "sharing.share_too_long",
    N_("A share lasts two years at most. Choose an earlier end, and share again when it is still needed."),
)
SAME_PERSON = RefusalWord(
    "sharing.same_person",
    N_("Restricted content is shared by two people. Ask another focal point of the same country to confirm."),
    status=403,
)
SHARE_WITHDRAWN = RefusalWord(
    "sharing.share_withdrawn",
    N_("The share was withdrawn. Share the record again, if it is still needed."),
    status=409,
)
ALREADY_FROZEN = RefusalWord(
    "sharing.already_frozen",
    N_("The node is frozen already (%(start)s to %(end)s). Revive it first, or choose a day after that time."),
    status=409,
)
NOT_FROZEN = RefusalWord(
    "sharing.not_frozen",
    N_("The node of %(owner)s is not frozen, so there is nothing to revive."),
    status=409,
)
