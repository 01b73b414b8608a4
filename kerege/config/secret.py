"""The node's secret key, made once and kept beside its data."""

import os
import secrets
from pathlib import Path


def kept_in(data: Path) -> str:
    """The key in `data`/secret_key; made, with mode 600, where there is none yet."""
    path = data / "secret_key"
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = secrets.token_urlsafe(48)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process made it in this moment
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(key)
    return key
