"""How migrations see the models: each looks at what it changes, not at all that hangs together with it.

Django makes the classes of all models anew that any chain of relations joins with a changed one. Here chains join
nearly all, and two thirds of the time that an empty database took went into that. A schema editor asks the changed
model alone, also where it is given a relation: of the other end it wants the table and the key. Whoever asks for more
gets all of them anew, as with Django where it delays: the code of a migration before it is run, and a change of a
relation. The schema is the same (tests/upkeep/test_migrating.py).
"""

from typing import Any

from django.db.migrations.state import ProjectState

METHOD = "_find_reload_model"
"""The one of Django's own methods in whose place `touched` answers."""

whole = getattr(ProjectState, METHOD)
"""What Django itself would make anew."""

ADD = "add_field"
add = getattr(ProjectState, ADD)


def install() -> None:
    """Let every migration of this process see models so."""
    setattr(ProjectState, METHOD, touched)
    setattr(ProjectState, ADD, added)


def added(state: Any, *field: Any) -> None:
    """What Django does with a new field; a relation among them changes no class but its own."""
    state.adds = True
    try:
        add(state, *field)
    finally:
        state.adds = False


def touched(state: Any, app_label: str, model_name: str, delay: bool = False) -> set[tuple[str, str]]:
    """The models, by room and name, whose classes are made anew after a change of this one."""
    new = model_name not in state.apps.all_models.get(app_label, ())  # nobody has seen it
    if delay or new or getattr(state, "adds", False):
        state.is_delayed = True
        return {(app_label, model_name)}
    if state.is_delayed:  # some classes still point to former ones, so chains between them would break off
        state.is_delayed = False
        return {*state.models, *((model.app_label, model.name_lower) for model in state.apps.real_models)}
    found: set[tuple[str, str]] = whole(state, app_label, model_name)
    return found
