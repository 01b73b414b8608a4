"""`kerege law export | import | take | release`: judgements about law, to carry from one node to another."""

import argparse
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from kerege.config.cli import words
from kerege.config.cli.speaking import acting, complain
from kerege.law.actions import interchange
from kerege.law.queries.interchange import coverage_file
from kerege.law.rules.interchange.layout import MOST, opened
from kerege.law.words import interchange as refused
from kerege.law.words.interchange import BroughtState
from kerege.lib.files import written
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor
from kerege.sharing.queries import viewer_of_actor


def run(args: argparse.Namespace) -> int:
    """1 where something is refused: the reason is on standard error, and nothing of a file is in."""
    commands = {"export": _export, "import": _import, "take": _take, "release": _release}
    try:
        commands[args.law_command](args, acting(args.email, as_node=args.as_node))
    except Refusal as refusal:
        return complain(refusal)
    except OSError as fault:
        return complain(Refusal(words.UNREADABLE, path=str(fault.filename), reason=fault.strerror))
    return 0


def _export(args: argparse.Namespace, by: Actor) -> None:
    on = timezone.localdate()
    where = {"node": settings.KEREGE_NODE, "licence": settings.KEREGE_DATA_LICENCE}
    raw = coverage_file(viewer_of_actor(by, on=on), by=by, owner=args.owner, on=on, **where)
    with written(Path(args.file), 0o600) as file:
        file.write(raw)
    held = opened(raw)
    print(f"{args.file}: {len(held.rounds)} rounds, {held.judgements} judgements, {len(raw)} bytes")


def _import(args: argparse.Namespace, by: Actor) -> None:
    row = interchange.bring_coverage(by=by, file=_read(args.file), node=settings.KEREGE_NODE)
    taken = row.state == BroughtState.TAKEN
    print(f"{row.sha256[:16]}: {'taken in already; nothing changed' if taken else 'waits for a second person'}")


def _take(args: argparse.Namespace, by: Actor) -> None:
    """The file is named by its bytes: whoever takes it in has it in hand."""
    row = interchange.take_in_bytes(by=by, file=_read(args.file), node=settings.KEREGE_NODE)
    print(f"{row.sha256[:16]}: taken in")


def _release(args: argparse.Namespace, by: Actor) -> None:
    row = interchange.publish_carried_release(by=by, file=_read(args.file))
    print(f"release {row.version} is here")


def _read(name: str) -> bytes:
    path = Path(name)
    if not path.is_file():
        raise Refusal(words.NO_FILE, field="file", path=name)
    if path.stat().st_size > MOST:
        raise Refusal(refused.FILE_TOO_LARGE, field="file", most=MOST)
    return path.read_bytes()
