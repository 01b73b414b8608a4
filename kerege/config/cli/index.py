"""`kerege inventory index`: the index by which facilities are found, made anew or compared with their cards."""

import argparse
import sys

from kerege.inventory import actions
from kerege.people.rules import SYSTEM

TOLD = 20
"""So many faults are named; the others are counted."""


def run(args: argparse.Namespace) -> int:
    if not args.check:
        print(f"index: {actions.index_facilities(by=SYSTEM)} facilities")
        return 0
    faults = actions.index_faults(by=SYSTEM)
    for fault in faults[:TOLD]:
        print(f"✗ {fault}: the index says something else; `kerege inventory index` makes it anew", file=sys.stderr)
    if len(faults) > TOLD:
        print(f"✗ and {len(faults) - TOLD} more", file=sys.stderr)
    if not faults:
        print("✓ The index of facilities says what their cards say")
    return 1 if faults else 0
