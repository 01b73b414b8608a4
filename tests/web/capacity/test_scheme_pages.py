"""A country's own scheme on its page: the floor at each field, a new version with its reason, open cases untouched."""

import re
from datetime import date

import pytest
from django.test import Client

from kerege.capacity import queries
from kerege.people import actions as people
from kerege.people.queries import account
from kerege.people.rules import SYSTEM
from tests import ground
from tests.capacity.laid_case import published
from tests.capacity.way import LATER, Way

pytestmark = pytest.mark.filterwarnings("error")
SCHEMES = "/capacity/certificates/schemes/"
PAGE = f"{SCHEMES}KAZ/biosafety-trainer/"


@pytest.fixture(autouse=True)
def _ground(db):
    ground.lay()


def client(name=""):
    found = Client(headers={"accept-language": "en"})
    if name:
        found.force_login(account(f"{name}@example.org"))
    return found


def text(answer):
    return " ".join(answer.content.decode().split())


def shown_form(page):
    """What the form on a page would send if nobody typed anything."""
    form = page.content.decode().split('class="form"')[1]
    told = dict(re.findall(r'<input type="text" name="(\w+)" value="([^"]*)"', form))
    told |= dict(re.findall(r'<textarea name="(\w+)"[^>]*>\s*([^<]*)</textarea>', form))
    told["observer_level"] = re.search(r'<option value="(\w+)" selected', form).group(1)
    return told | {"first_observers": re.findall(r'value="(\w+)"[^>]* checked', form)}


def test_a_country_asks_for_more_and_open_cases_keep_their_version():
    way = Way("trainee", "centre", "coach", "focal", "stranger").enrolled()
    assert client("stranger").get(PAGE).status_code == 404, "no version of its own, and nothing to publish"
    assert PAGE in text(client("focal").get(SCHEMES))
    assert PAGE not in text(client("stranger").get(SCHEMES))
    focal = client("focal")
    sent = shown_form(focal.get(PAGE))
    assert (sent["version"], sent["hours"], sent["rubric_mean"]) == ("1", "37", "2.5")
    sent |= {"hours": "45", "checklist": "Signs the plan | ru: Подпись"}
    wrong = focal.post(PAGE, sent | {"hours": "36", "reason": "As decided", "source": "S1"})
    told = text(wrong)
    assert (wrong.status_code, 'value="36"' in told) == (422, True)
    assert "The region asks for at least 37 here, and a country may not ask for less." in told
    assert "Write the reason" in text(focal.post(PAGE, sent)), "a reason is wanted"
    assert client("stranger").post(PAGE, sent).status_code == 403
    done = focal.post(PAGE, sent | {"reason": "Decree on certification", "source": "S1"})
    assert (done.status_code, done["Location"]) == (302, PAGE)
    page = text(client().get(PAGE))
    for words in ("Decree on certification", "<bdi>37</bdi> → <b><bdi>45</bdi></b>", "Signs the plan"):
        assert words in page
    assert "Publish the next version" not in page
    assert way.page().scheme.hours == 37
    own = queries.schemes.scheme_for("KAZ", "biosafety-trainer", on=date(2999, 1, 1))
    assert (own.owner, own.content["hours"]) == ("KAZ", 45)
    assert shown_form(focal.get(PAGE))["version"] == "2"


def test_a_version_below_the_raised_floor_holds_no_more_and_its_page_says_so():
    Way("focal")
    published(owner="KAZ", version="1", hours=40)
    published(owner="REG", version="2", hours=50)
    page = text(client("focal").get(f"{PAGE}?on={LATER}"))
    assert "The region asks for more since the last version here was published." in page
    assert "below the region, so it does not hold" in text(client().get(SCHEMES))
    assert "At least 50 h" in page


def test_the_region_publishes_its_own_next_version():
    Way("stranger")
    people.grant_role(
        by=SYSTEM, account=account("stranger@example.org"), role="secretariat", owner="REG", start=date(2020, 1, 1)
    )
    page = f"{SCHEMES}REG/biosafety-trainer/"
    sent = shown_form(client("stranger").get(page)) | {"hours": "30", "reason": "Shorter", "source": "S1"}
    assert sent["version"] == "2"
    assert client("stranger").post(page, sent).status_code == 302, "it is the floor, and not held to one"
    assert queries.schemes.scheme_for("KAZ", "biosafety-trainer", on=date(2999, 1, 1)).content["hours"] == 30
