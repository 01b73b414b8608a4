"""The words of curricula: of what a curriculum is made, and how its texts stand."""

from enum import StrEnum

from kerege.inventory.words.equipment import EQUIPMENT_KINDS
from kerege.inventory.words.training import ROOM_EQUIPMENT
from kerege.lib.refusal import N_
from kerege.lib.versions import VersionState


class Node(StrEnum):
    """Of what a curriculum is made."""

    PROGRAMME = "programme"
    MODULE = "module"
    OUTCOME = "outcome"
    ACTIVITY = "activity"
    ASSESSMENT = "assessment"
    STEP = "step"
    MATERIAL = "material"
    CHECK = "check"
    ROLE = "role"
    INJECT = "inject"
    ITEM = "item"
    CHOICE = "choice"
    ATTACHMENT = "attachment"
    SCENARIO = "scenario"
    SCENE = "scene"
    WAY = "way"


NODES = {
    Node.PROGRAMME: N_("Programme"),
    Node.MODULE: N_("Module"),
    Node.OUTCOME: N_("Outcome"),
    Node.ACTIVITY: N_("Activity"),
    Node.ASSESSMENT: N_("Assessment"),
    Node.STEP: N_("Step"),
    Node.MATERIAL: N_("Material of an activity"),
    Node.CHECK: N_("Line of a checklist"),
    Node.ROLE: N_("Role in an exercise"),
    Node.INJECT: N_("Inject"),
    Node.ITEM: N_("Question of an assessment"),
    Node.CHOICE: N_("Answer to choose"),
    Node.ATTACHMENT: N_("Attachment"),
    Node.SCENARIO: N_("Branching scenario"),
    Node.SCENE: N_("Scene of a scenario"),
    Node.WAY: N_("Choice that leads on"),
}


class Make(StrEnum):
    """A programme is taught as a whole; of modules somebody takes those that are needed."""

    PROGRAMME = "programme"
    MODULES = "modules"


MAKES = {Make.PROGRAMME: N_("Taught as a whole"), Make.MODULES: N_("Modules to choose from")}


class Aim(StrEnum):
    """For whom a curriculum is."""

    AWARENESS = "awareness"
    OPERATIONAL = "operational"
    TRAINER = "trainer"


AIMS = {
    Aim.AWARENESS: N_("For everybody: awareness"),
    Aim.OPERATIONAL: N_("For those who do the work"),
    Aim.TRAINER: N_("For trainers"),
}


class Bloom(StrEnum):
    """What a learner does, from the lowest level of Bloom's taxonomy (as revised in 2001) to the highest."""

    REMEMBER = "remember"
    UNDERSTAND = "understand"
    APPLY = "apply"
    ANALYSE = "analyse"
    EVALUATE = "evaluate"
    CREATE = "create"

    @property
    def height(self) -> int:
        return list(Bloom).index(self)


BLOOMS = {
    Bloom.REMEMBER: N_("Remember"),
    Bloom.UNDERSTAND: N_("Understand"),
    Bloom.APPLY: N_("Apply"),
    Bloom.ANALYSE: N_("Analyse"),
    Bloom.EVALUATE: N_("Evaluate"),
    Bloom.CREATE: N_("Create"),
}


class ActivityKind(StrEnum):
    LECTURE = "lecture"
    DISCUSSION = "discussion"
    CASE_STUDY = "case_study"
    WORKSHEET = "worksheet"
    SKILL_STATION = "skill_station"
    TABLETOP = "tabletop"
    ROLE_PLAY = "role_play"
    DRILL = "drill"
    TEACH_BACK = "teach_back"
    CARD_SORT = "card_sort"
    SCENARIO = "scenario"
    QUIZ = "quiz"
    ASSIGNMENT = "assignment"


