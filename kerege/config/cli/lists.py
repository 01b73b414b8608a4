"""`kerege import facilities FILE`: a list through the same steps as on the pages of imports, in one go."""

import argparse
import sys
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext

from kerege.config.cli import words
from kerege.files.rules import received
from kerege.files.words import SHEETS
from kerege.inventory import actions
from kerege.inventory.queries import imports as queries
from kerege.inventory.words.importing import OUTCOMES, Outcome
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM, Actor
from kerege.records.viewers import Viewer
from kerege.sharing.queries import viewer_of_actor
from kerege.web.content.taking import scan
from kerege.web.inventory.imports.views import MOST
from kerege.web.inventory.imports.wording import sentence

LISTS = ("facilities",)
"""What `kerege import` takes as a list in any sheet, and not as rows of its own format."""


def run(args: argparse.Namespace, *, by: Actor) -> int:
    """Hand in, take the proposed columns, check, and record what is good unless `--check`. 1 where a row is left.

    Rows that may be a card which is there already are not recorded: somebody decides about them on the page.
    """
    if not args.file or not Path(args.file).is_file():
        raise Refusal(words.NO_FILE, field="file", path=args.file or "")
    path = Path(args.file)
    taken = received(path.name, [path.read_bytes()], kinds=SHEETS, most=MOST, scan=scan())
    batch = actions.hand_in(
        by=by, owner=args.owner or "", sender=args.sender or "", received=taken, level=Sensitivity(args.level)
    )
    for column in batch.columns:
        print(f"{column['letter']} {column['name']}: {column['field'] or '-'}")
    fields = {column["letter"]: column["field"] for column in batch.columns}
    actions.map_columns(by=by, uid=batch.uid, fields=fields)
    actions.check_rows(by=by, uid=batch.uid)
    reader = _reader(by)
    line = queries.sheet_import(reader, batch.uid)
    if line.waits and not args.check:
        actions.apply_import(by=by, uid=batch.uid)
        actions.record_rows(by=by, uid=batch.uid)
        line = queries.sheet_import(reader, batch.uid)
    _tell(reader, str(batch.uid))
    for outcome in Outcome:
        if line.outcomes.get(outcome):
            print(f"{gettext(OUTCOMES[outcome])}: {line.outcomes[outcome]}")
    print(f"{line.state} {line.uid}")
    return 1 if line.outcomes.get(Outcome.FAULTY) or line.asked else 0


def _reader(by: Actor) -> Viewer:
    """Whoever acts reads what they may on the pages. The node itself, which only its operator is, reads everything."""
    if by == SYSTEM:
        return Viewer(uid=by.uid, name=by.name, everywhere=Sensitivity.RESTRICTED)
    return viewer_of_actor(by, on=timezone.localdate())


def _tell(reader: Viewer, uid: str) -> None:
    """Every error by its cell, on standard error as for other imports."""
    for row in queries.import_rows(reader, uid, outcome=Outcome.FAULTY):
        for fault in row.faults:
            print(f"{fault[0]} {fault[2]} {sentence(*fault[1:])}", file=sys.stderr)
