"""Publishing schemes of certificates."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from kerege.atlas import queries as atlas
from kerege.capacity.models import CertificateScheme
from kerege.capacity.rules.schemes import check_stricter, read
from kerege.capacity.words import certification_refused as refused
from kerege.capacity.words.refused import NO_REASON
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.canonical import digest
from kerege.lib.figures import NO_SOURCE
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line
from kerege.people.rules import REGION, Actor, check_may
from kerege.people.words import Deed
from kerege.records.recording import plain_key


def publish_scheme(
    *,
    by: Actor,
    owner: str,
    key: str,
    version: str,
    content: Mapping[str, Any],
    reason: str = "",
    source: str = "",
    today: date | None = None,
) -> CertificateScheme:
    """Publish a version of a scheme; new cases are opened under it, those that are open stay with theirs. A country's
    version is compared with the region's of the same key and may only ask for more. Whoever publishes says why and on
    what it rests; what comes with a release does not. The same again changes nothing.

    Refuses people.not_yours, records.bad_key, capacity.scheme_wrong, .scheme_under, .scheme_over, .scheme_laxer,
    .scheme_stands, .scheme_unchanged, .no_reason, figures.no_source, atlas.unknown_code and text.*.
    """
    check_may(by, Deed.KEEP_SCHEMES, owner)
    name, called = plain_key(key), clean_line(version, field="version", max_length=20)
    scheme, mark = read(content), digest(dict(content))
    with checking():
        rows = CertificateScheme.objects.inside_action()
        known = rows.filter(owner=owner, key=name, version=called).first()
        standing = rows.filter(owner=owner, key=name, superseded_on__isnull=True).first()
        base = rows.filter(owner=REGION, key=name, superseded_on__isnull=True).first() if owner != REGION else None
    if known is not None:
        if known.digest != mark:
            raise Refusal(refused.SCHEME_STANDS, field="version", version=called)
        return known  # type: ignore[no-any-return]
    if standing is not None and standing.digest == mark:
        raise Refusal(refused.SCHEME_UNCHANGED, version=standing.version)
    if base is not None:
        check_stricter(read(base.content), scheme)
    why, page = _why(by, reason, source)
    day = today or localdate()
    with act("capacity.scheme.published", by=by, owner=owner) as done:
        if standing is not None:
            standing.superseded_on = day
            standing.save()
        made = CertificateScheme(owner=owner, key=name, version=called, content=dict(content), digest=mark)
        made.base, made.published_on, made.reason, made.source = base, day, why, page
        made.save()
        done.about = made.uid
        done.note(digest=mark)  # no key: the journal outlives the label of the scheme, and tells it to more readers
    return made


def _why(by: Actor, reason: str, source: str) -> tuple[str, Any]:
    """Why a version asks for what it does, and the source on which that rests; the node itself need not say."""
    if not reason.strip() and not by.is_system:
        raise Refusal(NO_REASON, field="reason")
    if not source.strip() and not by.is_system:
        raise Refusal(NO_SOURCE, field="source")
    why = clean_line(reason, field="reason", max_length=500) if reason.strip() else ""
    return why, atlas.source(source.strip()) if source.strip() else None
