import pytest

from tests import ground


@pytest.fixture(autouse=True)
def _ground(request):
    if request.node.get_closest_marker("nodb") is None:
        request.getfixturevalue("db")
        ground.lay()
