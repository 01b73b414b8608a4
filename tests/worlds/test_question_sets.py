"""The sets that come with Kerege: complete in English and Russian, and asking for nothing that may not be kept."""

import re

import pytest

from kerege.capacity import queries
from kerege.capacity.rules.definitions import read
from kerege.journal.models import Act
from kerege.people.rules import SYSTEM
from kerege.records.viewers import PUBLIC
from kerege.worlds import sets_loader
from tests.conftest import TODAY

SETS = sorted(path.name for path in sets_loader.HERE.iterdir() if path.is_dir())
ASKS_FOR_SECRETS = re.compile(
    r"\b(which (agents|pathogens|strains|organisms)|how (many|much) (samples|strains|material|vials)"
    r"|where (is|are) .*(stored|kept)|which (room|freezer|door|lock|camera)|how is .*guarded)",
    re.IGNORECASE,
)


@pytest.mark.nodb
@pytest.mark.parametrize("name", SETS)
def test_a_set_is_whole_in_both_languages(name):
    found = read(sets_loader.content(sets_loader.HERE / name))
    assert len(list(found.questions())) >= 10
    texts = [found.title, found.lead, *(s.title for s in found.sections), *(q.text for q in found.questions())]
    texts += [q.evidence for q in found.questions() if q.evidence]
    texts += [p.text for scale in found.scales.values() for p in scale.points if p.text]
    assert [text for text in texts if set(text) != {"en", "ru"}] == []


@pytest.mark.nodb
@pytest.mark.parametrize("name", SETS)
def test_no_question_asks_for_what_may_not_be_kept(name):
    found = read(sets_loader.content(sets_loader.HERE / name))
    assert [q.key for q in found.questions() if ASKS_FOR_SECRETS.search(q.text["en"])] == []
    assert ASKS_FOR_SECRETS.search("Which agents are kept?")


@pytest.mark.nodb
def test_they_say_that_they_are_ours():
    told = [sets_loader.passport(sets_loader.HERE / name) for name in SETS]
    assert {each["wording"] for each in told} == {"own"}
    assert [each["key"] for each in told if "own words" not in each["rights"]] == []


def test_they_are_published_once_and_cite_their_editions(demo_world):
    lines = {line.key: line.version for line in queries.sets(PUBLIC, on=TODAY, lang="en")}
    assert {"biorisk-management", "laboratory-safety"} <= set(lines)
    assert "" not in lines.values()
    acts = Act.objects.count()
    sets_loader.load_sets(by=SYSTEM)
    assert Act.objects.count() == acts
