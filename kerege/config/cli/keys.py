"""`kerege keys factors`: with which keys the seeds of second factors are encrypted, and a new one."""

import argparse

from allauth.mfa.models import Authenticator
from django.conf import settings

from kerege.config.cli.speaking import complain
from kerege.lib.refusal import Refusal
from kerege.people.rules import SYSTEM
from kerege.upkeep.actions.factor_keys import rotate_factor_key
from kerege.upkeep.queries import factor_keys


def run(args: argparse.Namespace) -> int:
    """No key is printed, nor anything that it opens."""
    if args.rotate:
        try:
            count = rotate_factor_key(by=SYSTEM, data=settings.DATA)
        except Refusal as refusal:
            return complain(refusal)
        print(f"A new key is made, and the seeds of {count} second factors are encrypted with it.")
    where = "KEREGE_FACTOR_KEYS" if settings.KEREGE_FACTOR_KEYS else str(factor_keys.path(settings.DATA))
    count = len(factor_keys.held(settings.DATA))
    print(
        f"{where}: {count} keys"
        if count
        else "No keys of their own: they are encrypted with one made of the secret key"
    )
    every = Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN).count()
    waiting = len(factor_keys.waiting(settings.DATA))
    print(f"{every} second factors with a seed; {waiting} of them wait for the newest key")
    return 0
