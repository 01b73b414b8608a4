"""How a command speaks: in which language, as whom, and how it says what was refused."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone, translation
from django.utils.translation import gettext

from kerege.api.asking import known_language, spoken
from kerege.config.cli import words
from kerege.indicators.queries import Tongue
from kerege.lib.refusal import Refusal
from kerege.people import queries as people
from kerege.people.rules import SYSTEM, Actor
from kerege.records.viewers import PUBLIC, Viewer
from kerege.sharing import queries as sharing


def told(refusal: Refusal) -> str:
    """Code and sentence, as every line of a refusal ends."""
    return f"{refusal.code} {refusal.told(gettext)}"


def complain(refusal: Refusal) -> int:
    """Say what was refused on standard error; the exit code of the command."""
    print(f"kerege: {told(refusal)}", file=sys.stderr)
    return 1


@contextmanager
def language(lang: str) -> Iterator[Tongue]:
    """Speak this language inside the block. Refuses api.unknown_language and atlas.bad_language."""
    tag = known_language(lang)
    with translation.override(spoken(tag)):
        yield Tongue(tag, translation.get_language_bidi())


def reader(email: str | None) -> Viewer:
    """The viewer that an account is today; the public without an address. Refuses people.unknown_key."""
    return sharing.viewer_for(people.account(email), on=timezone.localdate(), strong=True) if email else PUBLIC


def acting(email: str | None, *, as_node: bool) -> Actor:
    """Who acts. Refuses cli.no_actor where nobody is named, and people.unknown_key."""
    if as_node and not email:
        return SYSTEM
    if not email:
        raise Refusal(words.NO_ACTOR, field="--as")
    return people.actor_for(people.account(email), on=timezone.localdate(), strong=True)
