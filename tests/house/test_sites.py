"""The register of places that emit bytes is complete, and the search for them bites."""

from functools import cache

import pytest
from django.conf import settings

from tests.house.sites import SITES, of_text, sites

pytestmark = pytest.mark.nodb
found = cache(sites)
"""The places, looked for once: it takes seconds."""


def test_every_place_that_emits_is_in_the_register():
    assert found() - set(SITES) == set(), "say in tests/house/sites.py how a test brings these out, or why none has to"


def test_the_register_names_no_place_that_is_gone():
    assert set(SITES) - found() == set()


def test_every_entry_says_how_or_why():
    assert [site for site, how in SITES.items() if len(how.split()) < 4] == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("send_mail('a', 'b', None, ['c'])", ["mail"]),
        ("mail.EmailMessage('a').send()", ["mail"]),
        ("logger.warning('%s', name)", ["log"]),
        ("logging.getLogger('x').info(name)", ["log"]),
        ("cache.set('key', value)", ["cache"]),
        ("caches['limits'].add('key', 1)", ["cache"]),
        ("cache.get('key')", []),
        ("print(name)", ["print"]),
        ("self.stdout.write(name)", ["print"]),
        ("HttpResponse(name)", ["answer"]),
        ("http.StreamingHttpResponse(rows)", ["answer"]),
        ("answer['X-Name'] = name", ["header"]),
        ("os.environ['DATA'] = folder", []),
        ("row['name'] = name", []),
        ("answer.set_cookie('name', name)", ["cookie"]),
        ("request.session['name'] = name", ["session"]),
        ("path.write_text(name)", ["file"]),
        ("path.open('w')", ["file"]),
        ("open(path, mode='ab')", ["file"]),
        ("path.open(encoding='utf-8')", []),
        ("os.open(path, os.O_WRONLY | os.O_CREAT)", ["file"]),
        ("messages.success(request, name)", ["notification"]),
        ("urllib.request.urlopen(name)", ["connection"]),
        ("subprocess.run([name])", ["command"]),
        ("loop.run(name)", []),
    ],
)
def test_the_search_finds_what_emits(text, kinds):
    assert [kind for _, kind in of_text("x.py", text)] == kinds


def test_a_place_is_named_by_its_function():
    text = "class Gate:\n    def open(self):\n        def inner():\n            print(1)\n"
    assert list(of_text("kerege/x.py", text)) == [("kerege/x.py::Gate.open.inner", "print")]


def test_there_is_no_second_administration():
    """Django's own administration would read past the query layer, at addresses that nobody registered."""
    assert [app for app in settings.INSTALLED_APPS if app.startswith(("django.contrib.admin", "debug_toolbar"))] == []
