"""One worker process that tries to sign in; started several times by test_limits.py.

Prints a line when it is ready, waits for one, and prints what it was told.
"""

import json
import sys


def main() -> None:
    kind, times, comes_from = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    from kerege.config import sqlite

    sqlite.install()
    import django

    django.setup()
    from django.conf import settings
    from django.test import Client

    settings.ALLOWED_HOSTS = ["testserver"]
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    client = Client(REMOTE_ADDR=comes_from)
    address, wrong = "/account/sign-in/", {"login": "somebody@example.org", "password": "a wrong one of twelve"}
    if kind == "code":
        client.post(address, {**wrong, "password": "a sentence for this test"})
        address, wrong = "/account/second-factor/sign-in/", {"code": "000000"}
    print("ready", flush=True)  # noqa: T201 - to whoever started it
    sys.stdin.readline()
    sys.stdout.write(json.dumps([client.post(address, wrong).status_code for _ in range(times)]))


if __name__ == "__main__":
    main()
