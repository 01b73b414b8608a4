"""Arguments of the `kerege` command. Commands parse, call, print; the work is in the other modules of this folder."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from kerege import __version__
from kerege.config import class_room, sqlite
from kerege.config.cli import keys_arguments
from kerege.config.cli import learning_arguments as learning
from kerege.config.environment import read, serving_numbers
from kerege.training.words.curricula import Purpose
from kerege.upkeep.rules.archives import KEEP, KEEP_DAYS

EPILOG = """
Start here:
  kerege demo                    the example world of Project 53, with demo accounts, on http://127.0.0.1:8000
  kerege up                      a node of your own: empty but for the reference data
  kerege check                   is this node healthy, and what should be mended
  kerege audit verify            has anybody changed, dropped or reordered an act in the journal
  kerege import FILE.csv         bring rows in; every faulty row is named by row and column, good rows are kept
  kerege export trainers.part1   take an indicator out as CSV, XLSX, PDF or JSON, for a viewer and a day of your choice

Settings come from the environment: docs/reference/settings.md lists them all.
"""

MODULES = {
    "up": "serve",
    "demo": "serve",
    "serve": "serve",
    "work": "work",
    "check": "check",
    "audit": "audit",
    "inventory": "index",
    "accounts": "accounts",
    "keys": "keys",
    "certificates": "certificates",
    "toolkit": "toolkit",
    "elearning": "elearning",
    "bank": "bank",
    "catalogue": "catalogue",
    "pack": "pack",
    "law": "law",
    "class": "class_server",
    "backup": "copies",
    "verify": "copies",
    "restore": "copies",
    "move": "copies",
    "readonly": "closing",
    "import": "bring",
    "export": "take",
    "digest": "tell",
    "retention": "forget",
}
"""In which module of this folder each command does its work."""


def command_line() -> argparse.ArgumentParser:
    """All commands with their arguments; docs/reference/commands.md is made from it."""
    parser = argparse.ArgumentParser(
        prog="kerege",
        description="Kerege: a region runs its biosafety and biosecurity capacity by itself.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"kerege {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _serving(commands.add_parser("up", help="start this node, after bringing its database up to date"))
    _serving(commands.add_parser("demo", help="start a node with the example world and print the demo accounts"))
    _listening(
        commands.add_parser("serve", help="web processes only; `up --prepare-only` has brought the database up to date")
    )
    working = commands.add_parser("work", help="do the node's own work: mail and what is scheduled; `up` does it too")
    _data(working)
    working.add_argument("--once", action="store_true", help="do what is due now and stop")
    checking = commands.add_parser("check", help="look for what should be mended; exit 1 where something is wrong")
    _data(checking)
    checking.add_argument("--deploy", action="store_true", help="also what stands in the way of real data and readers")
    _importing(commands.add_parser("import", help="bring in a CSV file or a world folder"))
    _exporting(commands.add_parser("export", help="take out an indicator with its records, as its viewer may see it"))
    _telling(commands.add_parser("digest", help="mail focal points what was recorded for their country since the last"))
    forgetting = commands.add_parser("retention", help="delete what is kept about people no longer, by its rules")
    _data(forgetting)
    forgetting.add_argument("--dry-run", action="store_true", help="say by rule how many rows would go; delete none")
    _auditing(commands.add_parser("audit", help="the journal"))
    _inventory(commands.add_parser("inventory", help="the index by which facilities are found"))
    keys_arguments.add(commands, _data)
    _letting_in(commands.add_parser("accounts", help="sessions and ways in, for whoever looks after the machine"))
    _certificates(commands.add_parser("certificates", help="certificates as files, without a network"))
    _toolkit(commands.add_parser("toolkit", help="packages of curricula that are carried where no network is"))
    learning.add(commands, _data)
    _class(commands.add_parser("class", help="hold a class on a laptop without a line, and bring its records in"))
    _backing_up(commands.add_parser("backup", help="write one sealed file with everything that the node holds"))
    _opening(commands.add_parser("verify", help="read a backup to its end and bring it back into a scratch database"))
    restore = commands.add_parser("restore", help="bring a node back from a backup, all or nothing")
    _opening(restore)
    restore.add_argument("--replace", action="store_true", help="where there is a node already; it is put aside")
    restore.add_argument(
        "--readonly",
        action="store_true",
        help="close it for writing, to look at it first; else people can record again",
    )
    closing = commands.add_parser("readonly", help="close the node for writing while you work on it, or open it again")
    _data(closing)
    closing.add_argument("state", choices=["on", "off"], help="on: it can only be read; off: people can record again")
    move = commands.add_parser("move", help="copy the node into another database, and compare every table")
    _data(move)
    move.add_argument("target", help="postgres://… of an empty database, or the path of a new SQLite file")
    return parser


def _data(parser: argparse.ArgumentParser, default: str | None = None) -> None:
    told = f"folder of this node's data (DATA, else {read('DATA')!r})"
    parser.add_argument("--data", metavar="FOLDER", default=default, help=told)


def _serving(parser: argparse.ArgumentParser) -> None:
    _listening(parser)
    parser.add_argument(
        "--without-backup",
        action="store_true",
        help="change the database without backing it up first; there is no way back then",
    )
    parser.add_argument("--prepare-only", action="store_true", help="bring everything up to date and stop")


def _listening(parser: argparse.ArgumentParser) -> None:
    _data(parser)
    parser.add_argument("--host", help=f"address to listen on (HOST, else {read('HOST')})")
    parser.add_argument("--port", type=int, help=f"port to listen on (PORT, else {read('PORT')})")
    parser.add_argument(
        "--workers", type=int, help="web processes; more than one needs PostgreSQL (KEREGE_WORKERS, else 1)"
    )


def _importing(parser: argparse.ArgumentParser) -> None:
    _data(parser)
    parser.add_argument(
        "path",
        help="a CSV file whose name says what it holds (claims.csv, courses.csv …), a folder, or one of the words "
        "`facilities` and `scores`",
    )
    parser.add_argument(
        "file",
        nargs="?",
        help="after `facilities`: the list, as XLSX, CSV, GeoJSON, DHIS2 or OpenRosa (XML or ZIP); after `scores`: as "
        "published, in XLSX",
    )
    parser.add_argument("--source", help="for scores: the key of the source from which the file comes")
    parser.add_argument("--year", type=int, help="for scores: the year, where the file says neither year nor day")
    parser.add_argument("--owner", help="whose records they are: a country's ISO 3166-1 alpha-3 code, or REG")
    parser.add_argument("--sender", help="who sent the list; what its columns are is remembered for this sender")
    parser.add_argument(
        "--level", type=int, choices=range(4), default=2, help="who may read the cards: 0 all … 3 few (2)"
    )
    parser.add_argument("--check", action="store_true", help="say what would be recorded, and record nothing")
    parser.add_argument("--as", dest="email", help="the account that imports; its roles decide what is allowed")
    parser.add_argument(
        "--as-node", action="store_true", help="import as the operator of this node, who may everything"
    )
    parser.add_argument("--kind", help="what the rows are, where the file name does not say it")


def _exporting(parser: argparse.ArgumentParser) -> None:
    _data(parser)
    parser.add_argument("indicator", help="key of an indicator, or `list` to see the keys")
    parser.add_argument("--format", choices=["csv", "xlsx", "pdf", "json"], default="csv")
    parser.add_argument("--as", dest="email", help="the account that reads; without it the public reads")
    parser.add_argument("--on", help="the day as on which to read, as YYYY-MM-DD (today)")
    parser.add_argument("--project", default="", help="key of a project, such as P53; all without it")
    parser.add_argument("--country", default="", help="ISO 3166-1 alpha-3 code; all without it")
    parser.add_argument("--lang", default="en", help="language of names and headings")
    parser.add_argument("-o", "--output", default="-", help="file to write; - for standard output")


def _telling(parser: argparse.ArgumentParser) -> None:
    _data(parser)
    parser.add_argument("--dry-run", action="store_true", help="print the mails and send none")


def _auditing(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="audit_command", metavar="COMMAND", required=True)
    verify = commands.add_parser("verify", help="read the whole chain; exit 1 where it is broken")
    _data(verify)
    verify.add_argument("--anchors", metavar="FOLDER", help="also hold it against the anchors that are kept there")
    verify.add_argument("--key", metavar="FILE", help="public keys of the node as a peer keeps them (this node's own)")
    anchor = commands.add_parser("anchor", help="sign what the journal is now, for others to keep")
    _data(anchor)
    anchor.add_argument("--to", metavar="FOLDER", help="write it there too; - for standard output")
    anchor.add_argument("--mail", action="store_true", help="mail it to the addresses in KEREGE_ANCHOR_MAIL")
    key = commands.add_parser("key", help="print the public keys of this node, for others to keep")
    _data(key)
    key.add_argument("--rotate", action="store_true", help="make a new signing key first, which the old one signs")


def _inventory(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="inventory_command", metavar="COMMAND", required=True)
    index = commands.add_parser("index", help="make the index of facilities anew, after it was found to be wrong")
    _data(index)
    index.add_argument("--check", action="store_true", help="compare it with the cards; exit 1 where it differs")


def _certificates(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="certificates_command", metavar="COMMAND", required=True)
    verify = commands.add_parser("verify", help="check a certificate that somebody brings; exit 1: not valid")
    _data(verify)
    verify.add_argument("file", help="the certificate, as its holder gave it to you (JSON)")
    verify.add_argument("--at", metavar="DAY", help="as on this day, as YYYY-MM-DD (today)")
    verify.add_argument("--folder", help="check with the keys and lists of this folder instead of the node's own")
    bundle = commands.add_parser("bundle", help="write the folder that checks certificates without a network, as ZIP")
    _data(bundle)
    bundle.add_argument("file", help="the file to write")


def _toolkit(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="toolkit_command", metavar="COMMAND", required=True)
    export = commands.add_parser(
        "export", help="write the package of a curriculum's version; make it where there is none"
    )
    _data(export)
    export.add_argument("key", help="key of the curriculum")
    export.add_argument("--version", help="its version (the published one)")
    export.add_argument("--since", metavar="FILE", help="only what changed since this package or its manifest.json")
    export.add_argument("-o", "--output", required=True, help="file to write, with the ending .kpack")
    check = commands.add_parser(
        "check", help="read a package to its end, and say what is in it; exit 1 where it is none"
    )
    check.add_argument("file", help="the package")
    bring = commands.add_parser("import", help="bring in a package, whole or not at all")
    bring.add_argument("file", help="the package")
    bring.add_argument("--draft-as", metavar="KEY", help="one that was changed on its stick, as a draft under this key")
    bring.add_argument("--draft", action="store_true", help="record the version and publish it later")
    bring.add_argument("--unknown-signer", action="store_true", help="also when nobody here knows who made it")
    for each in (check, bring):
        _data(each)
        each.add_argument("--owner", help="whose curriculum it becomes: an ISO 3166-1 alpha-3 code, or REG (this node)")
    attach = commands.add_parser("attach", help="add a file of any size to a module of a curriculum's draft")
    _data(attach)
    attach.add_argument("key", help="key of the curriculum")
    attach.add_argument("file", help="the file")
    attach.add_argument("--module", required=True, help="id of the module, as the page of the draft shows it")
    attach.add_argument("--purpose", required=True, choices=[each.value for each in Purpose], help="what it is for")
    attach.add_argument("--language", default="", metavar="TAG", help="its language (for every one)")
    attach.add_argument("--licence", default="", help="its licence (that of the curriculum)")
    attach.add_argument("--version", help="the draft (the only one)")
    for each in (export, check, bring, attach):
        each.add_argument("--as", dest="email", help="the account that acts; its roles decide what is allowed")
        each.add_argument("--as-node", action="store_true", help="act as the operator of this node, who may everything")
    trust = commands.add_parser("trust", help="believe what another node signs, as its `kerege keys issuing` printed")
    _data(trust)
    trust.add_argument("file", help="the public keys of that node (JSON)")


def _class(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pack", metavar="FILE", help="hold a class here: the toolkit package that is taught")
    parser.add_argument("--roster", metavar="FILE", help="the list of the course, as `kerege class roster` wrote it")
    parser.add_argument("--data", metavar="FOLDER", help="folder of this class, a node of its own (class)")
    parser.add_argument("--port", type=int, help=f"port to listen on (PORT, else {read('PORT')})")
    commands = parser.add_subparsers(dest="class_command", metavar="COMMAND")
    export = commands.add_parser("export", help="write what happened in the class, for the node that made the list")
    export.add_argument("-o", "--output", required=True, metavar="FILE", help="file to write, with the ending .kevents")
    roster = commands.add_parser("roster", help="write the list of a course: names by number, and its sessions")
    roster.add_argument("course", help="key of the course, or its uid")
    roster.add_argument("-o", "--output", required=True, metavar="FILE", help="file to write, with the ending .kroster")
    bring = commands.add_parser("import", help="bring in what happened in a class; twice changes nothing")
    bring.add_argument("file", help="the file that the class wrote")
    bring.add_argument("--receipt", metavar="FILE", help="receipt to write for the laptop (beside the file)")
    wipe = commands.add_parser("wipe", help="forget the class on this laptop: names, answers, PINs and its keys")
    wipe.add_argument(
        "receipt", nargs="?", help="what the node gave back; needed where something happened in a class with a list"
    )
    for each in (export, roster, bring, wipe):
        _data(each, default=argparse.SUPPRESS)  # so that `kerege class --data FOLDER export` is heard as well
    for each in (roster, bring):
        each.add_argument("--as", dest="email", help="the account that acts; its roles decide what is allowed")
        each.add_argument("--as-node", action="store_true", help="act as the operator of this node, who may everything")


def _letting_in(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="accounts_command", metavar="COMMAND", required=True)
    ending = commands.add_parser("end-sessions", help="sign everybody out at once, and forget their known devices")
    _data(ending)
    whose = ending.add_mutually_exclusive_group(required=True)
    whose.add_argument("--account", metavar="EMAIL", help="of this account")
    whose.add_argument("--all", action="store_true", help="of everybody")
    recover = commands.add_parser(
        "recover", help="let a node administrator in again where all have lost their second factors; prints one link"
    )
    _data(recover)
    recover.add_argument("account", metavar="EMAIL", help="the account of the administrator")


def _backing_up(parser: argparse.ArgumentParser) -> None:
    _data(parser)
    parser.add_argument("--to", metavar="FOLDER", help="where it goes (KEREGE_BACKUP_TO, else DATA/backups)")
    parser.add_argument("--keep", type=int, default=KEEP, help=f"how many are kept ({KEEP})")
    parser.add_argument("--keep-days", type=int, default=KEEP_DAYS, help=f"for how many days ({KEEP_DAYS})")
    parser.add_argument("--passphrase-file", metavar="FILE", help="seal the keys with the passphrase in this file")


def _opening(parser: argparse.ArgumentParser) -> None:
    _data(parser)
    parser.add_argument("archive", help="the file that `kerege backup` wrote")
    parser.add_argument("--identity", metavar="FILE", help="file with the age key that opens it (DATA/keys)")
    parser.add_argument("--keys", metavar="FILE", help="the keys beside the backup, where DATA is gone")
    parser.add_argument("--passphrase-file", metavar="FILE", help="file with the passphrase that opens the keys")


SERVING = {"up", "demo", "serve"}


def _settle(args: argparse.Namespace) -> None:
    """Put what was said on the command line where the settings look for it, before Django reads them.

    Whoever serves learns at once (ValueError) of a number that is none, and not after the whole program was loaded.
    """
    said = {"data": "DATA", "host": "HOST", "port": "PORT", "workers": "KEREGE_WORKERS"}
    for name, setting in said.items():
        value = getattr(args, name, None)
        if value is not None:
            os.environ[setting] = str(value)
    if args.command == "demo":
        os.environ["KEREGE_DEMO"] = "1"
    if args.command == "class" and args.class_command in {None, "export", "wipe"}:
        class_room.settle(data=args.data, port=getattr(args, "port", None))
    if args.command in SERVING:
        serving_numbers()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kerege.config.settings")


LISTED = "docs/reference/settings.md lists them all."


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0 when all went well, 1 when something was refused or is wrong."""
    args = command_line().parse_args(argv)
    try:
        _settle(args)
    except ValueError as wrong:
        print(f"kerege: a setting is wrong: {wrong}. {LISTED}", file=sys.stderr)
        return 1
    sqlite.install()
    fault = None if read("DATABASE_URL") else sqlite.version_fault()
    if fault:
        print(
            f"kerege: SQLite {fault} can corrupt a database in WAL mode (fixed in 3.51.3). "
            "Install the package pysqlite3, or set DATABASE_URL to a PostgreSQL server.",
            file=sys.stderr,
        )
        return 1
    return _run(args)


def _run(args: argparse.Namespace) -> int:
    """Do the command. What the operator has to mend (a setting, a folder, a database) is a sentence, no traceback."""
    import django
    from django.db import DatabaseError, IntegrityError

    try:
        django.setup()
    except ValueError as fault:
        print(f"kerege: a setting is wrong: {fault}. {LISTED}", file=sys.stderr)
        return 1
    except OSError as fault:
        return _unusable(fault)
    try:
        run = import_module(f"kerege.config.cli.{MODULES[args.command]}")
        code: int = run.run(args)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as fault:
        return _unusable(fault)
    except IntegrityError:
        raise
    except DatabaseError as fault:
        why = str(fault).splitlines()[0]
        print(
            f"kerege: the database cannot be used: {why}. `kerege up` makes it and brings it up to date; "
            "see that DATA or DATABASE_URL names the right one.",
            file=sys.stderr,
        )
        return 1
    return code


def _unusable(fault: OSError) -> int:
    print(f"kerege: {fault.filename or read('DATA')} cannot be used: {fault.strerror}", file=sys.stderr)
    return 1
