import pytest

from tests import ground
from tests.inventory.facts import lay_town


@pytest.fixture(autouse=True)
def _ground(db):
    """Countries and a town: far quicker than the example world."""
    ground.lay()
    lay_town()
