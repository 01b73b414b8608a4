import pytest


@pytest.fixture(autouse=True)
def _ground():
    """Rules stand on nothing: no database is made for them."""
