"""`kerege import scores FILE`: scores of countries in a published frame, out of the file as it was published."""

import argparse
import sys
from pathlib import Path

from kerege.capacity import actions
from kerege.config.cli import words
from kerege.config.cli.speaking import told
from kerege.files.rules import received
from kerege.files.words import FileKind
from kerege.lib.refusal import Refusal
from kerege.lib.sheets.workbook import grids_of_xlsx
from kerege.people.rules import Actor
from kerege.web.content.taking import scan

SCORES = "scores"
"""What `kerege import` takes as a file of published scores."""


def run(args: argparse.Namespace, *, by: Actor) -> int:
    """Keep what is good and name every row that is not; 1 where a row was refused."""
    if not args.file or not Path(args.file).is_file():
        raise Refusal(words.NO_FILE, field="file", path=args.file or "")
    path = Path(args.file)
    taken = received(path.name, [path.read_bytes()], kinds={FileKind.XLSX}, scan=scan())
    grids, _notices = grids_of_xlsx(taken.content)
    given = {"source": args.source or "", "year": args.year, "owner": args.owner or ""}
    done = actions.import_scores(by=by, grids=grids, **given)
    for number, refusal in done.refused:
        print(f"row {number}: {told(refusal)}", file=sys.stderr)
    for number, called in (*done.unknown, *done.no_country):
        print(f"row {number}: {called}")
    print(f"scores: {done.new} new, {done.same} as before, {done.silent} without a score")
    print(f"{len(done.unknown)} of unknown countries, {len(done.no_country)} of none, {len(done.refused)} refused")
    return 1 if done.refused else 0
