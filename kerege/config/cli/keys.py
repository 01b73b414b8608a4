"""`kerege keys`: those that encrypt the seeds of second factors, that sign certificates and for LTI, and new ones."""

import argparse
import json
from dataclasses import asdict

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils import timezone

from kerege.config.cli.speaking import complain
from kerege.lib.refusal import Refusal
from kerege.people.rules import SYSTEM
from kerege.response.rules.cap.signing import fingerprint
from kerege.upkeep.actions import alert_keys as alert_making
from kerege.upkeep.actions import anchoring
from kerege.upkeep.actions import lti_keys as making
from kerege.upkeep.actions.factor_keys import rotate_factor_key
from kerege.upkeep.queries import alert_keys, factor_keys, keys, lti_keys


def run(args: argparse.Namespace) -> int:
    """No secret key is printed, nor anything that it opens."""
    try:
        return {"issuing": _issuing, "lti": _lti, "factors": _factors, "alerts": _alerts}[args.keys_command](args)
    except Refusal as refusal:
        return complain(refusal)


def _issuing(args: argparse.Namespace) -> int:
    make = anchoring.rotate_key if args.rotate else anchoring.have_key
    make(by=SYSTEM, data=settings.DATA, ring=keys.ISSUING)
    print(json.dumps({"keys": [asdict(key) for key in keys.public_keys(settings.DATA, keys.ISSUING)]}, indent=1))
    return 0


def _lti(args: argparse.Namespace) -> int:
    if (args.rotate or args.forget) and lti_keys.lti_keys(settings.DATA):
        making.rotate_lti_key(by=SYSTEM, data=settings.DATA, forget=args.forget)
    making.have_lti_key(by=SYSTEM, data=settings.DATA)
    print(json.dumps({"keys": lti_keys.shown_keys(settings.DATA, now=timezone.now())}, indent=1))
    return 0


def _alerts(args: argparse.Namespace) -> int:
    make = alert_making.rotate_alert_key if args.rotate else alert_making.have_alert_key
    make(by=SYSTEM, data=settings.DATA, host=settings.KEREGE_ADDRESS.partition("://")[2])
    for certificate in alert_keys.certificates(settings.DATA):
        print(fingerprint(certificate))
        print(certificate.decode(), end="")
    return 0


def _factors(args: argparse.Namespace) -> int:
    if args.rotate:
        count = rotate_factor_key(by=SYSTEM, data=settings.DATA)
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
