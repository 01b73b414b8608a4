"""`kerege retention`: delete what is kept no longer, or say what would go."""

import argparse

from django.utils import timezone

from kerege.people.rules import SYSTEM
from kerege.privacy import actions


def run(args: argparse.Namespace) -> int:
    """One line for each rule: how many rows that are older than so many days. With --dry-run nothing goes."""
    deed = actions.retention_due if args.dry_run else actions.run_retention
    would = "would go" if args.dry_run else "went"
    for due in deed(by=SYSTEM, at=timezone.now()):
        print(f"{due.key}: {due.rows} rows older than {due.days} days {would}")
    return 0
