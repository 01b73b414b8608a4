"""The environment of the tests; loaded as a plug-in, because settings are read before any conftest."""

import atexit
import gc
import os
import shutil
import tempfile
from pathlib import Path

from kerege.config import sqlite

QUICK_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
"""Passwords that cost nothing to check."""

gc.disable()  # until the tests are collected: nothing that importing them makes is garbage
sqlite.install()
if "DATA" not in os.environ:
    os.environ["DATA"] = tempfile.mkdtemp(prefix="kerege-test-")
    atexit.register(shutil.rmtree, os.environ["DATA"], ignore_errors=True)
os.environ.setdefault("KEREGE_SECRET_KEY", "only-for-tests")
os.environ.setdefault("KEREGE_HOSTS", "localhost,127.0.0.1,kerege.localhost,testserver")
Path(os.environ["DATA"], "static").mkdir(parents=True, exist_ok=True)  # whitenoise warns where there is none


def pytest_collection_modifyitems(config, items):
    """Among workers what takes long begins first: at the end of a run one of them would wait for the other."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: not {mark.name for mark in item.iter_markers()} & {"slow", "long"})


def pytest_collection_finish():
    """Modules and collected tests stay to the end: the collector of garbage need not look through them each time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    gc.enable()
