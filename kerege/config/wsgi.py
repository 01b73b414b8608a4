"""The server's entry."""

import gc
import os

from kerege.config import orphans, sqlite

sqlite.install()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kerege.config.settings")

from django.core.wsgi import get_wsgi_application  # noqa: E402 - SQLite has to be in place before Django

application = get_wsgi_application()
orphans.watch()
gc.collect()
gc.freeze()  # the program itself is never garbage: looking through it again is a tenth of the cost of statements
