"""The keys with which seeds of second factors are encrypted, so that a copy of the database alone makes no codes.

They are a file of their own beside the other keys of the node, one a line, the newest first; on several machines a
setting, the same for all. Older keys still open what they closed. Where there is neither, a key made of the secret key
serves, as it did before there were keys of their own; what it closed is opened as long as the secret key stays.
"""

import base64
from collections.abc import Iterable, Iterator
from pathlib import Path

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

from kerege.upkeep.queries import keys

FILE = "factors.key"
SEALED = ("secret", "seed", "migrated_codes")
"""Where the sign-in library keeps what it encrypts: a text, or a list of texts."""


def path(data: Path) -> Path:
    return keys.folder(data) / FILE


def in_file(data: Path) -> list[str]:
    """The keys of the file, newest first; none where there is no file."""
    place = path(data)
    return place.read_text(encoding="ascii").split() if place.exists() else []


def held(data: Path) -> list[str]:
    """The keys of the setting and of the file; none where the secret key serves."""
    return [*settings.KEREGE_FACTOR_KEYS, *in_file(data)]


def boxes(data: Path) -> list[Fernet]:
    """What encrypts comes first; all of them decrypt."""
    return [Fernet(key) for key in (*held(data), *_of_secret_keys())]


def _of_secret_keys() -> Iterator[str]:
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        made = salted_hmac("kerege.factors", "1", secret=secret, algorithm="sha256").digest()
        yield base64.urlsafe_b64encode(made).decode()


def box(data: Path) -> MultiFernet:
    return MultiFernet(boxes(data))


def opens(box: Fernet, sealed: str) -> bool:
    try:
        box.decrypt(sealed.encode())
    except InvalidToken:
        return False
    return True


def texts_in(content: dict[str, object]) -> Iterator[str]:
    """Every encrypted text of one factor."""
    for name in SEALED:
        found = content.get(name)
        yield from [found] if isinstance(found, str) else found if isinstance(found, list) else ()


def waiting(data: Path) -> list[int]:
    """The factors with something that the newest key does not open, and another key does."""
    newest, *others = boxes(data)
    rows = Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN).order_by("id")
    return [row.pk for row in rows if any(_waits(text, newest, others) for text in texts_in(row.data))]


def _waits(text: str, newest: Fernet, others: Iterable[Fernet]) -> bool:
    return not opens(newest, text) and any(opens(other, text) for other in others)
