"""The example world's package: complete in both languages, the same bytes each time, taken in and published once."""

import re
from zipfile import ZipFile

import pytest

from kerege.journal.models import Act
from kerege.people.rules import SYSTEM
from kerege.records.viewers import PUBLIC
from kerege.training.queries.elearning import packages
from kerege.worlds import released
from kerege.worlds.packages_loader import HERE, LANGUAGES, load_packages, package

(TOLD,) = (released.told(file) for file in HERE.glob("*.toml"))


@pytest.mark.nodb
def test_the_package_says_everything_in_both_languages_and_is_the_same_each_time():
    assert package(TOLD).getvalue() == package(TOLD).getvalue()
    page = ZipFile(package(TOLD)).read("index.html").decode()
    screens = [re.findall(rf'data-lang="{lang}" data-screen="(\d)"', page) for lang in LANGUAGES]
    assert screens == [[str(n) for n in range(1, len(TOLD["screen"]) + 2)]] * 2
    assert page.count('" tabindex="-1"') == sum(map(len, screens)), "page.js puts the focus on the screen that comes"
    rights = re.findall(r'data-right="(\d)"', page)
    assert rights == [str(each["right"]) for each in TOLD["question"]] * 2
    assert all(len(each["answers"][lang]) >= each["right"] for each in TOLD["question"] for lang in LANGUAGES)


def test_the_package_is_taken_in_and_published_once(db):
    assert load_packages(by=SYSTEM) == 1
    (line,) = packages(PUBLIC, SYSTEM)
    assert (line.title, sorted(line.languages)) == (TOLD["title"], list(LANGUAGES))
    before = Act.objects.count()
    assert load_packages(by=SYSTEM) == 0
    assert Act.objects.count() == before
