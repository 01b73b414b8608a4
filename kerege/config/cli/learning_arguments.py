"""The arguments of the commands for what other programs made: e-learning packages and questions."""

import argparse
from collections.abc import Callable
from typing import Any

from kerege.config.cli import law_arguments
from kerege.lib.sensitivity import Sensitivity
from kerege.training.words.bank import ItemState, SentAs
from kerege.training.words.items import Interaction

Data = Callable[[argparse.ArgumentParser], None]


def add(commands: Any, data: Data) -> None:
    """Add both commands, and those of law; `data` adds the argument that names the folder of the node."""
    _bank(commands.add_parser("bank", help="questions of other programs"), data)
    law_arguments.add(commands, data)
    _elearning(commands.add_parser("elearning", help="e-learning packages that are too large for a browser"), data)


def _bank(parser: argparse.ArgumentParser, data: Data) -> None:
    commands = parser.add_subparsers(dest="bank_command", metavar="COMMAND", required=True)
    check = commands.add_parser("check", help="what a file with questions holds, and what of it is taken")
    bring = commands.add_parser("import", help="take the questions of a file into a collection, as drafts")
    send = commands.add_parser("export", help="write the questions of a collection, with what is right, into a file")
    data(send)
    send.add_argument("--collection", required=True, help="the key of the collection")
    send.add_argument("--format", required=True, choices=list(SentAs), help="as what")
    send.add_argument("--language", default="en", metavar="TAG", help="in which language (en)")
    send.add_argument("--state", default="", choices=["", *ItemState], help="only those that stand so")
    send.add_argument("--kind", default="", choices=["", *Interaction], help="only those that are answered so")
    send.add_argument("--out", default="", help="where to write it; by itself a name in this folder")
    for each in (bring, send):
        each.add_argument("--as", dest="email", default="", help="the account that acts")
        each.add_argument("--as-node", action="store_true", help="act as the operator of this node, who may everything")
    for each in (check, bring):
        data(each)
        each.add_argument("file", help="QTI, Moodle XML, GIFT, Common Cartridge or a course backup of Moodle")
        each.add_argument("--language", default="en", metavar="TAG", help="of texts that do not say theirs (en)")
        each.add_argument("--by-person", action="store_true", help="let a person mark what cannot be graded here")
    bring.add_argument("--collection", required=True, help="the key of the collection")
    bring.add_argument("--licence", default="", help="under which the questions may be used")


def _elearning(parser: argparse.ArgumentParser, data: Data) -> None:
    commands = parser.add_subparsers(dest="elearning_command", metavar="COMMAND", required=True)
    check = commands.add_parser("check", help="read a package to its end, and say what it is; exit 1 where it is none")
    bring = commands.add_parser("import", help="hand a package in, whole or not at all; another person reviews it")
    for each in (check, bring):
        data(each)
        each.add_argument("file", help="SCORM 1.2, SCORM 2004 or cmi5 as ZIP, or an .h5p file, of at most 200 MB")
    bring.add_argument("--owner", required=True, help="whose package it is: an ISO 3166-1 alpha-3 code, or REG")
    bring.add_argument("--label", choices=[*map(str.lower, Sensitivity.__members__)], default="public", help="for whom")
    bring.add_argument("--language", action="append", default=[], metavar="TAG", help="a language of it; several times")
    for name, what in {"licence": "its licence", "rights": "whose work it is", "as": "the account that acts"}.items():
        bring.add_argument(f"--{name}", dest={"as": "email"}.get(name), default="", help=what)
    bring.add_argument("--as-node", action="store_true", help="act as the operator of this node, who may everything")
