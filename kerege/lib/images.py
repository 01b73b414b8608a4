"""The one door for pictures from outside: they are drawn anew, and only the new drawing is kept.

What hides in a picture (places, names, scripts, a second file behind the first) does not come along. Decoding is done
by a process with limits, because a picture of a few bytes may claim to be fifty thousand pixels wide, and a decoder's
fault must not be the server's. One picture is drawn at a time.
"""

import json
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

from kerege.lib import redraw
from kerege.lib.refusal import N_, Refusal, RefusalWord

UNREADABLE = RefusalWord(
    "images.unreadable", N_("This picture cannot be read. Save it anew as PNG or JPEG, and try again.")
)
TOO_MANY_PIXELS = RefusalWord(
    "images.too_many_pixels",
    N_("This picture has more than %(most)s million pixels. Make it smaller, and try again."),
)
TOO_COSTLY = RefusalWord(
    "images.too_costly",
    N_("Drawing this picture took more time or memory than it may. Save it anew as PNG or JPEG, and try again."),
)

MEMORY, SECONDS, PIXELS = 700_000_000, 8, 40_000_000
PATIENCE = 60
"""Seconds on the clock, where SECONDS are those of a processor: a busy machine is no fault of the picture."""
_one_at_a_time = threading.Lock()  # so that many pictures at once take no more memory than one
_FOR_CODES = {redraw.UNREADABLE: UNREADABLE, redraw.TOO_MANY_PIXELS: TOO_MANY_PIXELS}


@dataclass(frozen=True)
class Picture:
    """A picture that was drawn here: `kind` is png or jpeg, `pixels` are those of the picture that came."""

    kind: str
    width: int
    height: int
    content: bytes
    pixels: int = 0


def redrawn(content: bytes, *, side: int = 1600, field: str = "file") -> Picture:
    """The picture upright, without metadata, its longer side at most `side`; of an animation the first picture.

    Refuses images.unreadable, images.too_many_pixels and images.too_costly.
    """
    limits = [str(n) for n in (MEMORY, SECONDS, PIXELS, side)]
    command = [sys.executable, "-I", str(Path(redraw.__file__)), *limits]
    try:
        with _one_at_a_time:
            done = subprocess.run(command, input=content, capture_output=True, timeout=PATIENCE, env={}, check=False)
    except subprocess.TimeoutExpired:
        raise Refusal(TOO_COSTLY, field=field) from None
    if done.returncode:
        word = _FOR_CODES.get(done.returncode, TOO_COSTLY)
        raise Refusal(word, field=field, most=PIXELS // 1_000_000)
    told, _, drawn = done.stdout.partition(b"\n")
    return Picture(**json.loads(told), content=drawn)
