"""Writing the evaluation of courses: a door of its own beside that of the room, as `queries.evaluation` is."""

from kerege.training.actions.course_tests import (
    Taken,
    close_test,
    correct_result,
    record_result,
    record_test,
    take_results,
)
from kerege.training.actions.evaluation_forms import publish_form
from kerege.training.actions.knowledge_evidence import count_for_cases
from kerege.training.actions.practice_seen import observe_practice
from kerege.training.actions.reaction import (
    ask_participants,
    close_asking,
    enter_paper,
    hand_out_links,
    read_screen,
    say,
    say_at_screen,
    screen_code,
)

__all__ = [
    "Taken",
    "ask_participants",
    "close_asking",
    "close_test",
    "correct_result",
    "count_for_cases",
    "enter_paper",
    "hand_out_links",
    "observe_practice",
    "publish_form",
    "read_screen",
    "record_result",
    "record_test",
    "say",
    "say_at_screen",
    "screen_code",
    "take_results",
]
