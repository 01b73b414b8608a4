"""The arguments of the commands for the catalogue of obligations and for country packs."""

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
