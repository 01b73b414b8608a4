"""The example world's questions: read, complete in both languages, released, and twice the same changes nothing."""

from kerege.journal.models import Act
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM, Actor, Grant
from kerege.people.words import Role
from kerege.records.viewers import Viewer
from kerege.training.queries import bank
from kerege.worlds.questions_loader import load_questions

ME = Actor("one", "One", (Grant(Role.SECRETARIAT, "REG"),))
SEES = Viewer(uid="one", everywhere=Sensitivity.NATIONAL)


def test_every_question_is_released_and_there_in_two_languages(db):
    count = load_questions(by=SYSTEM)
    lines = bank.released(SEES, ME, "biosafety-awareness")
    assert len(lines) == count == 8
    assert {each.languages for each in lines} == {("en", "ru")}
    assert [each.entry for each in lines if each.by_person]
    before = Act.objects.count()
    assert load_questions(by=SYSTEM) == 0
    assert Act.objects.count() == before
