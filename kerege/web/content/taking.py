"""What a form needs to take a file in."""

from functools import partial

from django.conf import settings

from kerege.files.rules import Scan
from kerege.files.words import FORMATS, FileKind
from kerege.lib import scanner


def scan() -> Scan | None:
    """The virus scanner of this node; None where it has none."""
    return partial(scanner.clean, path=settings.KEREGE_SCANNER) if settings.KEREGE_SCANNER else None


def accept(kinds: frozenset[FileKind]) -> str:
    """What a browser offers when somebody chooses a file. A courtesy: what comes is judged by its bytes."""
    return ",".join(f".{ending}" for kind in FileKind if kind in kinds for ending in FORMATS[kind].endings)
