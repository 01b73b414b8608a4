"""Giving seeds of second factors a key of their own, and another one."""

from pathlib import Path
from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from kerege.journal.actions import act
from kerege.lib.files import make_private, put
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor
from kerege.upkeep import words
from kerege.upkeep.queries import factor_keys, keys


def have_factor_key(*, by: Actor, data: Path) -> None:
    """Make the file with the first key, unless there is one or the setting has keys. Refuses nothing."""
    if not factor_keys.held(data):
        _put(data, [_new()])


def rotate_factor_key(*, by: Actor, data: Path) -> int:
    """Make a new key and encrypt everything with it; how many factors. Older keys stay, for older backups.

    A node that is killed in between has two keys, and either opens what is there. Refuses upkeep.keys_in_settings where
    the keys are not the node's own to change.
    """
    if settings.KEREGE_FACTOR_KEYS:
        raise Refusal(words.KEYS_IN_SETTINGS)
    _put(data, [_new(), *factor_keys.in_file(data)])
    return reseal_factors(by=by, data=data)


def reseal_factors(*, by: Actor, data: Path) -> int:
    """Encrypt with the newest key whatever an older one closed; how many factors. Refuses nothing.

    What no key opens stays as it is: its owner sets up another factor.
    """
    waiting = factor_keys.waiting(data)
    if not waiting:
        return 0
    box = factor_keys.box(data)
    with act("upkeep.factors.resealed", by=by, about="factors", factors=len(waiting)):
        for row in Authenticator.objects.select_for_update().filter(pk__in=waiting):
            row.data = {name: _resealed(name, value, box) for name, value in row.data.items()}
            row.save(update_fields=["data"])
    return len(waiting)


def _resealed(name: str, value: Any, box: MultiFernet) -> Any:
    if name not in factor_keys.SEALED:
        return value
    return [_rotated(text, box) for text in value] if isinstance(value, list) else _rotated(value, box)


def _rotated(text: str, box: MultiFernet) -> str:
    try:
        return box.rotate(text.encode()).decode()
    except InvalidToken:
        return text


def _new() -> str:
    return Fernet.generate_key().decode()


def _put(data: Path, listed: list[str]) -> None:
    make_private(keys.folder(data))
    put(factor_keys.path(data), "".join(f"{key}\n" for key in listed).encode())
