"""The gallery as a site."""

from pathlib import Path

import pytest

TEMPLATES = Path(__file__).parent / "templates"


@pytest.fixture
def gallery(settings):
    """Only the gallery's addresses exist, and its template is found."""
    engine = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**engine, "DIRS": [*engine["DIRS"], TEMPLATES]}]
    settings.ROOT_URLCONF = "tests.web.shell_gallery.urls"
