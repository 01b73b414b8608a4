"""The arguments of the command for the keys of the node."""

import argparse
from collections.abc import Callable
from typing import Any

Data = Callable[[argparse.ArgumentParser], None]


def add(commands: Any, data: Data) -> None:
    """Add the command; `data` adds the argument that names the folder of the node."""
    parser = commands.add_parser("keys", help="keys of this node besides the one that signs the journal")
    words = parser.add_subparsers(dest="keys_command", metavar="COMMAND", required=True)
    factors = words.add_parser("factors", help="with which keys the seeds of second factors are encrypted")
    data(factors)
    factors.add_argument("--rotate", action="store_true", help="make a new key first, and encrypt all of them with it")
    issuing = words.add_parser("issuing", help="print the public keys that sign certificates; make the first one")
    data(issuing)
    issuing.add_argument(
        "--rotate", action="store_true", help="make a new key first; what the old one signed stays signed"
    )
    alerts = words.add_parser("alerts", help="print the certificates that receivers of alerts pin; make the first one")
    data(alerts)
    alerts.add_argument(
        "--rotate", action="store_true", help="make a new key first; receivers pin its certificate anew"
    )
    lti = words.add_parser("lti", help="print the public keys for LTI (JWKS); make the first one")
    data(lti)
    anew = lti.add_mutually_exclusive_group()
    anew.add_argument(
        "--rotate", action="store_true", help="make a new key first; the old one is shown for a week more"
    )
    anew.add_argument("--forget", action="store_true", help="make a new key first, and show no old one: it was stolen")
