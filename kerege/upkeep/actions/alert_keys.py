"""The node's keys for alerts are made and replaced."""

import json
from datetime import UTC, datetime
from pathlib import Path

from kerege.lib.files import make_private, put
from kerege.people.rules import Actor
from kerege.response.rules.cap.signing import Seal, new_seal
from kerege.upkeep.queries.alert_keys import LISTED, certificates, place, seal
from kerege.upkeep.queries.keys import folder


def have_alert_key(*, by: Actor, data: Path, host: str) -> Seal:
    """The key that signs alerts; made once, readable by the node alone. Refuses upkeep.bad_key_file."""
    return seal(data, host=host) if certificates(data) else rotate_alert_key(by=by, data=data, host=host)


def rotate_alert_key(*, by: Actor, data: Path, host: str) -> Seal:
    """Make a new key, which signs from now on. Certificates before it stay listed, for what they signed is still read.

    Refuses upkeep.bad_key_file.
    """
    known = certificates(data)
    made = new_seal(host, now=datetime.now(UTC))
    make_private(folder(data))
    put(place(data, len(known) + 1), made.key)
    listed = {"certificates": [each.decode() for each in (*known, made.certificate)]}
    put(folder(data) / LISTED, json.dumps(listed, indent=1).encode())
    return made
