"""The whole deployment on loopback, once for the tests that need it; skipped, saying so, where nginx is missing."""

import shutil

import pytest


@pytest.fixture(scope="module")
def deployed():
    if not shutil.which("nginx"):
        pytest.skip("nginx is not installed: apt-get install nginx-light")
    from tools.deployment import deployment

    with deployment(worker=False) as found:
        yield found
