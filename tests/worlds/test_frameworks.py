"""The framework that comes with Kerege: whole in English and Russian, pointing only to what is there."""

from datetime import date

import pytest

from kerege.capacity import queries
from kerege.capacity.rules.framework import STATED, read
from kerege.journal.models import Act
from kerege.people.rules import SYSTEM
from kerege.records.viewers import PUBLIC
from kerege.worlds import frameworks_loader
from tests.conftest import TODAY

FOLDERS = sorted(path for path in frameworks_loader.HERE.iterdir() if path.is_dir())


@pytest.mark.nodb
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_a_framework_is_whole_in_both_languages(folder):
    found = read(frameworks_loader.content(folder))
    each = list(found.competences())
    texts = [found.title, found.lead, *(d.title for d in found.domains), *(c.title for c in each)]
    texts += [role.title for role in found.roles] + [t for c in each for said in c.statements.values() for t in said]
    texts += [area.title for area in found.areas]
    texts += [t for c in each for more in c.extensions.values() for said in more.values() for t in said]
    assert [text for text in texts if set(text) != {"en", "ru"}] == []
    assert [c.code for c in each if tuple(c.statements) != STATED or not c.evidence or not c.maps] == []
    assert [role.code for role in found.roles if not role.profile] == []
    assert "own words" in frameworks_loader.passport(folder)["rights"]


@pytest.mark.nodb
def test_the_regional_one_has_its_twelve_domains_and_every_competence_is_needed_by_somebody():
    found = read(frameworks_loader.content(frameworks_loader.HERE / "regional"))
    assert [domain.code for domain in found.domains] == [str(n) for n in range(1, 13)]
    needed = {need.competence for role in found.roles for need in role.profile}
    assert {c.code for c in found.competences()} == needed
    assert "observed" in found.competence(found.teaching).evidence
    several = [c.code for c in found.competences() if any(len(said) > 1 for said in c.statements.values())]
    assert (len(several), {area for c in found.competences() for area in c.extensions}) == (
        13,
        {"human", "animal", "plant", "field"},
    )


def test_it_is_published_once_and_a_load_again_changes_nothing(demo_world):
    for day, version in ((TODAY, "1.1"), (date.max, "1.2")):
        (line,) = [each for each in queries.frameworks(PUBLIC, on=day, lang="ru") if each.owner == "REG"]
        assert (line.key, line.version, line.domains) == ("regional-biorisk", version, 12)
        assert line.title.startswith("Региональная")
    acts = Act.objects.count()
    frameworks_loader.load_frameworks(by=SYSTEM)
    assert Act.objects.count() == acts
