"""How many queries a page costs, cold (after a write) and warm. Run with DATA set to a prepared demo node."""

from kerege.config import sqlite

sqlite.install()

import django  # noqa: E402 - SQLite has to be in place before Django

django.setup()

from django.core.cache import caches  # noqa: E402 - Django has to be set up before its parts
from django.db import connection  # noqa: E402 - as above
from django.test import Client  # noqa: E402 - as above
from django.test.utils import CaptureQueriesContext  # noqa: E402 - as above

from bench.pages import CASES  # noqa: E402 - as above


def count(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(path, headers={"host": "localhost"})
    return len(queries)


def main() -> None:
    client = Client()
    print("\n| page | queries after a write | queries when nothing was written since |\n|---|---|---|")
    for name, path in CASES.items():
        if path.startswith("/bench/"):
            continue
        caches["near"].clear()
        print(f"| {name} | {count(client, path)} | {count(client, path)} |")


if __name__ == "__main__":
    main()
