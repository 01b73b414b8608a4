"""`kerege bank check | import | export`: questions of other programs, and questions for them."""

import argparse
from pathlib import Path

from kerege.config.cli import words
from kerege.config.cli.speaking import acting, complain, reader, told
from kerege.lib.refusal import Refusal
from kerege.training.actions.bank_importing import Imported, import_items
from kerege.training.queries import bank_sending
from kerege.training.queries.bank import DOOR
from kerege.training.rules.items.formats.judging import Checked, check_file
from kerege.training.rules.items.formats.sending import send
from kerege.training.rules.items.formats.taking import Wishes
from kerege.training.words import bank as bank_words
from kerege.training.words.bank import SentAs
from kerege.web.bank.parts import parts_named

MOST = 100_000_000


def run(args: argparse.Namespace) -> int:
    """1 where the file as a whole is refused, or nothing of it was taken; the reason is on standard error."""
    commands = {"check": _check, "import": _import, "export": _export}
    try:
        return commands[args.bank_command](args)
    except Refusal as refusal:
        return complain(refusal)
    except OSError as fault:
        return complain(Refusal(words.UNREADABLE, path=str(fault.filename), reason=fault.strerror))


def _content(name: str) -> bytes:
    path = Path(name)
    if not path.is_file():
        raise Refusal(words.NO_FILE, field="file", path=name)
    with path.open("rb") as file:
        return file.read(MOST + 1)


def _wishes(args: argparse.Namespace) -> Wishes:
    return Wishes(args.language, args.by_person)


def _check(args: argparse.Namespace) -> int:
    found = check_file(_content(args.file), _wishes(args))
    print(f"{found.kind}: {len(found.taken)} would be taken, {len(found.left)} not")
    _tell(found)
    return 0 if found.taken else 1


def _import(args: argparse.Namespace) -> int:
    by = acting(args.email, as_node=args.as_node)
    told = {"collection": args.collection, "licence": args.licence}
    done = import_items(by=by, content=_content(args.file), wishes=_wishes(args), **told)
    print(f"{done.kind}: {done.new} new, {done.changed} changed, {done.same} as they were, {len(done.left)} not taken")
    _tell(done)
    return 0 if done.taken else 1


def _export(args: argparse.Namespace) -> int:
    by = acting(args.email, as_node=args.as_node)
    viewer = DOOR if by.is_system else reader(args.email)
    found = send(
        bank_sending.questions(viewer, by, args.collection, state=args.state, kind=args.kind),
        SentAs(args.format),
        args.language,
        args.collection,
    )
    for each in found.told:
        if each.said:
            print(f"  {each.key}: {each.said}")
    if not found.number:
        raise Refusal(bank_words.NOTHING_TO_SEND)
    path = Path(args.out or found.name)
    path.write_bytes(found.content)
    path.chmod(0o600)  # it tells what is right
    print(f"{path}: {found.number} of {len(found.told)} questions")
    return 0


def _tell(found: Checked | Imported) -> None:
    """What does not come along with a question that is taken; and of each other one why not, as a page says it."""
    for each in found.taken:
        if each.lost:
            print(f"  {each.where}: {each.title}: not taken along: {parts_named(each.lost)}")
    for left in found.left:
        print(f"  {left.where}: {left.title}: {told(left.refusal)}")
