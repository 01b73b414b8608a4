"""`kerege up` and `kerege demo`: bring the node up to date, then serve it."""

import argparse
import os
import socket
import sys
import threading
import time
import urllib.error
import urllib.request

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.timezone import localdate

from kerege.config.environment import number, read
from kerege.people import queries as people
from kerege.people.rules import SYSTEM
from kerege.worlds import startup as worlds


def run(args: argparse.Namespace) -> int:
    demo = args.command == "demo"
    try:
        host, port, threads = read("HOST"), number("PORT", least=1, most=65_535), number("KEREGE_THREADS", least=1)
    except ValueError as fault:
        print(f"kerege: a setting is wrong: {fault}. docs/reference/settings.md lists them all.", file=sys.stderr)
        return 1
    if not args.prepare_only:
        _check_free(host, port)
    prepare(demo=demo)
    if demo:
        (settings.DATA / "demo").touch()  # from now on every command and every start knows what this folder is
        _print_accounts()
    if args.prepare_only:
        return 0
    connection.close()
    _serve(host, port, threads)
    return 0


def _check_free(host: str, port: int) -> None:
    """Refuse (OSError) an address that is taken: the web server would share it in silence."""
    family, kind, proto, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind, proto) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as fault:
            raise OSError(
                fault.errno, f"{fault.strerror}; choose another with --port or PORT", f"{host}:{port}"
            ) from None


def prepare(*, demo: bool) -> None:
    """Migrate, load the reference data (and the example world), collect the static files. Each only where needed."""
    settings.DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        print("Bringing the database up to date …")
        call_command("migrate", interactive=False, verbosity=0)
    for line in worlds.bring_up_to_date(by=SYSTEM, demo=demo):
        print(line)
    _collect_static()


def _collect_static() -> None:
    """Collect only when a static file is newer than the last collection: a warm start does nothing."""
    stamp = settings.STATIC_ROOT / ".collected"
    newest = max((p.stat().st_mtime for p in settings.BASE.glob("web/*/static/**/*")), default=0)
    if stamp.exists() and stamp.stat().st_mtime >= newest:
        return
    print("Preparing the files that pages use …")
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.touch()


def _print_accounts() -> None:
    accounts = people.demo_accounts(on=localdate())
    print(f"\nDemo accounts (password for all: {settings.KEREGE_DEMO_PASSWORD}):")
    for account in accounts:
        print(f"  {account.email:<42} {account.role.replace('_', ' ')}, {account.owner}")
    print()


def _serve(host: str, port: int, threads: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    os.environ["DATA"] = str(settings.DATA)
    threading.Thread(target=_say_ready, args=(host, port), daemon=True).start()
    Granian(
        "kerege.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=threads,
        respawn_failed_workers=True,
        log_enabled=True,
        log_level=LogLevels.warning,
    ).serve()


def _say_ready(host: str, port: int) -> None:
    address = f"http://{host}:{port}/"
    for _ in range(200):
        try:
            urllib.request.urlopen(address, timeout=5)
        except urllib.error.HTTPError:
            break
        except OSError:
            time.sleep(0.1)
        else:
            break
    print(f"Kerege is ready: {address}   (Ctrl+C stops it)", file=sys.stdout, flush=True)
