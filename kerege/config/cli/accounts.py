"""`kerege accounts end-sessions | recover`: what is done at the machine after an attack, or when nobody can get in."""

import argparse

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections

from kerege.config.cli.speaking import complain
from kerege.config.environment import read
from kerege.config.inspection.web import LOCAL
from kerege.lib.refusal import Refusal
from kerege.people import actions
from kerege.people import queries as people
from kerege.people.rules import SYSTEM
from kerege.upkeep.queries import databases
from kerege.web.account.recovering import path_to_new_password, tell_administrators
from kerege.web.account.watching import tell

DAY = 24 * 3600


def run(args: argparse.Namespace) -> int:
    """Also while the node is closed for writing: that is when it is needed."""
    deeds = {"end-sessions": _end_sessions, "recover": _recover}
    try:
        with databases.spared(connections[DEFAULT_DB_ALIAS]):
            return deeds[args.accounts_command](args)
    except Refusal as refusal:
        return complain(refusal)


def _end_sessions(args: argparse.Namespace) -> int:
    if args.all:
        count = actions.end_all_sessions(by=SYSTEM)
        tell("all sessions ended", None, which="operator")
        print(f"All sessions are ended and all known devices forgotten, of {count} accounts.")
        return 0
    account = actions.end_sessions(by=SYSTEM, account=people.account(args.account))
    tell("session ended", None, account, which="operator")
    print(f"All sessions of {account.email} are ended and its known devices forgotten.")
    return 0


def _recover(args: argparse.Namespace) -> int:
    account = actions.recover_account(by=SYSTEM, account=people.account(args.account))
    tell("account recovered", None, account, which="operator")
    told = tell_administrators(account)
    days = settings.PASSWORD_RESET_TIMEOUT // DAY
    print(f"Second factors, linked identities, password and sessions of {account.email} are gone.")
    print(f"{told} administrators are told by mail.")
    print(f"This address works once, within {days} days. Whoever opens it chooses the password:\n")
    print(f"    {_origin()}{path_to_new_password(account)}\n")
    print("Then sign in and set up a second factor; until then the role rests. The node has to be open for writing.")
    return 0


def _origin() -> str:
    """How people open the node, as far as its settings say."""
    named = [host for host in settings.KEREGE_HOSTS if host not in LOCAL and host != "*"]
    if not named:
        return f"http://127.0.0.1:{read('PORT')}"
    return f"{'https' if settings.SESSION_COOKIE_SECURE else 'http'}://{named[0]}"
