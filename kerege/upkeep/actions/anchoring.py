"""The node's signing keys, and anchors of its journal."""

import json
import re
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.core.mail import send_mail
from django.utils.translation import gettext

from kerege.journal import queries as journal
from kerege.lib.files import make_private, put
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor
from kerege.upkeep import words
from kerege.upkeep.queries import keys
from kerege.upkeep.queries.anchors import own_anchors
from kerege.upkeep.rules.anchors import (
    Anchor,
    PublicKey,
    as_bytes,
    file_name,
    is_signed,
    key_name,
    public_text,
    sign,
    trusted,
)


def have_key(*, by: Actor, data: Path, ring: str = keys.NODE) -> Ed25519PrivateKey:
    """The signing key of a ring; made once, readable by the node alone. Refuses upkeep.bad_key_file."""
    known = keys.public_keys(data, ring)
    return keys.private_key(data, known[-1].number, ring) if known else _new_key(data, known, ring)


def rotate_key(*, by: Actor, data: Path, ring: str = keys.NODE) -> PublicKey:
    """Make a new signing key that the old one vouches for; the old one signs nothing more and is kept.

    Refuses upkeep.bad_key_file.
    """
    have_key(by=by, data=data, ring=ring)
    _new_key(data, keys.public_keys(data, ring), ring)
    return keys.public_keys(data, ring)[-1]


def trust_issuer(*, by: Actor, data: Path, source: Path) -> list[PublicKey]:
    """Believe from now on what another node signs: `source` is what its `kerege keys issuing` printed. Keys that its
    own first key does not vouch for are left out.

    Refuses upkeep.bad_key_file, also for a file without keys or with those of several nodes, and
    upkeep.key_of_this_name for those of this node or of one that is called the same.
    """
    told = keys.read_public(source)
    own = bool(told) and is_signed(told[0].signed_part(), told[0].signature, told[0].public)
    good = trusted(told, first=[told[0].public]) if own else {}
    nodes = {key.node for key in good.values()}
    if nodes == {settings.KEREGE_NODE}:
        raise Refusal(words.KEY_OF_THIS_NAME, field="file", place=str(source), node=settings.KEREGE_NODE)
    if len(nodes) != 1 or not re.fullmatch(r"[A-Za-z0-9-]{1,40}", min(nodes)):
        raise Refusal(words.BAD_KEY_FILE, field="file", place=str(source))
    listed = sorted(good.values(), key=lambda key: key.number)
    content = json.dumps({"keys": [asdict(each) for each in listed]}, indent=1).encode()
    put(make_private(keys.known_folder(data)) / f"{listed[0].node}.json", content)
    return listed


def _new_key(data: Path, known: list[PublicKey], ring: str) -> Ed25519PrivateKey:
    key, at = Ed25519PrivateKey.generate(), datetime.now(UTC).isoformat(timespec="seconds")
    public, number = public_text(key), len(known) + 1
    before = known[-1] if known else None
    signer = keys.private_key(data, before.number, ring) if before else key
    signed_by = before.name if before else key_name(public)
    told = PublicKey(settings.KEREGE_NODE, number, public, at, signed_by, "")
    told = PublicKey(**(asdict(told) | {"signature": sign(signer, told.signed_part())}))
    make_private(keys.folder(data))
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    put(keys.place(data, number, ring), pem)
    listed = {"keys": [asdict(each) for each in (*known, told)]}
    put(keys.listed(data, ring), json.dumps(listed, indent=1).encode())
    return key


def anchor(*, by: Actor, data: Path) -> Anchor:
    """Sign what the journal is now, and keep a copy on the node. Refuses upkeep.bad_key_file."""
    seq, head = journal.head()
    given = sign_head(by=by, data=data, seq=seq, head=head)
    folder = make_private(own_anchors(data))
    put(folder / file_name(given), as_bytes(given))
    return given


def sign_head(*, by: Actor, data: Path, seq: int, head: str) -> Anchor:
    """An anchor for a journal that ends like this. Refuses upkeep.bad_key_file."""
    key = have_key(by=by, data=data)
    at = datetime.now(UTC).isoformat(timespec="seconds")
    unsigned = Anchor(settings.KEREGE_NODE, seq, head, seq, at, key_name(public_text(key)))
    return Anchor(**(asdict(unsigned) | {"signature": sign(key, unsigned.signed_part())}))


def send_anchor(*, by: Actor, given: Anchor, to: list[str]) -> None:
    """Mail an anchor to those who keep it for the node. Refuses upkeep.no_peers."""
    if not to:
        raise Refusal(words.NO_PEERS)
    subject = gettext("Anchor of the journal of %(node)s: act %(seq)s") % {"node": given.node, "seq": given.seq}
    told = gettext("Keep this text as a file. With it `kerege audit verify --anchors` shows whether acts are gone.")
    send_mail(subject, f"{told}\n\n{as_bytes(given).decode()}", None, to)
