"""What a sign-in and a proof cost beside the bare check of a password: `python -m bench.sign_in`.

One process, the program called without a socket, on SQLite in a new folder, with the real hasher and the shared cache.
The three take turns in rounds, because a machine's speed drifts.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from typing import Any

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "40"))
PASSWORD = "a sentence for the bench"  # noqa: S105 - of an account that lives as long as this run


def prepare() -> Any:
    """A node of its own with one account; its settings are read before Django's parts are."""
    os.environ["DATA"] = tempfile.mkdtemp(prefix="kerege-bench-")
    os.environ.setdefault("KEREGE_HOSTS", "testserver")
    os.environ["DJANGO_SETTINGS_MODULE"] = "kerege.config.settings"
    from kerege.config import sqlite

    sqlite.install()
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    call_command("migrate", verbosity=0, interactive=False)
    from kerege.people import actions
    from kerege.people.rules import SYSTEM

    return actions.open_account(by=SYSTEM, email="bench@example.org", name="Bench", password=PASSWORD)


def went_on(answer: Any) -> None:
    """Stop where something was refused: a refusal is quicker than what is measured."""
    if answer.status_code != 302:
        raise SystemExit(f"not signed in: {answer.status_code}")


def timed(call: Callable[[], Any]) -> float:
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000


def main() -> None:
    account = prepare()
    from django.contrib.auth.hashers import check_password
    from django.test import Client

    def sign_in() -> Client:
        client = Client()
        said = {"login": account.email, "password": PASSWORD}
        went_on(client.post("/account/sign-in/", said))
        return client

    def prove(client: Client) -> None:
        said = {"proof-of": "GET", "proof-password": PASSWORD}
        went_on(client.post("/account/reauthenticate/", said))

    sign_in()
    found: dict[str, list[float]] = {"bare Argon2id check": [], "sign-in": [], "proof": []}
    for _ in range(ROUNDS):
        found["bare Argon2id check"].append(timed(lambda: check_password(PASSWORD, account.password)))
        clients: list[Client] = []
        found["sign-in"].append(timed(lambda: clients.append(sign_in())))  # noqa: B023 - called at once
        found["proof"].append(timed(lambda: prove(clients[0])))  # noqa: B023 - called at once
    floor = statistics.median(found["bare Argon2id check"])
    print("| case | p50 ms | p95 ms | against the bare check |")
    print("|---|---|---|---|")
    for name, took in found.items():
        p95 = sorted(took)[int(len(took) * 0.95) - 1]
        print(f"| {name} | {statistics.median(took):.1f} | {p95:.1f} | {statistics.median(took) / floor:.1f}× |")


if __name__ == "__main__":
    main()
