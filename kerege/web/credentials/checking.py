"""Checking a certificate that somebody brings as a file: the whole of it, and then against the register."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from kerege.capacity.queries import badges as queries
from kerege.capacity.queries.certificates import CertificateLine
from kerege.capacity.queries.course_badges import GivenLine
from kerege.capacity.rules.badges import PLACES
from kerege.capacity.rules.verifying import Verdict, check, open_lists, read
from kerege.web.credentials.issuing import issuer, status_lists
from kerege.web.credentials.of_courses import state_of_badge
from kerege.web.credentials.wording import HOLDER_ERASED, NOT_IN_REGISTER, VERDICTS, Said, said, state_of


@dataclass(frozen=True)
class Brought:
    """What came out. `holder`, `number` and `until` are what the file says, empty where nobody signed it.

    `registered` is the certificate or badge in the register where there is one; `renewed`: it holds longer than the
    file says. `describes` is what a badge of a course says of its holder.
    """

    said: Said
    verdict: Verdict
    holder: str = ""
    number: str = ""
    title: str = ""
    level: str = ""
    scope: str = ""
    since: str = ""
    until: str = ""
    registered: CertificateLine | GivenLine | None = None
    renewed: bool = False
    describes: str = ""


def brought(text: bytes, *, on: date, lang: str) -> Brought:
    """Judge a file as on the day. What it says is repeated only where this node signed it."""
    at = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    here = issuer()
    lists = open_lists(status_lists(_parts(text)).values(), issuer=here)
    found = check(text, issuer=here, lists=lists, at=at)
    if not found.signed:
        return Brought(said(VERDICTS[found.verdict]), found.verdict)
    subject = found.document["credentialSubject"]
    number, holder = str(subject.get("licenseNumber", "")), _holder(subject)
    line = queries.verified(number, on=on, lang=lang) or queries.verified_badge(number, on=on)
    erased = line is not None and queries.holder_is_erased(number, on=on)
    known = erased or (line is not None and queries.is_holder(number, holder, on=on))
    renewed = known and line is not None and line.holds and found.verdict == Verdict.EXPIRED
    return Brought(
        _said(found.verdict, line if known else None, renewed, erased),
        found.verdict,
        holder,
        number,
        str(subject.get("achievement", {}).get("name", "")),
        str(subject.get("role", "")),
        str(subject.get("narrative", "")),
        str(found.document.get("validFrom", ""))[:10],
        str(found.document.get("validUntil", ""))[:10],
        line if known else None,
        renewed,
        "" if subject.get("role") else str(subject.get("achievement", {}).get("description", "")),
    )


def _said(verdict: Verdict, line: CertificateLine | GivenLine | None, renewed: bool, erased: bool) -> Said:
    """The register has the last word: it knows what was suspended or renewed after the file was fetched. Of an erased
    holder it knows no name: the certificate stands, and whose it is nobody can confirm.
    """
    if line is None:
        return said(NOT_IN_REGISTER)
    by_register = renewed or not line.holds or verdict == Verdict.STATUS_UNKNOWN
    if erased and line.holds and (by_register or verdict == Verdict.VALID):
        return said(HOLDER_ERASED)
    if isinstance(line, GivenLine):
        return state_of_badge(line) if by_register else said(VERDICTS[verdict])
    return state_of(line) if by_register else said(VERDICTS[verdict])


def _holder(subject: Any) -> str:
    names = [each.get("identityHash", "") for each in subject.get("identifier", []) if isinstance(each, dict)]
    return str(names[0]) if names else ""


def _parts(text: bytes) -> set[int]:
    """Which parts of the lists a file names, as far as there are such; the first where it names none."""
    try:
        entries = read(text)["credentialStatus"]
        parts = {int(str(each["statusListCredential"]).rstrip("/").rpartition("/")[2]) for each in entries}
    except (ValueError, KeyError, TypeError):
        return {0}
    return {part for part in parts if 0 <= part < 1000 and part * PLACES < 2**31} or {0}
