"""Whom a statement speaks of: a learner under a pseudonym that belongs to one owner's records alone."""

from hashlib import sha256
from typing import Any


def learner(*, node: str, owner: str, pseudonym: str) -> dict[str, Any]:
    """The actor of every statement about a learner in the records of an owner: an account of this node.

    `node` is the node's address, `pseudonym` the one under which the journal knows the account; it goes with the
    account's key, and then nothing leads from the name back to a person. Each owner knows a learner by another name.
    """
    name = sha256(f"kerege.learner\0{owner}\0{pseudonym}".encode()).hexdigest()[:40]
    return {"objectType": "Agent", "account": {"homePage": f"{node}/", "name": name}}
