"""What the page of a case says of what is open."""

from types import SimpleNamespace

import pytest

from kerege.capacity.words.certification import InCase, Todo
from kerege.web.capacity.certificates import wording

pytestmark = pytest.mark.nodb


def who_does(todo: Todo, *named: InCase) -> str:
    members = [SimpleNamespace(part=part.value) for part in named]
    page = SimpleNamespace(todos=[todo], next=todo, members=members, is_mine=lambda _todo: False)
    return wording.steps(page)[0].who


def test_a_step_that_nobody_is_named_for_says_who_names_somebody():
    assert who_does(Todo.OBSERVE, InCase.CENTRE, InCase.TRAINER).startswith("nobody is named for this yet")
    assert who_does(Todo.OBSERVE, InCase.CENTRE, InCase.OBSERVER) == "Observes a delivery"
    assert who_does(Todo.FEEDBACK, InCase.CENTRE) == "Observes a delivery, Nominates and looks after the case"
    assert who_does(Todo.REFLECT, InCase.CENTRE) == "the trainee"
    assert who_does(Todo.OBSERVE) == "Observes a delivery", "to whoever reads no names nothing is claimed"
