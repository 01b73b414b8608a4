"""The server's entry with the bench's settings."""

import os

from kerege.config import sqlite

sqlite.install()
os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"

from django.core.wsgi import get_wsgi_application  # noqa: E402 - SQLite has to be in place before Django

application = get_wsgi_application()
