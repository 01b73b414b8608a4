import pytest


@pytest.fixture(autouse=True)
def _ground():
    """The rules are plain Python: nothing has to be laid for them."""
