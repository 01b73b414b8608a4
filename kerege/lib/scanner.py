"""Asking the virus scanner on this machine (clamd), where a node has one."""

import socket
import struct

_PIECE = 262_144


def clean(content: bytes, path: str, *, seconds: float = 20) -> bool | None:
    """Whether clamd, listening at the socket `path`, finds nothing in the content; None when it gives no answer."""
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(seconds)
            line.connect(path)
            line.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), _PIECE):
                piece = content[start : start + _PIECE]
                line.sendall(struct.pack(">L", len(piece)) + piece)
            line.sendall(struct.pack(">L", 0))
            told = line.recv(4096)
    except OSError:
        return None
    if told.startswith(b"stream: OK"):
        return True
    return False if b"FOUND" in told else None
