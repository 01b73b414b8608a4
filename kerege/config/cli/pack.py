"""`kerege pack check`: what this node would take of a country pack, row by row, without taking it."""

import argparse
from pathlib import Path

from django.db import transaction

from kerege.config.cli import words
from kerege.config.cli.speaking import complain, told
from kerege.lib.refusal import Refusal
from kerege.people.rules import SYSTEM
from kerege.worlds import law_packs, packs
from kerege.worlds.rules import Refused


def run(args: argparse.Namespace) -> int:
    """1 where a row is refused, with its file, row and column. All that was tried is undone."""
    folder = Path(args.folder).resolve()
    if not (folder / packs.PASSPORT).is_file():
        return complain(Refusal(words.NO_FILE, field="folder", path=str(folder / packs.PASSPORT)))
    try:
        with transaction.atomic():
            names, rows, refused = _tried(packs.read_pack(folder))
            transaction.set_rollback(True)
    except Refusal as refusal:
        return complain(refusal)
    for each in refused:
        print(f"{each.place} {told(each.refusal)}")
    print(f"{folder.name}: {names} new names, {rows} rows of law; {len(refused)} places are wrong")
    return 1 if refused else 0


def _tried(pack: packs.Pack) -> tuple[int, int, list[Refused]]:
    names, refused = packs.load_pack(pack, by=SYSTEM)
    law_packs.load_international(by=SYSTEM)
    brought = law_packs.load_law(pack, by=SYSTEM)
    return names, brought.rows, refused + brought.refused
