"""What a class on a laptop says to the settings before they are read: a folder and a name of its own, and the room."""

import json
import os
import secrets
import socket
from pathlib import Path

from kerege.config.environment import number

LAST_PORT = 65_535
DATA = "class"
"""Folder of a class, where none is named: never that of another node."""


def settle(*, data: str | None, port: int | None) -> None:
    """Say it all through the environment, as an operator would. Refuses (ValueError) a PORT that is none."""
    os.environ["DATA"] = data or DATA
    if port:
        os.environ["PORT"] = str(port)
    os.environ.setdefault("HOST", "0.0.0.0")  # noqa: S104 - phones in the room reach it
    place = Path(os.environ["DATA"]) / "class" / "class.json"
    known = json.loads(place.read_text(encoding="utf-8"))["name"] if place.exists() else ""
    os.environ["KEREGE_NODE"] = known or f"CLASS-{secrets.token_hex(3).upper()}"
    here, pages = address_here(), number("PORT", least=1, most=LAST_PORT)
    os.environ["KEREGE_HOSTS"] = ",".join(["localhost", "127.0.0.1", "[::1]", here])
    os.environ["KEREGE_ADDRESS"] = f"http://{here}:{pages}"
    os.environ["KEREGE_CONTENT_HOST"] = f"{here}:{pages + 1 if pages < LAST_PORT else pages - 1}"


_ROOMS = ("192.0.2.1", "10.42.0.2", "192.168.137.2", "192.168.0.2", "192.168.1.2", "192.168.43.2", "172.20.10.2")
"""Any address first, which needs a way out of the room; then those of rooms without one: the networks that laptops and
phones themselves make, and the usual ones of small routers.
"""


def address_here() -> str:
    """The address of this laptop in the network of the room, as addresses of pages name it; nothing is sent to find
    it. HOST says it where a laptop has several.
    """
    said = os.environ["HOST"]
    if said not in {"0.0.0.0", "::", ""}:  # noqa: S104 - compared, not bound
        return f"[{said}]" if ":" in said else said
    return next((found for there in _ROOMS if (found := _facing(there))), "127.0.0.1")


def _facing(there: str) -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((there, 9))
        except OSError:
            return ""
        return str(probe.getsockname()[0])
