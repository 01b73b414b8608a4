"""No owned model and no labelled field is without a canary."""

import re
from typing import Any

import pytest

from kerege.journal.rules import checking
from kerege.lib.sensitivity import Sensitivity
from kerege.records.labels import LABEL_SUFFIX, labelled_fields
from tests.house import canaries
from tests.house.outlets import ROUTES

WITHOUT_WORDS = {
    "capacity.Assessor": "it holds whose place in a team it is; the assessment has the canaries",
    "capacity.BadgePlace": "it holds a number in the status lists; the certificate has the canaries",
    "capacity.CasePart": "it holds who has which part in a case; the case and what is recorded have the canaries",
    "capacity.Feedback": "it holds numbers from 1 to 5; the delivery that they are about has the canaries",
    "capacity.FeedbackLink": "it holds digests of links; the delivery that they are for has the canaries",
    "capacity.Post": "it holds numbers and codes; its framework and what people showed have the canaries",
    "capacity.PostHolder": "it holds days and whose post it is; the name of the person is the canary",
    "capacity.Reaudit": "it holds the code of an answer; the finding that it is about has the canaries",
    "capacity.RegisterEntry": "it holds who stands in the register and how soon they come; the person has the canaries",
    "inventory.Cluster": "it holds numbers of facilities by cell of the map; those of the facility are the canaries",
    "inventory.Findable": "its words are folded and shown to nobody; those of the facility are the canaries",
    "inventory.PlanAgreement": "it holds which seat agreed to a plan and when; the plan has the canaries",
    "inventory.PlanShare": "it holds who gets how many of a lot; the plan and the lot have the canaries",
    "law.Expression": "its words are those of its provisions, which have the canaries",
    "law.ProvisionLineage": "it holds what a provision became; both provisions have the canaries",
    "law.Judgement": "its grounds stand aside, in a table whose rows have canaries, as have its evidence and reviews",
    "law.TaskGap": "it holds which gap a drafting task is about; the gap and the task have the canaries",
    "outreach.LibraryResource": "its key names its address; its words are those of its editions, which have canaries",
    "outreach.CodeAdoption": "it holds days and which organisation adopted a code; the code has the canaries",
    "planning.AcceptedCourse": "it holds which course came of a plan; the plan and the course have the canaries",
    "planning.OutlookVersion": "it holds what its outlook held before, and why; the outlook has the canaries",
    "planning.ScenarioTrainer": "it holds who may teach in a plan; the plan and the person have the canaries",
    "inventory.Tally": "it holds numbers of facilities by code; those of the facility are the canaries",
    "privacy.Listing": "it holds who is listed and until when; what is shown are rows with canaries",
    "response.AffectedPerson": "it holds codes and a day; the incident that it is about has the canaries",
    "training.ExamOfVersion": "its words are a title by language, which is a canary; the exam has the others",
    "people.Person": "its name stands aside, in a table whose rows have canaries",
    "people.SeatHandover": "its note stands aside, in a table whose rows have canaries",
    "people.SeatTerm": "it holds days and whose term it is; the name of the person is the canary",
    "training.Attendance": "it holds codes, moments and who was there; the session has the canaries",
    "training.CourseNeed": "it holds keys and levels of what everybody may read; the course has the canaries",
    "training.BehaviourObservation": "it holds codes and who was seen; the course has the canaries",
    "training.Reaction": "it holds counts and lists of words, shown of enough people; canaries_of_evaluation lays them",
    "training.ReactionLink": "it holds digests of links; what was asked has the canaries",
    "training.GroupPlace": "it holds a number and who is in the group; the name of the person is the canary",
    "training.CourseDocument": "it holds which document a course uses; the course and the document have the canaries",
    "training.FollowUp": "it holds codes and days and who was asked; the name of the person is the canary",
    "training.FollowUpLink": "it holds digests of links; the follow-up that they are for holds codes",
    "training.Participation": "it holds codes and who took part; the name of the person is the canary",
}
"""Owned models whose rows have no text of their own to lay a canary in, with the one that stands for them."""
OWNED = canaries.owned_models()
FIELDS = [(m, name) for m in OWNED for name in sorted(labelled_fields(m))]


def rows(model: Any) -> list[Any]:
    with checking():
        return list(model.objects.inside_action().filter(owner__in=(canaries.OWNER, "REG")))


def above_public(model: Any, name: str) -> list[Any]:
    """What a labelled field holds where not everybody may read it."""
    with checking():
        found = model.objects.inside_action().filter(owner=canaries.OWNER)
        return [getattr(row, name) for row in found if getattr(row, name + LABEL_SUFFIX) > Sensitivity.PUBLIC]


def words_in(texts: Any, laid: canaries.Laid) -> set[Sensitivity]:
    """The levels of the canaries that occur in these texts."""
    text = "\n".join(texts)
    return {canary.level for canary in laid.words if canary.word in text}


def test_every_owned_model_has_a_canary_at_every_level(laid):
    with_words = [m for m in OWNED if m._meta.label not in WITHOUT_WORDS]
    found = {m._meta.label: words_in((t for row in rows(m) for t in canaries.of_row(row)), laid) for m in with_words}
    bare = [label for label, levels in found.items() if levels != set(canaries.LEVELS)]
    assert bare == [], "lay records of these in tests/house/canaries.py"


def test_every_labelled_field_has_a_canary_at_every_level(laid):
    assert FIELDS
    for model, name in FIELDS:
        held = above_public(model, name)
        levels = words_in((value for value in held if isinstance(value, str)), laid)
        assert levels == set(canaries.LEVELS), f"{model._meta.label}.{name}"


def test_every_kind_of_record_that_an_address_names_was_laid(laid):
    asked = [address for outlet in ROUTES.values() for address in outlet.all_addresses()]
    named = {kind for address in asked for kind in re.findall(r"{(\w+)}", address)}
    assert named - set(laid.uids) == set(), "no crawl asks for these addresses"
    assert {kind for kind, uids in laid.uids.items() if not uids} == set()


@pytest.mark.nodb
def test_models_without_words_exist_and_say_why():
    assert set(WITHOUT_WORDS) <= {m._meta.label for m in OWNED}
    assert [label for label, why in WITHOUT_WORDS.items() if len(why.split()) < 6] == []


def test_no_word_is_part_of_another(laid):
    words = [canary.word for canary in laid.words]
    assert [a for a in words if sum(a in b for b in words) != 1] == []
