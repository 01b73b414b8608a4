"""How the node writes its log: one event a line, as JSON, without what nobody may find in a log.

A line is ASCII with everything else escaped, so no text of a stranger can begin a line of its own or turn it around. It
names who acted by a pseudonym and where by the pattern of the address. A fault is told by its kind and the places in
the program that it went through; its own words are left out, because they repeat what was typed.
"""

import json
import logging
import re
import traceback
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

Told = Callable[[], dict[str, str]]
about_request: ContextVar[Told | None] = ContextVar("about_request", default=None)
"""What the request that is being answered says of itself: its id, method, route, and who, where that is known."""

LONGEST = 2000
HIDDEN = "[hidden]"
_SECRETS = re.compile(
    r"((?:pass(?:word|phrase)?|token|secret|api[_-]?key|csrf\w*|session\w*|cookie|authorization)[\"']?\s*[=:]\s*)[^\s,;&]+",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,200}")
_QUERY = re.compile(r"\?[^\s\"']{1,4000}")
_OURS = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "request", "taskName", "server_time"}


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(event(record), ensure_ascii=True)


class PlainLines(logging.Formatter):
    """The same event for somebody who reads along while developing; still one line, still without secrets."""

    def format(self, record: logging.LogRecord) -> str:
        told = event(record)
        head = [told.pop(name) for name in ("at", "level", "logger", "message")]
        rest = " ".join(f"{name}={json.dumps(value)}" for name, value in told.items())
        return " ".join([*(json.dumps(part)[1:-1] for part in head), rest]).rstrip()


def event(record: logging.LogRecord) -> dict[str, Any]:
    """What a line says: when, how bad, which part of the program, what; then the request, extras and the fault."""
    # Django writes some lines when the request is over already, and gives it along.
    asked = about_request.get() or getattr(getattr(record, "request", None), "told", None)
    told: dict[str, Any] = {
        "at": datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "logger": record.name,
        "message": clean(_message(record)),
        **(asked() if asked else {}),
    }
    for name, value in vars(record).items():
        if name not in _OURS and not name.startswith("_"):
            told[name] = cleaned(value)
    if record.exc_info and record.exc_info[0]:
        told["fault"] = record.exc_info[0].__qualname__
        told["through"] = _places(record.exc_info[2])
    return told


def clean(text: str) -> str:
    """A text without queries, values after words like password, and addresses of mail; not longer than LONGEST."""
    text = _QUERY.sub(f"?{HIDDEN}", text[:LONGEST])
    return _MAIL.sub(HIDDEN, _SECRETS.sub(rf"\g<1>{HIDDEN}", text))


def cleaned(value: Any) -> Any:
    """`clean` for every text in a value, whatever it is made of; what has no form in JSON becomes its type's name."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(str(name)): cleaned(inner) for name, inner in list(value.items())[:50]}
    if isinstance(value, list | tuple | set | frozenset):
        return [cleaned(inner) for inner in list(value)[:50]]
    return value if isinstance(value, int | float | None) else type(value).__name__


def _message(record: logging.LogRecord) -> str:
    """Django speaks of requests by their path, which may hold a token; the route says the same without it."""
    if record.name.startswith("django.request"):
        return str(record.args[0]) if isinstance(record.args, tuple) and record.args else "request"
    try:
        return record.getMessage()
    except (TypeError, ValueError):
        return str(record.msg)


def _places(trace: TracebackType | None) -> list[str]:
    """File, line and function of each step; no source and no values."""
    steps = traceback.extract_tb(trace, limit=-30)
    return [f"{'/'.join(step.filename.split('/')[-3:])}:{step.lineno} {step.name}" for step in steps]
