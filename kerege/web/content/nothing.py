"""What a package gets in place of a film or a recording that its reader goes without: nothing, which plays to an end.

Many packages go on when a film has ended, and wait for ever for one that is not there. So each is answered by a tenth
of a second of silence, or two black pictures.
"""

from base64 import b64decode
from struct import pack

from kerege.training.rules.elearning.weight import left_out, medium_of
from kerege.training.words.elearning import Medium

_TICKS = 800
SILENCE = (
    b"RIFF"
    + pack("<I", 36 + _TICKS)
    + b"WAVEfmt "
    + pack("<IHHIIHH", 16, 1, 1, 8_000, 8_000, 1, 8)
    + b"data"
    + pack("<I", _TICKS)
    + b"\x80" * _TICKS
)
"""A WAVE file of eight bits at 8 kHz."""
DARKNESS = b64decode(
    "GkXfo59ChoEBQveBAULygQRC84EIQoKEd2VibUKHgQJChYECGFOAZ0CJFUmpZqAq17GDD0JATYCGa2VyZWdlV0GGa2VyZWdlRImEQ0gAABZUrmubrpnX"
    "gQFzxYEBg4EBhoVWX1ZQOOCGsIEQuoEQH0O2db/ngQCjnIEAAIAwAQCdASoQABAAB0CWJaQAA3AA/u+5AACjnIEAZIAwAQCdASoQABAAB0CWJaQAA3AA"
    "/u+5AAA="
)
"""A WebM file of 16 by 16 pixels and 0.2 s, made for this."""


def nothing_of(media_type: str) -> tuple[bytes, str] | None:
    """What is sent for a file of this type, with its own; None where it is neither film nor sound."""
    if not left_out(media_type):
        return None
    return (DARKNESS, "video/webm") if medium_of(media_type) == Medium.FILM else (SILENCE, "audio/wav")
