"""What people read about obligations: what they ask, how far they bind, and how they stand to each other."""

from enum import StrEnum

from kerege.lib.refusal import N_


class ObligationKind(StrEnum):
    """What the state has to do. A safeguard limits what it may do; drafters forget these first."""

    PROHIBIT = "prohibit"
    PENALISE = "penalise"
    ACCOUNT_FOR = "account_for"
    SECURE = "secure"
    PHYSICALLY_PROTECT = "physically_protect"
    CONTROL_TRANSFER = "control_transfer"
    REPORT = "report"
    COOPERATE = "cooperate"
    CAPACITY = "capacity"
    QUARANTINE = "quarantine"
    DESIGNATE = "designate"
    REGULATE = "regulate"
    ASSESS = "assess"
    SAFEGUARD = "safeguard"
    INFORM = "inform"


OBLIGATION_KINDS = {
    ObligationKind.PROHIBIT: N_("Prohibit"),
    ObligationKind.PENALISE: N_("Penalise"),
    ObligationKind.ACCOUNT_FOR: N_("Account for materials"),
    ObligationKind.SECURE: N_("Secure"),
    ObligationKind.PHYSICALLY_PROTECT: N_("Protect physically"),
    ObligationKind.CONTROL_TRANSFER: N_("Control transfers"),
    ObligationKind.REPORT: N_("Report"),
    ObligationKind.COOPERATE: N_("Cooperate"),
    ObligationKind.CAPACITY: N_("Have the capacity"),
    ObligationKind.QUARANTINE: N_("Quarantine and health measures"),
    ObligationKind.DESIGNATE: N_("Name an authority or focal point"),
    ObligationKind.REGULATE: N_("Regulate or license"),
    ObligationKind.ASSESS: N_("Assess risks"),
    ObligationKind.SAFEGUARD: N_("Safeguard: a limit on the state"),
    ObligationKind.INFORM: N_("Inform the public"),
}


class Force(StrEnum):
    """How far something binds."""

    BINDING = "binding"
    BINDING_UNSC = "binding-UNSC"
    BINDING_QUALIFIED = "binding-qualified"
    EU_LAW = "EU-law"
    CALLED_UPON = "called-upon"
    POLITICALLY_BINDING = "politically-binding"
    POLITICAL = "political"
    ARRANGEMENT = "arrangement"
    STANDARD = "standard"
    VOLUNTARY_STANDARD = "voluntary-standard"
    GUIDANCE = "guidance"
    MODEL = "model"
    MONITORING = "monitoring"
    MATRIX_ITEM = "matrix-item"
    VOLUNTARY = "voluntary"
    NOT_IN_FORCE = "not-in-force"


FORCES = {
    Force.BINDING: N_("Binding on its parties"),
    Force.BINDING_UNSC: N_("Binding on every state (Security Council)"),
    Force.BINDING_QUALIFIED: N_("Binding as far as possible"),
    Force.EU_LAW: N_("Law of the European Union"),
    Force.CALLED_UPON: N_("Called upon"),
    Force.POLITICALLY_BINDING: N_("Politically binding"),
    Force.POLITICAL: N_("Political aim"),
    Force.ARRANGEMENT: N_("Arrangement of its participants"),
    Force.STANDARD: N_("International standard"),
    Force.VOLUNTARY_STANDARD: N_("Voluntary standard"),
    Force.GUIDANCE: N_("Guidance"),
    Force.MODEL: N_("Model rules"),
    Force.MONITORING: N_("Item of monitoring"),
    Force.MATRIX_ITEM: N_("Item of the 1540 matrix"),
    Force.VOLUNTARY: N_("Voluntary"),
    Force.NOT_IN_FORCE: N_("Not in force yet"),
}
BINDS = frozenset({Force.BINDING, Force.BINDING_UNSC, Force.BINDING_QUALIFIED, Force.EU_LAW})
"""What binds whoever is a party. All else is voluntary, whoever the reader is."""


class Modality(StrEnum):
    MUST = "must"
    MUST_NOT = "must_not"
    MAY_ONLY_IF = "may_only_if"
    SHOULD = "should"
    ENCOURAGED = "encouraged"


MODALITIES = {
    Modality.MUST: N_("must"),
    Modality.MUST_NOT: N_("must not"),
    Modality.MAY_ONLY_IF: N_("may only if"),
    Modality.SHOULD: N_("should"),
    Modality.ENCOURAGED: N_("is encouraged to"),
}


class Bearer(StrEnum):
    STATE = "state"
    COMPETENT_AUTHORITY = "authority"
    OPERATOR = "operator"
    CARRIER = "carrier"
    PERSON = "person"


BEARERS = {
    Bearer.STATE: N_("The state"),
    Bearer.COMPETENT_AUTHORITY: N_("The competent authority"),
    Bearer.OPERATOR: N_("The operator"),
    Bearer.CARRIER: N_("The carrier"),
    Bearer.PERSON: N_("Every person"),
}


class Sector(StrEnum):
    HUMAN = "human"
    ANIMAL = "animal"
    PLANT = "plant"
    FOOD = "food"
    ENVIRONMENT = "environment"
    SECURITY = "security"
    MULTI = "multi"


SECTORS = {
    Sector.HUMAN: N_("Human health"),
    Sector.ANIMAL: N_("Animal health"),
    Sector.PLANT: N_("Plant health"),
    Sector.FOOD: N_("Food"),
    Sector.ENVIRONMENT: N_("Environment"),
    Sector.SECURITY: N_("Security"),
    Sector.MULTI: N_("Several sectors"),
}


class LinkRelation(StrEnum):
    SAME_AS = "same_as"
    NARROWER = "narrower"
    SUPPORTS = "supports"
    MEASURED_BY = "measured_by"
    TENSION = "tension"


LINK_RELATIONS = {
    LinkRelation.SAME_AS: N_("the same as"),
    LinkRelation.NARROWER: N_("a part of"),
    LinkRelation.SUPPORTS: N_("supports"),
    LinkRelation.MEASURED_BY: N_("is measured by"),
    LinkRelation.TENSION: N_("is in tension with"),
}
LINKED_BY = {
    LinkRelation.SAME_AS: N_("the same as"),
    LinkRelation.NARROWER: N_("has as a part"),
    LinkRelation.SUPPORTS: N_("is supported by"),
    LinkRelation.MEASURED_BY: N_("measures"),
    LinkRelation.TENSION: N_("is in tension with"),
}
"""The same relation, read from the other end."""


class TextState(StrEnum):
    """How far the sentence of one language is checked."""

    SOURCE = "source"
    DRAFT = "draft"
    REVIEWED = "reviewed"


TEXT_STATES = {
    TextState.SOURCE: N_("the sentence as it was written"),
    TextState.DRAFT: N_("a translation that no lawyer has checked yet"),
    TextState.REVIEWED: N_("a checked translation"),
}
