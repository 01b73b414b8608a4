"""The curricula of the release: whole in every language, aligned, and each lesson worth its time."""

from functools import cache

import pytest

from kerege.training.rules.curricula import read
from kerege.training.rules.curricula.alignment import alignment
from kerege.training.rules.lessons import graded, lessons_of, quiz_of
from kerege.training.rules.scenarios import faults_in, reached_from, start_of
from kerege.worlds.curricula_loader import HERE, content

pytestmark = pytest.mark.nodb
COURSE, LESSONS, DECIDED = "p53-train-the-trainers", "biosafety-awareness", "what-would-you-do"


@cache
def programme(key):
    return read(content(HERE / key))


def texts(part, place=""):
    """Every text of a curriculum by its place, with the languages in which it is there."""
    if isinstance(part, dict):
        if set(part) & {"en", "ru"}:
            yield place, part
        else:
            for name, each in part.items():
                yield from texts(each, f"{place}.{name}")
    elif isinstance(part, list):
        for number, each in enumerate(part):
            yield from texts(each, f"{place}[{number}]")


@pytest.mark.parametrize("key", [COURSE, LESSONS, DECIDED])
def test_every_text_is_there_in_both_languages(key):
    found = list(texts(programme(key).content))
    assert len(found) > (60 if key == DECIDED else 400)
    assert [place for place, each in found if set(each) != {"en", "ru"}] == []
    latin = [place for place, each in found if len(each["ru"]) > 40 and each["ru"].isascii()]
    assert latin == [], "these are not in Russian"


@pytest.mark.parametrize("key", [COURSE, LESSONS, DECIDED])
def test_every_outcome_is_practised_and_assessed_at_its_level_and_the_hours_add_up(key):
    matrix = alignment(programme(key))
    assert (matrix.gaps, len(matrix.rows)) == (0, sum(1 for _ in programme(key).outcomes()))


def test_the_course_has_37_hours_on_five_days():
    course = programme(COURSE)
    days = {day: sum(m.minutes for m in course.modules if m.day == day) for day in range(1, 6)}
    assert (course.hours, course.minutes, days) == (37.0, 2220, {1: 450, 2: 450, 3: 450, 4: 435, 5: 435})
    assert [m.id for m in course.modules if not m.body] == [], "each has a guide for its trainer"


def test_steps_take_the_time_of_their_activity():
    wrong = [
        each.id
        for key in (COURSE, LESSONS)
        for each in programme(key).activities()
        if each.steps and sum(step.minutes for step in each.steps) != each.minutes
    ]
    assert wrong == []


def test_the_exercise_gives_every_inject_to_a_role_within_its_time():
    (exercise,) = [each for each in programme(COURSE).activities() if each.injects]
    assert {each.to for each in exercise.injects} < {each.id for each in exercise.roles}
    minutes = [each.minute for each in exercise.injects]
    assert minutes == sorted(minutes)
    assert minutes[-1] < exercise.steps[1].minutes, "they are handed out while it is played"


def test_there_are_eight_lessons_of_half_an_hour_with_a_case_and_six_questions():
    found = list(lessons_of(programme(LESSONS)))
    assert [(m.minutes, len(quiz_of(m).items)) for m in found] == [(30, 6)] * 8
    assert [m.id for m in found if not any(a.kind == "case_study" and a.body for a in m.activities)] == []
    words = {f"{m.id} {lang}": len(text.split()) for m in found for lang, text in m.body.items()}
    assert {name: n for name, n in words.items() if not 700 <= n <= 1_050} == {}


def test_every_answer_says_why_and_the_right_ones_are_enough():
    for each in (*programme(LESSONS).assessments(), *programme(COURSE).assessments()):
        assert [c.id for i in each.items for c in i.choices if not c.why] == []
        right = {i.id: [c.id for c in i.choices if c.right] for i in each.items}
        assert graded(each, right).right == len(each.items)


def test_the_scenario_can_be_walked_to_each_of_its_endings_and_says_what_is_learnt():
    (module,) = lessons_of(programme(DECIDED))
    (scenario,) = module.scenarios
    assert faults_in(scenario, module, programme(DECIDED)) == []
    far = reached_from(scenario, start_of(scenario).id)
    ends = [each for each in scenario.scenes if each.learnt]
    assert [far[each.id] for each in ends] == [4, 4, 2]
    assert [each.id for each in ends if min(len(text.split()) for text in each.learnt.values()) < 20] == []
    loops = [(scene.id, way.to) for scene in scenario.scenes for way in scene.ways if far[way.to] <= far[scene.id]]
    assert len(loops) >= 3, "a wrong choice can be made good"
