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
from kerege.planning.actions.years import (
    begin_years,
    change_years,
    copy_years,
    drop_years_row,
    plan_season,
    tell_together,
    tell_years,
)

__all__ = [
    "accept_plan",
    "add_row",
    "ask_prices",
    "ask_search",
    "ask_without",
    "begin_outlook",
    "begin_scenario",
    "begin_years",
    "cancel_search",
    "carry_on",
    "change_outlook",
    "change_scenario",
    "change_years",
    "copy_outlook",
    "copy_scenario",
    "copy_years",
    "drop_row",
    "drop_told",
    "drop_years_row",
    "name_listed",
    "name_trainer",
    "order_goals",
    "plan_season",
    "retake_outlook",
    "state_needs",
    "stop_search",
    "take_edited",
    "tell_outlook",
    "tell_together",
    "tell_years",
]
