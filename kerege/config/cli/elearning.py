"""`kerege elearning check | import`: packages of other programs that are too large for a browser."""

import argparse
from pathlib import Path
from typing import IO

from django.conf import settings

from kerege.config.cli import words
from kerege.config.cli.speaking import acting, complain
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.training.actions.elearning_backups import hand_in_any
from kerege.training.rules.elearning import opened
from kerege.training.rules.elearning.members import LIMITS
from kerege.training.rules.items.formats import moodle_backup
from kerege.training.words.elearning import ELEARNING_EMPTY_BACKUP
from kerege.web.content.taking import scan


def run(args: argparse.Namespace) -> int:
    """1 where something is refused: the reason is on standard error, and nothing of the package is kept."""
    commands = {"check": _check, "import": _import}
    try:
        return commands[args.elearning_command](args)
    except Refusal as refusal:
        return complain(refusal)
    except OSError as fault:
        return complain(Refusal(words.UNREADABLE, path=str(fault.filename), reason=fault.strerror))


def _open(name: str) -> IO[bytes]:
    path = Path(name)
    if not path.is_file():
        raise Refusal(words.NO_FILE, field="file", path=name)
    return path.open("rb")


def _check(args: argparse.Namespace) -> int:
    with _open(args.file) as file:
        backup = moodle_backup.opened(file, LIMITS)
        if backup is not None:
            for each in backup.packages:
                print(f"{each.path}: {each.member.size} bytes")
            return 0 if backup.packages else complain(Refusal(ELEARNING_EMPTY_BACKUP))
        file.seek(0)
        found = opened(file, sites=settings.KEREGE_ELEARNING_SITES)
    what = found.what
    print(f"{what.standard} {what.edition}".strip() + f": {what.title}")
    print(f"{len(found.members)} files, {found.size} bytes, language {what.language or '-'}")
    for part in what.parts:
        print(f"  {part.title}: {part.path}{part.query}")
    return 0


def _import(args: argparse.Namespace) -> int:
    by = acting(args.email, as_node=args.as_node)
    with _open(args.file) as file:
        found = hand_in_any(
            by=by,
            owner=args.owner,
            file=file,
            label=Sensitivity[args.label.upper()],
            languages=args.language,
            licence=args.licence,
            rights=args.rights,
            scan=scan(),
        )
    for each in found:
        if each.row is None:
            print(f"{each.name}: {each.refusal}")
        else:
            row = each.row
            print(f"{row.uid}: {row.standard}, {row.count} files, {row.size} bytes; it waits for a review")
    return 0
