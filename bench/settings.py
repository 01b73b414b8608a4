"""The node's settings with two more addresses: the floors that pages are compared with."""

from kerege.config.settings import *  # noqa: F403 - settings are a module of names

ROOT_URLCONF = "bench.urls"
