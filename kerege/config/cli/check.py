"""`kerege check`: what should be mended on this node; with --deploy, what stands in the way of real data."""

import argparse
import sys
from dataclasses import asdict

from django.conf import settings
from django.core import checks
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.timezone import localdate
from django.utils.translation import gettext

from kerege.config.inspection import inspect
from kerege.inventory import actions as inventory
from kerege.journal import queries as journal
from kerege.people import queries as people
from kerege.people.rules import SYSTEM
from kerege.people.words import ORPHANED, Orphaned
from kerege.records import fulltext
from kerege.sharing import queries as sharing
from kerege.upkeep.queries import databases, standing
from kerege.upkeep.words import WHY_CLOSED
from kerege.web.account.sso.offer import offered
from kerege.web.content import hosts

MENDED = "ALTER FUNCTION pg_catalog.ts_match_vq(tsvector, tsquery) LEAKPROOF"
"""Said to the database of the node, not to the server: each database has functions of its own."""


def run(args: argparse.Namespace) -> int:
    executor = MigrationExecutor(connection)
    behind = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    faults = [] if args.deploy else [f"{m.id}: {m.msg}" for m in checks.run_checks() if m.level >= checks.WARNING]
    if behind:
        faults.append("database: it is not up to date; start the node with `kerege up`")
    else:
        faults += _data_faults(deploy=args.deploy)
        faults += [str(finding) for finding in inspect()] if args.deploy else []
        faults += [f"table {t} has no row-level security: run the migrations" for t in sharing.tables_without_fence()]
        if role := sharing.role_past_the_fence():
            print(f"! role {role} is not held by row-level security: connect as a role that is no superuser")
        elif not fulltext.behind_fence(connection):
            print(f"! search: PostgreSQL looks at every row behind row-level security; a superuser mends it: {MENDED}")
    for fault in faults:
        print(f"✗ {fault}", file=sys.stderr)
    for key in [p.key for p in offered().providers if p.trusts_second_factor]:
        print(f"! sso: {key} is trusted for second factors; whoever signs in there with one is not asked for one here")
    for told in () if behind else _orphans(late=True):  # people's work, no fault of the node
        print(f"! people: {told}")
    if not faults:
        print(f"✓ Node {settings.KEREGE_NODE} is in order ({connection.vendor}, {settings.DATA})")
    return 1 if faults else 0


def _machine_faults(*, deploy: bool) -> list[str]:
    """What keeps the node from being written, or soon will, and a database that could lose what it acknowledged.

    For `deploy` without what the inspection finds too, with a code and since when.
    """
    found = [f"database: {fault}" for fault in databases.mode_faults(connection)]
    why = standing.why_closed()
    if why and not deploy:
        found.append(f"node: it can only be read. {gettext(WHY_CLOSED[why])}")
    if standing.is_low(settings.DATA):
        free = standing.free(settings.DATA) // standing.MB
        found.append(
            f"disk: {free} MB are free where DATA is, fewer than KEREGE_DISK_LOW_MB={settings.KEREGE_DISK_LOW_MB}"
        )
    return found


def _data_faults(*, deploy: bool) -> list[str]:
    found = _machine_faults(deploy=deploy)
    if people.demo_accounts(on=localdate()) and not settings.KEREGE_DEMO:
        found.append("accounts: this node has demo accounts but is not a demo; deactivate them")
    found += [f"people: {told}" for told in _orphans(late=False)]
    if settings.DEBUG:
        found.append("KEREGE_DEBUG is on: error pages show the program's inside")
    found += [f"{fault.code}: {fault.told}. {fault.remedy}." for fault in offered().faults]
    if names := hosts.fault():
        found.append(names)
    if gaps := inventory.index_gaps(by=SYSTEM):
        found.append(f"inventory: the index of facilities differs from their cards in {gaps}; `kerege inventory index`")
    if not journal.verify().whole:
        found.append("journal: the chain is broken; see `kerege audit verify`")
    return found


def _orphans(*, late: bool) -> list[str]:
    """What nobody holds any more or, for `late`, the tasks whose day is over; once for each sentence."""
    kinds = {Orphaned.LATE_TASK} if late else set(Orphaned) - {Orphaned.LATE_TASK}
    found = [o for o in people.orphans(on=localdate()) if o.kind in kinds]
    return list(dict.fromkeys(ORPHANED[o.kind] % asdict(o) for o in found))
