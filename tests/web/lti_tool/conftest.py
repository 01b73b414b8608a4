import pytest

from kerege.lib.key_sets import KeySets
from kerege.people.rules import SYSTEM
from kerege.training.actions import lti_platforms as actions
from kerege.training.actions import lti_telling
from kerege.upkeep.actions.lti_keys import have_lti_key
from kerege.web.lti import signing
from tests import ground
from tests.capacity.given import somebody
from tests.training.test_lessons import laid
from tests.web.lti_tool.elsewhere import HERE, TOLD, Platform


@pytest.fixture
def elsewhere(db, settings, tmp_path, monkeypatch):
    """A platform that is open here, with a lesson to open; the manager registered it and the focal point opened it."""
    settings.KEREGE_ADDRESS = HERE
    settings.DATA = tmp_path
    have_lti_key(by=SYSTEM, data=tmp_path)
    ground.lay()
    laid()
    found = Platform()
    monkeypatch.setattr(signing, "_sets", KeySets(asks=found.ask))
    monkeypatch.setattr(lti_telling, "ask", found.ask)
    manager, focal = somebody("manager", "training_centre_manager"), somebody("focal", "focal_point")
    found.row = actions.register_platform(by=manager, owner="KAZ", told=TOLD)
    actions.open_platform(by=focal, uid=str(found.row.uid))
    return found
