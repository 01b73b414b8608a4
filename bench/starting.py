"""Django with a folder and a database of its own, for a bench that is a program and not a page."""

import os


def django_in(data: str, database: str = "", **settings: str) -> None:
    """Set Django up for a node with this DATA and DATABASE_URL; once in a process, before its parts are imported."""
    os.environ |= {
        "DATA": data,
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "kerege.config.settings",
        **settings,
    }
    from kerege.config import sqlite

    sqlite.install()
    import django

    django.setup()
