"""`kerege certificates`: check a certificate that came as a file, and write the folder with which others check one."""

import argparse
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from django.utils.timezone import localdate

from kerege.capacity.rules.verifying import Verdict, check, open_lists
from kerege.config.cli.speaking import complain
from kerege.lib.files import put
from kerege.lib.refusal import Refusal
from kerege.web.credentials.bundle import bundle
from kerege.web.credentials.issuing import all_status_lists, issuer
from kerege.web.credentials.offline import verify


def run(args: argparse.Namespace) -> int:
    """Exit 0 where the certificate is valid, 1 where it is not or something is refused, 2 where it cannot be read."""
    try:
        return _bundle(args) if args.certificates_command == "bundle" else _verify(args)
    except Refusal as refusal:
        return complain(refusal)
    except (OSError, ValueError) as fault:
        print(f"kerege: {fault}", file=sys.stderr)
        return 2


def _verify(args: argparse.Namespace) -> int:
    day = date.fromisoformat(args.at) if args.at else localdate()
    if args.folder:
        return verify.main([args.file, "--folder", args.folder, "--at", day.isoformat()])
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    here = issuer()
    lists = open_lists(all_status_lists().values(), issuer=here)
    found = check(Path(args.file).read_bytes(), issuer=here, lists=lists, at=at)
    print("\n".join(verify.lines(found)))
    return 0 if found.verdict == Verdict.VALID else 1


def _bundle(args: argparse.Namespace) -> int:
    put(Path(args.file), bundle())
    print(f"{args.file}: unpack it anywhere, and run `python verify.py CERTIFICATE.json` there")
    return 0
