"""`kerege up`, `kerege demo` and `kerege serve`: bring the node up to date, then serve it."""

import argparse
import sys
import time

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.timezone import localdate

from kerege.config import backups
from kerege.config.cli import copies
from kerege.config.cli.alone import alone
from kerege.config.cli.serving import Serving, check_free, serve, serving
from kerege.config.cli.speaking import complain, told
from kerege.config.cli.work import Beside
from kerege.config.environment import read
from kerege.lib.refusal import Refusal
from kerege.people import queries as people
from kerege.people.rules import SYSTEM
from kerege.sharing import queries as sharing
from kerege.upkeep import words as upkeep
from kerege.upkeep.actions import anchoring, backup
from kerege.upkeep.actions import factor_keys as sealing
from kerege.upkeep.actions.alert_keys import have_alert_key
from kerege.upkeep.actions.lti_keys import have_lti_key
from kerege.upkeep.queries import databases, keys, standing
from kerege.worlds import startup as worlds

WAIT = 120
"""Seconds that `kerege serve` waits for somebody to bring the database up to date."""


def run(args: argparse.Namespace) -> int:
    demo = args.command == "demo"
    try:
        how = serving()
    except ValueError as fault:
        print(f"kerege: a setting is wrong: {fault}. docs/reference/settings.md lists them all.", file=sys.stderr)
        return 1
    if args.command == "serve":
        return _serve_only(how)
    if not args.prepare_only:
        check_free(how)
    try:
        with alone(settings.DATA):
            prepare(demo=demo, without_backup=args.without_backup)
    except Refusal as refusal:
        return complain(refusal)
    if demo:
        (settings.DATA / "demo").touch()  # from now on every command and every start knows what this folder is
        _print_accounts()
    if not args.prepare_only:
        with Beside():
            serve(how)
    return 0


def _serve_only(how: Serving) -> int:
    """Web processes and nothing else. They change no database: they wait until `kerege up --prepare-only` has."""
    check_free(how)
    for _ in range(WAIT):
        if not pending():
            break
        time.sleep(1)
    else:
        print("kerege: the database is older than the program. Run `kerege up --prepare-only` once.", file=sys.stderr)
        return 1
    with alone(settings.DATA):
        _collect_static()
    serve(how)
    return 0


def pending() -> bool:
    """Whether the database has to be brought up to date."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def prepare(*, demo: bool, without_backup: bool = False) -> None:
    """Migrate, load the reference data (and the example world), collect the static files. Each only where needed.

    A database that holds something is backed up before it is migrated. Refuses upkeep.no_backup_no_migration.
    """
    if pending():
        if not databases.is_empty(connection) and not without_backup:
            _back_up_first()
        print("Bringing the database up to date …")
        call_command("migrate", interactive=False, verbosity=0)
    _mend_fence()
    _seal_factors()
    _have_issuing_key()
    _have_lti_key()
    _have_alert_key()
    for line in worlds.bring_up_to_date(by=SYSTEM, demo=demo):
        print(line)
    _collect_static()


def _mend_fence() -> None:
    """A database that an older release moved here has no row-level security: a migration of nothing puts it up."""
    if sharing.tables_without_fence():
        call_command("migrate", interactive=False, verbosity=0)


def _seal_factors() -> None:
    """Give seeds of second factors a key of their own, on a node that keeps its keys itself; once is enough."""
    if not read("KEREGE_SECRET_KEY"):
        sealing.have_factor_key(by=SYSTEM, data=settings.DATA)
    if standing.why_closed() is None and (count := sealing.reseal_factors(by=SYSTEM, data=settings.DATA)):
        print(f"Encrypted the seeds of {count} second factors with the newest key")


def _have_issuing_key() -> None:
    """A key that signs certificates, on a node that keeps its keys itself: several machines share one by hand."""
    if not read("KEREGE_SECRET_KEY"):
        anchoring.have_key(by=SYSTEM, data=settings.DATA, ring=keys.ISSUING)


def _have_lti_key() -> None:
    """A key that signs for LTI, on such a node as well."""
    if not read("KEREGE_SECRET_KEY"):
        have_lti_key(by=SYSTEM, data=settings.DATA)


def _have_alert_key() -> None:
    """A key that signs alerts, on such a node as well."""
    if not read("KEREGE_SECRET_KEY"):
        have_alert_key(by=SYSTEM, data=settings.DATA, host=settings.KEREGE_ADDRESS.partition("://")[2])


def _back_up_first() -> None:
    try:
        made = backup.back_up(by=SYSTEM, data=settings.DATA, to=backups.folder(), recipients=backups.recipients())
    except Refusal as refusal:
        raise Refusal(upkeep.NO_BACKUP_NO_MIGRATION, reason=told(refusal)) from refusal
    except OSError as fault:
        raise Refusal(
            upkeep.NO_BACKUP_NO_MIGRATION, reason=f"{fault.filename or settings.DATA}: {fault.strerror}."
        ) from None
    print(f"Backed up to {made.path}")
    copies.say_lost(made.lost)


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
