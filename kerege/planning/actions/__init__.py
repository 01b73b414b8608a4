"""Writing planning: one function is one thing that somebody does."""

from kerege.planning.actions.accepting import accept_plan
from kerege.planning.actions.editing import take_edited
from kerege.planning.actions.listed import name_listed
from kerege.planning.actions.outlooks import (
    begin_outlook,
    change_outlook,
    copy_outlook,
    drop_told,
    retake_outlook,
    tell_outlook,
)
from kerege.planning.actions.rows import add_row, drop_row, name_trainer
from kerege.planning.actions.scenarios import begin_scenario, change_scenario, copy_scenario, order_goals
from kerege.planning.actions.searching import ask_search, cancel_search, carry_on, stop_search
from kerege.planning.actions.stating import state_needs
from kerege.planning.actions.trying import ask_prices, ask_without

__all__ = [
    "accept_plan",
    "add_row",
    "ask_prices",
    "ask_search",
    "ask_without",
    "begin_outlook",
    "begin_scenario",
    "cancel_search",
    "carry_on",
    "change_outlook",
    "change_scenario",
    "copy_outlook",
    "copy_scenario",
    "drop_row",
    "drop_told",
    "name_listed",
    "name_trainer",
    "order_goals",
    "retake_outlook",
    "state_needs",
    "stop_search",
    "take_edited",
    "tell_outlook",
]
