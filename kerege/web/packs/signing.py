"""How this node signs what it gives away: with the newest of the keys that sign certificates, where it has one."""

from collections.abc import Callable

from django.conf import settings

from kerege.training.rules.packs.manifest import Manifest
from kerege.training.rules.packs.signing import sign
from kerege.upkeep.queries import keys


def signer() -> Callable[[Manifest], bytes] | None:
    """What signs a package; None on a node without such a key, whose packages say that they are not signed."""
    known = keys.public_keys(settings.DATA, keys.ISSUING)
    if not known:
        return None
    key = keys.private_key(settings.DATA, known[-1].number, keys.ISSUING)
    return lambda told: sign(key, told)
