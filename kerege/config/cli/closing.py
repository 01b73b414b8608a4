"""`kerege readonly on | off`."""

import argparse

from django.conf import settings

from kerege.people.rules import SYSTEM
from kerege.upkeep.actions.closing import close_for_writing, open_for_writing


def run(args: argparse.Namespace) -> int:
    """Takes effect at once, in every process that has this DATA."""
    if args.state == "on":
        close_for_writing(by=SYSTEM, data=settings.DATA)
        print("This node can only be read now. `kerege readonly off` opens it again.")
    else:
        open_for_writing(by=SYSTEM, data=settings.DATA)
        print("People can record again.")
    return 0
