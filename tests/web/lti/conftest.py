import pytest

from kerege.journal.actions import act
from kerege.people.rules import SYSTEM
from kerege.training.models import Curriculum
from kerege.upkeep.actions.lti_keys import have_lti_key
from tests import ground
from tests.capacity.given import somebody
from tests.training.test_lessons import laid, reader
from tests.web.lti.given import browser, launched, linked, opened
from tests.web.lti.tool import HERE, assertion, fetched, form_of, read


@pytest.fixture
def node(db, settings, tmp_path):
    settings.KEREGE_ADDRESS, settings.DATA = HERE, tmp_path
    have_lti_key(by=SYSTEM, data=tmp_path)
    ground.lay()
    laid()
    somebody("manager", "training_centre_manager")
    somebody("focal", "focal_point")
    reader("learner")
    reader("other")
    with act("tests.kept", by=SYSTEM, about="curriculum"):
        Curriculum.objects.inside_action().update(owner="KAZ")


@pytest.fixture
def tool(node):
    """A tool that one registered and another opened, with a link in a lesson."""
    row = opened()
    return row, linked(row)


@pytest.fixture
def told(tool):
    """What the tool knows after a launch: who opened it, where results go, and a token for that."""
    row, link = tool
    said = read(browser(), form_of(launched(link))[1]["id_token"], row.client)
    token = fetched(browser(), assertion(row.client)).json()["access_token"]
    return row, link, said["sub"], f"{HERE}/lti/places/{link.place.uid}/lineitems/{link.uid}", token