ACTIVITY_KINDS = {
    ActivityKind.LECTURE: N_("Lecture or demonstration"),
    ActivityKind.DISCUSSION: N_("Discussion"),
    ActivityKind.CASE_STUDY: N_("Case study"),
    ActivityKind.WORKSHEET: N_("Worksheet"),
    ActivityKind.SKILL_STATION: N_("Skill station"),
    ActivityKind.TABLETOP: N_("Table-top exercise"),
    ActivityKind.ROLE_PLAY: N_("Role play"),
    ActivityKind.DRILL: N_("Drill"),
    ActivityKind.TEACH_BACK: N_("Teach-back"),
    ActivityKind.CARD_SORT: N_("Card sort"),
    ActivityKind.SCENARIO: N_("Branching scenario"),
    ActivityKind.QUIZ: N_("Quiz"),
    ActivityKind.ASSIGNMENT: N_("Assignment"),
}


class AssessmentKind(StrEnum):
    QUIZ = "quiz"
    CHECKLIST = "checklist"
    TEACH_BACK = "teach_back"
    ASSIGNMENT = "assignment"
    OBSERVATION = "observation"


ASSESSMENT_KINDS = {
    AssessmentKind.QUIZ: N_("Quiz"),
    AssessmentKind.CHECKLIST: N_("Observed checklist"),
    AssessmentKind.TEACH_BACK: N_("Teach-back"),
    AssessmentKind.ASSIGNMENT: N_("Assignment"),
    AssessmentKind.OBSERVATION: N_("Observation"),
}


class ItemKind(StrEnum):
    ONE = "one"
    MANY = "many"
    TRUE_FALSE = "true_false"
    BANK = "bank"


ITEM_KINDS = {
    ItemKind.ONE: N_("One answer is right"),
    ItemKind.MANY: N_("Several answers may be right"),
    ItemKind.TRUE_FALSE: N_("True or false"),
    ItemKind.BANK: N_("A question of the question bank"),
}


class Per(StrEnum):
    """For whom a number of materials is."""

    PERSON = "person"
    GROUP = "group"
    COURSE = "course"


PERS = {Per.PERSON: N_("for each person"), Per.GROUP: N_("for each group"), Per.COURSE: N_("for the course")}

EQUIPMENT: dict[StrEnum, str] = dict([*ROOM_EQUIPMENT.items(), *EQUIPMENT_KINDS.items()])
"""What a material can be by code: the inventory's words for what rooms have and its kinds of equipment. Where both have
a code it means the same.
"""


class Purpose(StrEnum):
    """What an attachment is for."""

    SLIDES = "slides"
    LESSON_PLAN = "lesson_plan"
    WORKBOOK = "workbook"
    CHECKLIST = "checklist"
    ASSESSMENT = "assessment"
    EVALUATION_FORM = "evaluation_form"
    MEDIA = "media"
    REFERENCE = "reference"


PURPOSES = {
    Purpose.SLIDES: N_("Slides"),
    Purpose.LESSON_PLAN: N_("Lesson plan"),
    Purpose.WORKBOOK: N_("Workbook"),
    Purpose.CHECKLIST: N_("Checklist"),
    Purpose.ASSESSMENT: N_("Assessment"),
    Purpose.EVALUATION_FORM: N_("Evaluation form"),
    Purpose.MEDIA: N_("Picture, sound or film"),
    Purpose.REFERENCE: N_("To look things up"),
}

VERSION_STATES = {
    VersionState.DRAFT: N_("Draft"),
    VersionState.PUBLISHED: N_("Published"),
    VersionState.SUPERSEDED: N_("Superseded"),
}


