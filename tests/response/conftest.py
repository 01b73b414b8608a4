import pytest

from tests import ground


@pytest.fixture(autouse=True)
def _ground(db):
    ground.lay()
