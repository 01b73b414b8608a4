"""Check a certificate without a network: python verify.py CERTIFICATE.json [--at YYYY-MM-DD]

Needs Python 3.11 or newer and the library `cryptography`. Beside this file lie `checking.py`, which does the work,
`issuer.json` with the issuer's public keys, and the status lists as they were when this folder was made.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

try:
    from kerege.capacity.rules.verifying import Checked, Issuer, Listed, Verdict, check, issuer_from, open_lists
except ImportError:
    from checking import Checked, Issuer, Listed, Verdict, check, issuer_from, open_lists  # type: ignore[import-not-found,no-redef]

SAID = {
    Verdict.UNREADABLE: "This file cannot be read as a certificate. A part of it may be missing; ask for it again.",
    Verdict.NOT_A_BADGE: "This is no certificate in the form in which ours are made.",
    Verdict.OTHER_ISSUER: "Another issuer made this certificate. Ask that issuer.",
    Verdict.UNKNOWN_KEY: "It names a key that is not in this folder. Do not rely on it; or fetch this folder anew.",
    Verdict.KEY_OUT_OF_TIME: "It was signed on a day on which its key was not in use. Do not rely on it.",
    Verdict.TAMPERED: "It was changed after it was signed, or was never signed by the issuer. Do not rely on it.",
    Verdict.REVOKED: "The issuer has revoked this certificate.",
    Verdict.SUSPENDED: "The issuer has suspended this certificate.",
    Verdict.STATUS_UNKNOWN: "Whether it was revoked cannot be said: this folder has no status list for it.",
    Verdict.NOT_YET: "It is not valid yet on this day.",
    Verdict.EXPIRED: "It has expired. It may have been renewed: ask the holder for a newer file.",
    Verdict.VALID: "Signed by the issuer, unchanged, and neither expired, suspended nor revoked.",
}


def from_folder(folder: Path) -> tuple[Issuer, dict[str, Listed]]:
    """The issuer of a folder, and its status lists as far as the issuer signed them."""
    issuer = issuer_from(json.loads((folder / "issuer.json").read_bytes()))
    lists = [json.loads(path.read_bytes()) for path in sorted(folder.glob("status-*.json"))]
    return issuer, open_lists(lists, issuer=issuer)


def lines(found: Checked) -> Iterator[str]:
    """What was found, in English. What the file says is repeated only where it was signed."""
    yield f"{found.verdict.upper()}: {SAID[found.verdict]}"
    if not found.signed:
        return
    subject = found.document["credentialSubject"]
    what = subject.get("achievement", {})
    yield ", ".join(filter(None, (f"Certificate: {what.get('name', '')}", subject.get("role"))))
    yield from () if subject.get("role") else (f"It says: {what.get('description', '')}",)
    yield f"Number: {subject.get('licenseNumber', '')}"
    yield from (f"Holder: {each.get('identityHash', '')}" for each in subject.get("identifier", ()))
    until = str(found.document.get("validUntil", ""))[:10]
    yield f"Valid: {str(found.document.get('validFrom', ''))[:10]} {f'to {until}' if until else 'on'}"
    if found.lists_of:
        yield f"What was suspended or revoked is known up to {found.lists_of.isoformat()}, and not later."


def main(given: list[str] | None = None) -> int:
    """Exit 0 where the certificate is valid, 1 where it is not, 2 where it could not be checked."""
    parser = argparse.ArgumentParser(description="Check a certificate without a network.")
    parser.add_argument("file", type=Path, help="the certificate, as its holder gave it to you")
    parser.add_argument("--at", type=date.fromisoformat, help="as on this day (YYYY-MM-DD) instead of today")
    parser.add_argument("--folder", type=Path, default=Path(__file__).parent, help="where issuer.json lies")
    args = parser.parse_args(given)
    day = args.at or datetime.now(UTC).date()
    try:
        issuer, lists = from_folder(args.folder)
        at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        found = check(args.file.read_bytes(), issuer=issuer, lists=lists, at=at)
    except (OSError, ValueError, KeyError, TypeError) as fault:
        sys.stderr.write(f"It could not be checked: {fault}\n")
        return 2
    sys.stdout.write("\n".join(lines(found)) + "\n")
    return 0 if found.verdict == Verdict.VALID else 1


if __name__ == "__main__":
    sys.exit(main())
