import pytest


@pytest.fixture(autouse=True)
def _ground():
    """Rules need no ground."""
