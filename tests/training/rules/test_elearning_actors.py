"""A learner has another name in the records of each owner, and none of them is the journal's."""

import pytest

from kerege.training.rules.elearning.actors import learner

pytestmark = pytest.mark.nodb


def test_a_learner_is_one_account_for_one_owner_and_another_for_the_next():
    told = {"node": "https://node.example.org", "pseudonym": "p-1"}
    first = learner(owner="KAZ", **told)
    assert first == learner(owner="KAZ", **told)
    assert (first["objectType"], first["account"]["homePage"]) == ("Agent", "https://node.example.org/")
    names = {first["account"]["name"], learner(owner="KGZ", **told)["account"]["name"]}
    names.add(learner(owner="KAZ", **told | {"pseudonym": "p-2"})["account"]["name"])
    assert len(names) == 3
    assert all(len(name) == 40 and "p-" not in name for name in names)
