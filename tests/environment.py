"""The environment of the tests; loaded as a plug-in, because settings are read before any conftest."""

import os
import tempfile
from pathlib import Path

from kerege.config import sqlite

sqlite.install()
os.environ.setdefault("DATA", tempfile.mkdtemp(prefix="kerege-test-"))
os.environ.setdefault("KEREGE_SECRET_KEY", "only-for-tests")
os.environ.setdefault("KEREGE_HOSTS", "localhost,127.0.0.1,kerege.localhost,testserver")
Path(os.environ["DATA"], "static").mkdir(parents=True, exist_ok=True)  # whitenoise warns where there is none
