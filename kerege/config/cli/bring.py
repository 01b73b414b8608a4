"""`kerege import`: rows of a file or a folder through the same actions that people use."""

import argparse
import sys
from pathlib import Path

from kerege.config.cli import lists, scores, words
from kerege.config.cli.speaking import acting, complain, told
from kerege.lib.refusal import Refusal
from kerege.worlds.loader import LoadReport, load_file, load_world


def run(args: argparse.Namespace) -> int:
    """Bring in what is good, name every row that is not; 1 where anything was refused."""
    try:
        if args.path in lists.LISTS:
            return lists.run(args, by=acting(args.email, as_node=args.as_node))
        if args.path == scores.SCORES:
            return scores.run(args, by=acting(args.email, as_node=args.as_node))
        report = _bring(args)
    except Refusal as refusal:
        return complain(refusal)
    except OSError as fault:
        return complain(Refusal(words.UNREADABLE, path=args.path, reason=fault.strerror))
    for row in sorted(report.refused, key=lambda refused: (refused.file, refused.row)):
        print(f"{row.place} {told(row.refusal)}", file=sys.stderr)
    for kind, good in report.counts.items():
        print(f"{kind}: {good} rows are in")
    print(f"{report.acts} acts, {len(report.refused)} rows refused")
    return 1 if report.refused else 0


def _bring(args: argparse.Namespace) -> LoadReport:
    path = Path(args.path)
    by = acting(args.email, as_node=args.as_node)
    if not path.exists():
        raise Refusal(words.NO_FILE, field="path", path=args.path)
    if path.is_dir():
        return load_world(path, by=by)
    name = f"{args.kind.removesuffix('.csv')}.csv" if args.kind else path.name
    return load_file(name, path.read_bytes(), by=by)
