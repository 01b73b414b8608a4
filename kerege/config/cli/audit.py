"""`kerege audit verify | anchor | key`: is the journal whole, and does it still begin as it did."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext

from kerege.config.cli.speaking import complain
from kerege.config.environment import read
from kerege.journal import queries as journal
from kerege.journal.words import FAULTS
from kerege.lib.files import put
from kerege.lib.refusal import Refusal
from kerege.people.rules import SYSTEM
from kerege.upkeep.actions import anchoring
from kerege.upkeep.queries import anchors, keys
from kerege.upkeep.rules.anchors import Anchor, as_bytes, file_name
from kerege.upkeep.words import ANCHOR_FAULTS


def run(args: argparse.Namespace) -> int:
    try:
        return {"verify": _verify, "anchor": _anchor, "key": _key}[args.audit_command](args)
    except Refusal as refusal:
        return complain(refusal)


def _verify(args: argparse.Namespace) -> int:
    verdict = journal.verify()
    if verdict.whole:
        print(f"The journal is whole: {verdict.acts} acts, head {verdict.head}")
    else:
        print(f"The journal is broken: {verdict.acts} acts, {len(verdict.faults)} faults", file=sys.stderr)
        for fault in verdict.faults[:50]:
            print(f"  act {fault.seq}: {fault.fault.value}: {FAULTS[fault.fault]}", file=sys.stderr)
    faults = _hold_against(Path(args.anchors), args.key) if args.anchors else 0
    return 0 if verdict.whole and not faults else 1


def _hold_against(folder: Path, key_file: str | None) -> int:
    """Say what every anchor proves or finds; how many found something."""
    own = keys.public_keys(settings.DATA)
    brought = keys.read_public(Path(key_file)) if key_file else own
    found = anchors.judged(
        folder, node=settings.KEREGE_NODE, keys=[*own, *brought], trust=[key.public for key in brought]
    )
    good = [judgement.anchor for judgement in found if judgement.anchor and not judgement.fault]
    for judgement in found:
        if judgement.fault:
            told = gettext(ANCHOR_FAULTS[judgement.fault])
            print(f"  {judgement.name}: {judgement.fault.value}: {told}", file=sys.stderr)
    if good:
        last = max(good, key=lambda anchor: (anchor.seq, anchor.at))
        print(f"{len(good)} anchors hold; the newest saw {last.count} acts at {last.at}")
    if not key_file:
        print(
            "They were checked with this node's own key. Whoever owns the node owns that key: bring --key from a peer."
        )
    return len(found) - len(good)


def _anchor(args: argparse.Namespace) -> int:
    """Give one anchor; where it goes besides the node's own folder."""
    given = anchoring.anchor(by=SYSTEM, data=settings.DATA)
    if args.to == "-":
        sys.stdout.buffer.write(as_bytes(given))
    elif args.to:
        put(Path(args.to) / file_name(given), as_bytes(given))
    if args.mail:
        _mail(given)
    if args.to != "-":
        print(f"Anchored: {given.count} acts, head {given.head}")
    return 0


def _mail(given: Anchor) -> None:
    peers = [address.strip() for address in read("KEREGE_ANCHOR_MAIL").split(",") if address.strip()]
    anchoring.send_anchor(by=SYSTEM, given=given, to=peers)


def _key(args: argparse.Namespace) -> int:
    """Print the public keys, for peers to keep; after making a new one with --rotate."""
    if args.rotate:
        anchoring.rotate_key(by=SYSTEM, data=settings.DATA)
    else:
        anchoring.have_key(by=SYSTEM, data=settings.DATA)
    print(json.dumps({"keys": [asdict(key) for key in keys.public_keys(settings.DATA)]}, indent=1))
    return 0
