"""`kerege backup | verify | restore | move`: copies of the whole node."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext

from kerege.config import backups
from kerege.config import environment as env
from kerege.config.cli import erased, words
from kerege.config.cli.alone import alone
from kerege.config.cli.speaking import complain
from kerege.lib.refusal import Refusal
from kerege.people.rules import SYSTEM
from kerege.upkeep.actions import backup, moving, restoring
from kerege.upkeep.queries import databases, keys, sealing, standing
from kerege.upkeep.queries.stored import Lost
from kerege.upkeep.words import LOST_FILES, WHY_CLOSED


def run(args: argparse.Namespace) -> int:
    """0 where it is done, 1 where it is not, or not with every file: the reason is on standard error."""
    try:
        return {"backup": _backup, "verify": _verify, "restore": _restore, "move": _move}[args.command](args)
    except Refusal as refusal:
        return complain(refusal)


def _backup(args: argparse.Namespace) -> int:
    made = backup.back_up(
        by=SYSTEM,
        data=settings.DATA,
        to=Path(args.to) if args.to else backups.folder(),
        recipients=backups.recipients(),
        passphrase=_passphrase(args),
        keep=args.keep,
        days=args.keep_days,
    )
    erased.write_beside(Path(made.path))
    print(f"{made.path}: {made.rows} rows, {made.files} files, {made.acts} acts")
    if made.keys:
        print(f"{made.keys}: the keys; keep them somewhere else than the backup")
    else:
        print(
            "Without DATA nobody can open it: no keys are with it. Set KEREGE_BACKUP_RECIPIENTS or --passphrase-file."
        )
    for name in made.deleted:
        print(f"deleted {name}")
    return 1 if say_lost(made.lost) else 0


def say_lost(lost: Sequence[Lost]) -> int:
    """Name every file that is not there whole; how many they are."""
    for file in lost:
        print(f"kerege: {file.path}: {gettext(LOST_FILES[file.why])}", file=sys.stderr)
    return len(lost)


def _passphrase(args: argparse.Namespace) -> str:
    if not args.passphrase_file:
        return ""
    path = Path(args.passphrase_file)
    try:
        return path.read_text(encoding="utf-8").strip()
    except OSError as fault:
        raise Refusal(words.UNREADABLE, path=str(path), reason=fault.strerror) from None


def _identities(args: argparse.Namespace) -> tuple[list[Any], dict[str, bytes]]:
    """What opens the backup, and the node's keys where they were brought along."""
    own = keys.folder(settings.DATA) / sealing.IDENTITY
    place = Path(args.identity) if args.identity else own
    if not args.keys:
        return sealing.identities(place), {}
    passphrase = _passphrase(args)
    known = [] if passphrase else sealing.identities(place)
    held = restoring.open_keys(by=SYSTEM, archive=_existing(args.keys), identities=known, passphrase=passphrase)
    return sealing.read_identities(held[f"keys/{sealing.IDENTITY}"].decode()), held


def _existing(name: str) -> Path:
    path = Path(name)
    if not path.is_file():
        raise Refusal(words.NO_FILE, field="archive", path=name)
    return path


def _verify(args: argparse.Namespace) -> int:
    identities, _ = _identities(args)
    found = restoring.open_backup(by=SYSTEM, data=settings.DATA, archive=_existing(args.archive), identities=identities)
    _tell(found)
    return 1 if say_lost(found.lost) or found.signed is False else 0


def _restore(args: argparse.Namespace) -> int:
    identities, held = _identities(args)
    archive = _existing(args.archive)
    with alone(settings.DATA):
        found = restoring.restore(
            by=SYSTEM,
            data=settings.DATA,
            archive=archive,
            identities=identities,
            held=held,
            gone=erased.digests(archive),
            replace=args.replace,
            stay_closed=args.readonly,
        )
    _tell(found)
    if found.erased:
        print(f"{found.erased} erased people were in the backup and have been erased again.")
    print("The node is back. Everybody has to sign in again.")
    if why := standing.why_closed():
        print(f"It can only be read. {gettext(WHY_CLOSED[why])}")
    return 1 if say_lost(found.lost) else 0


def _tell(found: restoring.Opened) -> None:
    for name, table in sorted(found.tables.items()):
        print(f"{table['sha256'][:16]}  {table['rows']:>9}  {name}")
    print(f"Node {found.node}, {found.made_at}, release {found.release}:")
    print(f"{found.rows} rows, {found.files} files, {found.acts} acts; every digest is right and the journal is whole.")
    if found.signed is None:
        print("Nobody here knows the key that signed it.")
    elif found.signed:
        print("It was signed by this node.")
    else:
        print("kerege: its signature is wrong: somebody made it who did not have the node's key.", file=sys.stderr)


def _move(args: argparse.Namespace) -> int:
    target = env.postgres(args.target) if "://" in args.target else env.sqlite(str(Path(args.target).resolve()))
    source = databases.settings_of(connection)
    moved = moving.move(by=SYSTEM, source=source, target=target)
    for table in moved:
        print(f"{table.written.sha256[:16]}  {table.written.rows:>9}  {table.table}")
    print(f"{len(moved)} tables, {sum(table.read.rows for table in moved)} rows: every table reads the same in both.")
    print("The old database is as it was. Set DATABASE_URL to the new one, start the node, and run `kerege check`.")
    return 0
