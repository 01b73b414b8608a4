"""The keys with which this node signs alerts, from its folder `keys`: what receivers pin is the certificate."""

import json
from pathlib import Path

from kerege.lib.refusal import Refusal
from kerege.response.rules.cap.signing import Seal
from kerege.response.words.alerts_refused import NO_ALERT_KEY
from kerege.upkeep import words
from kerege.upkeep.queries.keys import folder

LISTED = "alerts.json"


def certificates(data: Path) -> list[bytes]:
    """The certificates by which alerts of this node were ever signed, oldest first. Refuses upkeep.bad_key_file."""
    path = folder(data) / LISTED
    if not path.exists():
        return []
    try:
        return [str(each).encode() for each in json.loads(path.read_text(encoding="utf-8"))["certificates"]]
    except (OSError, ValueError, TypeError, KeyError):
        raise Refusal(words.BAD_KEY_FILE, field="--key", place=str(path)) from None


def place(data: Path, number: int) -> Path:
    return folder(data) / f"alerts-{number:04}.pem"


def seal(data: Path, *, host: str) -> Seal:
    """With what this node signs alerts now. Refuses response.no_alert_key and upkeep.bad_key_file."""
    known = certificates(data)
    if not known:
        raise Refusal(NO_ALERT_KEY)
    path = place(data, len(known))
    try:
        return Seal(host, path.read_bytes(), known[-1])
    except OSError:
        raise Refusal(words.BAD_KEY_FILE, place=str(path)) from None
