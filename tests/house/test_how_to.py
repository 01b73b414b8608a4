"""What the how-to pages tell somebody to write works as it stands there."""

import re

import pytest

from kerege.atlas.actions import uid_of
from kerege.journal.actions import act
from kerege.people.rules import SYSTEM
from kerege.worlds.packs import load_pack, packs
from tests import ground
from tests.house.rule import ROOT

PAGE = (ROOT / "docs/how-to/make-a-country-pack.md").read_text()


def block(language: str) -> str:
    """The first of the page in this language: the pack itself and its names."""
    found, *_others = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return "\n".join(line.strip() for line in found.splitlines()) + "\n"


@pytest.mark.django_db
def test_the_country_pack_of_the_page_is_loaded(tmp_path):
    from kerege.atlas.models import AdminUnit, Name

    ground.lay(())
    with act("tests.unit.made", by=SYSTEM, about=uid_of("unit", "TJ-SU")):
        AdminUnit.objects.create(uid=uid_of("unit", "TJ-SU"), code="TJ-SU", territory_id="TJK", kind="region")
    folder = tmp_path / "tj"
    (folder / "data").mkdir(parents=True)
    (folder / "pack.toml").write_text(block("toml"))
    (folder / "data" / "names.csv").write_text(block("csv"))
    (pack,) = packs(tmp_path)
    assert load_pack(pack, by=SYSTEM) == (2, [])
    assert load_pack(pack, by=SYSTEM) == (0, [])
    named = Name.objects.filter(subject_uid=uid_of("unit", "TJ-SU"), lang="tg").order_by("start")
    assert {n.text: (str(n.start), str(n.end)) for n in named} == {
        "Вилояти Суғд": ("2000-11-10", "None"),
        "Вилояти Ленинобод": ("None", "2000-11-10"),
    }