class Change(StrEnum):
    """What became of a part."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    CHANGED = "changed"


CHANGES = {
    Change.ADDED: N_("added"),
    Change.REMOVED: N_("removed"),
    Change.MOVED: N_("moved"),
    Change.CHANGED: N_("changed"),
}


class Clash(StrEnum):
    """About what two sides of a merge do not agree."""

    FIELD = "field"
    LINES = "lines"
    GONE_HERE = "gone_here"
    GONE_THERE = "gone_there"
    PLACE = "place"
    ORDER = "order"
    ANSWERS = "answers"
    SAME_ID = "same_id"
    LANGUAGE = "language"


CLASHES = {
    Clash.FIELD: N_("Both changed it, each in another way"),
    Clash.LINES: N_("Both changed the same lines"),
    Clash.GONE_HERE: N_("Removed here, changed in the parent"),
    Clash.GONE_THERE: N_("Changed here, removed in the parent"),
    Clash.PLACE: N_("Both moved it, each to another place"),
    Clash.ORDER: N_("Both changed the order, each in another way"),
    Clash.ANSWERS: N_("Both changed the answers, and together they contradict each other"),
    Clash.SAME_ID: N_("Both added a part under this id, of another kind each"),
    Clash.LANGUAGE: N_("One side gave the language up, the other still works in it"),
}


class Side(StrEnum):
    """For what a conflict was decided."""

    OWN = "own"
    PARENT = "parent"
    TEXT = "text"
    VALUE = "value"


SIDES = {
    Side.OWN: N_("What stood here was kept"),
    Side.PARENT: N_("The parent's was taken"),
    Side.TEXT: N_("Settled with a text of one's own"),
    Side.VALUE: N_("Settled in a way of one's own"),
}


class Loss(StrEnum):
    """Why a fork bears no certificate."""

    PARENT_BEARS_NONE = "parent_bears_none"
    GIVEN_UP = "given_up"
    OUTCOME = "outcome"
    NOT_MANDATORY = "not_mandatory"
    LOWER = "lower"
    ACTIVITY = "activity"
    ASSESSMENT = "assessment"
    PASS_MARK = "pass_mark"  # noqa: S105 - a mark that is needed to pass
    HOURS = "hours"
    TAUGHT = "taught"


LOSSES = {
    Loss.PARENT_BEARS_NONE: N_("The parent bears no certificate itself"),
    Loss.GIVEN_UP: N_("It says of itself that it bears no certificate"),
    Loss.OUTCOME: N_("A mandatory outcome is gone"),
    Loss.NOT_MANDATORY: N_("A mandatory outcome is no longer mandatory"),
    Loss.LOWER: N_("A mandatory outcome stands at a lower level"),
    Loss.ACTIVITY: N_("No activity works on it at the level of the parent's"),
    Loss.ASSESSMENT: N_("No assessment proves it at the level of the parent's"),
    Loss.PASS_MARK: N_("It is passed with a lower mark"),
    Loss.HOURS: N_("It has fewer hours than the parent"),
    Loss.TAUGHT: N_("Its modules take less time than those of the parent"),
}


class Gap(StrEnum):
    """What does not fit together in a curriculum."""

    NO_ACTIVITY = "no_activity"
    ACTIVITY_LOWER = "activity_lower"
    NO_ASSESSMENT = "no_assessment"
    ASSESSMENT_LOWER = "assessment_lower"
    MODULE_TIME = "module_time"
    PROGRAMME_TIME = "programme_time"
    NO_CAPTIONS = "no_captions"


GAPS = {
    Gap.NO_ACTIVITY: N_("No activity"),
    Gap.ACTIVITY_LOWER: N_("No activity reaches its level"),
    Gap.NO_ASSESSMENT: N_("No assessment"),
    Gap.ASSESSMENT_LOWER: N_("Assessed at a lower level"),
    Gap.MODULE_TIME: N_("The activities of the module do not add up to its minutes"),
    Gap.PROGRAMME_TIME: N_("The modules do not add up to the hours of the programme"),
    Gap.NO_CAPTIONS: N_("No captions or transcript"),
}


class Decision(StrEnum):
    """What the keeper of the parent said to an offer."""

    ACCEPTED = "accepted"
    DECLINED = "declined"


DECISIONS = {Decision.ACCEPTED: N_("Taken into a draft"), Decision.DECLINED: N_("Left out")}
