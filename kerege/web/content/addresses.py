"""Signed, short-lived addresses of uploaded files.

The content host knows no session, so the address itself says what may be read: one file, with the clearance that its
reader had when the page was made. It lasts a few hours, and not longer than the file's label stays at or below that
clearance. Whoever is given the address by its reader can read the file until then, as if given the file.
"""

import time
from dataclasses import dataclass
from urllib.parse import quote

from django.core import signing
from django.http import HttpRequest

from kerege.files.queries import FileLine
from kerege.lib.sensitivity import Sensitivity
from kerege.records.viewers import Viewer
from kerege.web.content.hosts import files_origin

PREFIX = "/c/"
STEP = 2 * 3600
"""Addresses made in the same two hours are equal, so that a page that is read again loads no picture again."""
_SALT = "kerege.content"


@dataclass(frozen=True)
class Signed:
    """What an address says: the file, its owner and content then, the reader's clearance, and until when."""

    uid: str
    owner: str
    sha256: str
    clearance: Sensitivity
    until: int

    def viewer(self) -> Viewer:
        """A reader with that clearance for that owner and none for anybody else."""
        return Viewer(uid="content", by_owner=((self.owner, self.clearance),))


def address_of(request: HttpRequest, line: FileLine, *, reader: Viewer | None = None) -> str:
    """Where this reader finds the file for the next two to four hours; empty where the node has no content host.

    `reader` is with whom a query has read the line, where that is not the clearance of the request.
    """
    origin = files_origin(request)
    if not origin:
        return ""
    who: Viewer = reader or request.viewer  # type: ignore[attr-defined]  # ReaderMiddleware
    clearance = int(who.clearance_for(line.owner))
    until = (int(time.time()) // STEP + 2) * STEP
    said = [line.uid, line.owner, line.sha256[:16], clearance, until]
    token = signing.Signer(salt=_SALT).sign_object(said)  # without the second, or no two addresses would be equal
    return f"{origin}{PREFIX}{token}/{quote(line.name)}"


def address_past_clearance(request: HttpRequest, line: FileLine) -> str:
    """Where a reader finds a file that a door of its room has shown them, whatever their clearance: somebody with a
    part in a case or in a team. The address reaches the label that the file has now, and no further.
    """
    return address_of(request, line, reader=Viewer(uid="door", by_owner=((line.owner, Sensitivity(line.label)),)))


def read(token: str) -> Signed | None:
    """What the address says; None for one that was not signed here."""
    try:
        uid, owner, sha256, clearance, until = signing.Signer(salt=_SALT).unsign_object(token)
    except (signing.BadSignature, ValueError):
        return None
    return Signed(uid, owner, sha256, Sensitivity(clearance), until)
