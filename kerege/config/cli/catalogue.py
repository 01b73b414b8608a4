"""`kerege catalogue check | load`: a release of the catalogue of obligations, and how countries stand."""

import argparse
from pathlib import Path

from kerege.config.cli import words
from kerege.config.cli.speaking import acting, complain, told
from kerege.lib.refusal import Refusal
from kerege.worlds import catalogue_loader


def run(args: argparse.Namespace) -> int:
    """1 where anything is wrong; a release with one wrong place is not loaded."""
    folder = Path(args.folder)
    if not (folder / catalogue_loader.PASSPORT).is_file():
        return complain(Refusal(words.NO_FILE, field="folder", path=str(folder / catalogue_loader.PASSPORT)))
    try:
        return _check(folder) if args.catalogue_command == "check" else _load(folder, args)
    except Refusal as refusal:
        return complain(refusal)


def _check(folder: Path) -> int:
    found = catalogue_loader.check_folder(folder)
    for fault in found.faults:
        print(f"{fault.place} {told(fault.refusal)}")
    print(
        f"{found.version}: {found.obligations} obligations, {found.provisional} of them provisional, "
        f"{found.statuses} statuses; {len(found.faults)} places are wrong"
    )
    print(f"sha256 {found.sha256}")
    return 1 if found.faults else 0


def _load(folder: Path, args: argparse.Namespace) -> int:
    print(catalogue_loader.load_catalogue(by=acting(args.email, as_node=args.as_node), folder=folder))
    return 0
