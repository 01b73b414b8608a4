"""`kerege class`: hold a class on a laptop without a line, bring its records in at the node, and forget them there."""

import argparse
import secrets
import sys
from pathlib import Path

import segno
from django.conf import settings
from django.db import connections
from django.utils import timezone
from django.utils.translation import gettext

from kerege import __version__
from kerege.config.cli import serve, words
from kerege.config.cli.alone import alone
from kerege.config.cli.class_files import files_of, serve_beside
from kerege.config.cli.forgetting_class import forget_folder, running, stopped
from kerege.config.cli.serving import check_free, serving
from kerege.config.cli.serving import serve as answer
from kerege.config.cli.speaking import acting, complain
from kerege.lib.files import make_private, put
from kerege.lib.refusal import Refusal
from kerege.people.rules import REGION, SYSTEM
from kerege.sharing.rules import viewer_of
from kerege.training import actions
from kerege.training.queries.class_activities import recorded_in_class
from kerege.training.queries.classes import happened, receipt, seats
from kerege.training.queries.packs import page_of
from kerege.training.queries.staff import DOOR
from kerege.training.rules.class_receipts import check_all_brought, read_receipt
from kerege.training.rules.classes import check_signs, read_roster
from kerege.training.words.classes import CAME, RECEIPT_WANTED, Came
from kerege.upkeep.queries import keys
from kerege.web.classes.held import Held, clock_told, demanded, held, records, write


def run(args: argparse.Namespace) -> int:
    """1 where something is refused: the reason is on standard error."""
    commands = {None: _run, "export": _export, "roster": _roster, "import": _import, "wipe": _wipe}
    try:
        return commands[args.class_command](args)
    except Refusal as refusal:
        return complain(refusal)
    except OSError as fault:
        return complain(Refusal(words.UNREADABLE, path=str(fault.filename), reason=fault.strerror))


def _run(args: argparse.Namespace) -> int:
    if not args.pack:
        raise Refusal(words.NO_FILE, field="--pack", path="--pack")
    how = serving()
    check_free(how)
    beside = files_of(how)
    with alone(settings.DATA):
        serve.prepare(demo=False)
        now = _prepared(args)
    address = f"{settings.KEREGE_ADDRESS}/class/"
    print(f"\n{now.title}\nCode of the class: {now.code}\n{address}\n")
    if now.roster is not None and now.roster.taught.observers:
        print(f"Code for observers, who keep checklists (say it to them alone): {now.observer_code}\n")
    if told := clock_told(now.roster):
        print(f"{told}\n")
    segno.make(address, error="m", micro=False).terminal(out=sys.stdout, compact=True)
    print(f"On this laptop: http://127.0.0.1:{how.port}/class/screen/ shows the same, large.", flush=True)
    with running(settings.DATA):
        serve_beside(beside)
        answer(how)
    return 0


def _prepared(args: argparse.Namespace) -> Held:
    """The class as it is held: the package is in, the list is kept, the code stays from one start to the next."""
    roster = Path(args.roster).read_bytes() if args.roster else None
    read = read_roster(roster) if roster else None
    if read is not None:
        check_signs(read)
    known = held()
    if read is not None and known is not None and known.roster is not None and known.roster.course != read.course:
        raise Refusal(words.OTHER_CLASS, path=str(settings.DATA))
    with Path(args.pack).open("rb") as file:
        told = {"program": __version__, "known": keys.known_issuers(settings.DATA), "unknown_signer": True}
        pack = actions.import_pack(by=SYSTEM, owner=REGION, file=file, **told)  # type: ignore[arg-type]
    line = page_of(pack, "en").line
    print(f"{line.key} {line.version} is here: {line.signed} signature, made by {line.node}")
    make_private(settings.DATA / "class")
    code = known.code if known else _six_digits()
    kept = read or (known.roster if known else None)
    title, watch = kept.title if kept else line.title, (known.observer_code if known else "") or _six_digits()
    now = Held(settings.KEREGE_NODE, code, line.key, line.version, title, kept, watch)
    write(now)
    if kept is not None:
        actions.hold_activities(by=SYSTEM, roster=kept)
    return now


def _six_digits() -> str:
    return f"{secrets.randbelow(900_000) + 100_000}"


def _export(args: argparse.Namespace) -> int:
    put(Path(args.output), records())
    print(f"{args.output}: take it to the node that made the list")
    return 0


def _roster(args: argparse.Namespace) -> int:
    by = acting(args.email, as_node=args.as_node)
    put(Path(args.output), actions.make_roster(by=by, course=args.course))
    print(f"{args.output}: names and places of this course; keep it as you keep its list")
    return 0


def _import(args: argparse.Namespace) -> int:
    by = acting(args.email, as_node=args.as_node)
    done = actions.bring_class(by=by, raw=Path(args.file).read_bytes())
    viewer = viewer_of(uid=by.uid, name=by.name, grants=by.grants)
    reader, now = DOOR if by.is_system else viewer, timezone.now()
    given = receipt(reader, by, done.course, done.held, node=settings.KEREGE_NODE, now=now)
    for came, count in sorted(done.came.items()):
        print(f"{gettext(CAME[Came(came)])}: {count}")
    print(f"{done.known} records were here before")
    if given is not None:
        place = Path(args.receipt or Path(args.file).with_suffix(".kreceipt"))
        put(place, given)
        print(f"{place}: with it the laptop forgets what is here: kerege class wipe {place.name}")
    return 0


def _wipe(args: argparse.Namespace) -> int:
    """Forget the class on this laptop once the node has said that it has all of it, and say what remains."""
    with stopped(settings.DATA), alone(settings.DATA):
        now = demanded()
        recorded = recorded_in_class(now.roster.course) if now.roster else []
        numbers = [each.uid for each in happened()] + [each.uid for each in recorded]
        if now.roster is not None and numbers:
            if not args.receipt:
                raise Refusal(RECEIPT_WANTED, field="receipt")
            found = read_receipt(Path(args.receipt).read_bytes(), roster=now.roster, held=now.name)
            check_all_brought(numbers, found)
        people = len(seats())
        connections.close_all()
        forget_folder(settings.DATA)
    print(f"{settings.DATA}: the class {now.name} is forgotten, {people} people and {len(numbers)} records.")
    print("What remains: the files that you took along (.kroster, .kevents, .kreceipt) wherever they lie; delete them")
    print("too. A disk that is not encrypted may give back what was deleted to whoever takes it apart.")
    return 0
