"""The arguments of the commands for the catalogue of obligations, country packs, and law between nodes."""

import argparse
from collections.abc import Callable
from typing import Any

Data = Callable[[argparse.ArgumentParser], None]


def add(commands: Any, data: Data) -> None:
    """Add the commands; `data` adds the argument that names the folder of the node."""
    parser = commands.add_parser("catalogue", help="the catalogue of international obligations")
    words = parser.add_subparsers(dest="catalogue_command", metavar="COMMAND", required=True)
    check = words.add_parser("check", help="every fault of a release and its statuses, by file, row and column")
    load = words.add_parser("load", help="publish a release on this node, whole or not at all")
    for each in (check, load):
        data(each)
        each.add_argument("folder", help="a folder with release.toml and the tables of a release")
    load.add_argument("--as", dest="email", default="", help="the account that acts")
    load.add_argument("--as-node", action="store_true", help="act as the operator of this node, who may everything")
    pack = commands.add_parser("pack", help="country packs: names, bodies and duties by law as data")
    tried = pack.add_subparsers(dest="pack_command", metavar="COMMAND", required=True)
    trying = tried.add_parser("check", help="every row of a pack that this node would refuse, by file, row and column")
    data(trying)
    trying.add_argument("folder", help="the folder of a pack, with pack.toml")
    _law(commands.add_parser("law", help="judgements about law that go from one node to another as a file"), data)


def _law(parser: argparse.ArgumentParser, data: Data) -> None:
    words = parser.add_subparsers(dest="law_command", metavar="COMMAND", required=True)
    export = words.add_parser("export", help="write the approved judgements of a country that the account may read")
    bring = words.add_parser("import", help="bring in a file; a second person takes it in")
    take = words.add_parser("take", help="take in a file that somebody else brought")
    release = words.add_parser("release", help="publish the release of the catalogue that a file carries")
    for each in (export, bring, take, release):
        data(each)
        each.add_argument("file", help="the file (.zip)")
        each.add_argument("--as", dest="email", default="", help="the account that acts")
    for each in (bring, take, release):
        each.add_argument("--as-node", action="store_true", help="act as the operator of this node, who may everything")
    export.set_defaults(as_node=False)
    export.add_argument("--owner", required=True, help="the country, for example KGZ")
