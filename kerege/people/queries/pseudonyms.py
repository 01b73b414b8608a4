"""What the journal calls people, and who was erased."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kerege.people.models import Account, PseudonymKey, Tombstone


def pseudonyms(uids: Iterable[str]) -> dict[str, str]:
    """Of each uid of an account or person, its pseudonym; without uids of anything else. One query."""
    rows = PseudonymKey.objects.filter(subject__in=list(uids)).values_list("subject", "pseudonym")
    return {str(subject): pseudonym for subject, pseudonym in rows}


def actor_names(actors: Iterable[str]) -> dict[str, str]:
    """Names of the accounts that acts name, by pseudonym or, in acts before there were pseudonyms, by uid.

    For people who may read the journal. Whoever was erased is not among them.
    """
    asked = set(actors)
    rows = PseudonymKey.objects.filter(pseudonym__in=asked).values_list("pseudonym", "subject")
    subjects = {pseudonym: str(subject) for pseudonym, subject in rows}
    subjects |= {uid: uid for uid in asked if len(uid) == 36}
    names = {str(a.uid): a.name for a in Account.objects.filter(uid__in=set(subjects.values()))}
    return {actor: names[uid] for actor, uid in subjects.items() if uid in names}


@dataclass(frozen=True)
class Erasure:
    """A digest of the uid of somebody who was erased, and the day. A backup keeps the list beside its manifest."""

    digest: str
    kind: str
    on: date


def erasures() -> list[Erasure]:
    """All of them in the order in which they happened, for people.actions.replay_erasures after a restore."""
    return [Erasure(t.digest, t.kind, t.on) for t in Tombstone.objects.order_by("id")]
