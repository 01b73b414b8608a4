"""What a class on a laptop says to the settings before they are read: a folder and a name of its own, and the room."""

import json
import os
import secrets
import socket
from pathlib import Path

DATA = "class"
"""Folder of a class, where none is named: never that of another node."""


def settle(*, data: str | None, port: int | None) -> None:
    """Say it all through the environment, as an operator would."""
    os.environ["DATA"] = data or DATA
    if port:
        os.environ["PORT"] = str(port)
    os.environ.setdefault("HOST", "0.0.0.0")  # noqa: S104 - phones in the room reach it
    place = Path(os.environ["DATA"]) / "class" / "class.json"
    known = json.loads(place.read_text(encoding="utf-8"))["name"] if place.exists() else ""
    os.environ["KEREGE_NODE"] = known or f"CLASS-{secrets.token_hex(3).upper()}"
    here = address_here()
    os.environ["KEREGE_HOSTS"] = ",".join(["localhost", "127.0.0.1", "[::1]", here])
    os.environ["KEREGE_ADDRESS"] = f"http://{here}:{os.environ.get('PORT', '8000')}"


def address_here() -> str:
    """The address of this laptop in the network of the room; nothing is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"
