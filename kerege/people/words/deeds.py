"""What somebody may do by a role."""

from enum import StrEnum


class Deed(StrEnum):
    """What a role may do; see `rules.MAY`."""

    RECORD_REFERENCE = "record_reference"
    RECORD_ACTIVITY = "record_activity"
    REGISTER_PARTICIPANTS = "register_participants"
    RECORD_CLAIM = "record_claim"
    RECORD_RESOURCE = "record_resource"
    ASK_FOR_HELP = "ask_for_help"
    KEEP_CENTRE = "keep_centre"
    RECORD_LAW = "record_law"
    APPOINT = "appoint"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_ACCOUNTS = "manage_accounts"
    LABEL = "label"
    VIEW_AS = "view_as"
    READ_JOURNAL = "read_journal"
    OPERATE = "operate"
    SET_TASK = "set_task"
    HAND_OVER = "hand_over"
    FREEZE_NODE = "freeze_node"
    KEEP_QUESTION_SETS = "keep_question_sets"
    ASSESS = "assess"
    KEEP_SCHEMES = "keep_schemes"
    NOMINATE = "nominate"
    REVIEW_CASE = "review_case"
    KEEP_FRAMEWORKS = "keep_frameworks"
    RECORD_POSTS = "record_posts"
    SHOW_COMPETENCE = "show_competence"
