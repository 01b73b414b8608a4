"""`kerege digest`: tell focal points what was recorded for their country since they were last told."""

import argparse

from django.utils import timezone

from kerege.api.mail import letters, send
from kerege.people.rules import SYSTEM


def run(args: argparse.Namespace) -> int:
    """Send what is new, or print it with --dry-run; who has nothing new gets nothing."""
    found = letters(on=timezone.localdate())
    for letter in found:
        if args.dry_run:
            print(f"To: {letter.to}\nSubject: {letter.subject}\n\n{letter.body}\n")
        else:
            send(letter, by=SYSTEM)
            print(f"{letter.to}: {letter.subject}")
    if not found:
        print("Nothing new for anybody.")
    return 0
