"""Deleting what is kept no longer, by rules that are data; and saying first what would go."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.models import Session

from kerege.journal import actions as journal
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.ids import stable_uid
from kerege.lib.refusal import Refusal
from kerege.people import actions as people
from kerege.people.rules import REGION, Actor, check_may
from kerege.people.words import Deed
from kerege.privacy import words
from kerege.privacy.models import BulkRead, Consent, ListedField, Listing, Look, RetentionRule
from kerege.privacy.words import Kept


@dataclass(frozen=True)
class Due:
    """What one rule deletes at a moment: so many rows that were last needed before `before`."""

    key: str
    days: int
    before: datetime
    rows: int


def set_retention(*, by: Actor, key: str, days: int) -> RetentionRule:
    """Keep what `key` names for so many days; the same again changes nothing.

    Refuses people.not_yours and privacy.unknown_rule.
    """
    check_may(by, Deed.MANAGE_ACCOUNTS, REGION)
    if key not in {kept.value for kept in Kept}:
        raise Refusal(words.UNKNOWN_RULE, field="key", key=key[:40], keys=", ".join(kept.value for kept in Kept))
    known = RetentionRule.objects.filter(key=key).first()
    if known and known.days == days:
        return known
    with act("privacy.retention.set", by=by, key=key, days=days, before=known.days if known else None) as done:
        rule, _ = RetentionRule.objects.update_or_create(key=key, defaults={"days": days})
        done.about = rule.uid
    return rule


def retention_due(*, by: Actor, at: datetime) -> list[Due]:
    """What `run_retention` would delete now, by rule. Nothing is changed. Refuses people.not_yours."""
    check_may(by, Deed.MANAGE_ACCOUNTS, REGION)
    return [_done(rule, by, at, dry_run=True) for rule in _rules()]


def run_retention(*, by: Actor, at: datetime) -> list[Due]:
    """Delete what is kept no longer, with one act for each rule that deletes something. Refuses people.not_yours."""
    check_may(by, Deed.MANAGE_ACCOUNTS, REGION)
    return [_done(rule, by, at, dry_run=False) for rule in _rules()]


def _rules() -> list[RetentionRule]:
    return list(RetentionRule.objects.order_by("key"))


def _done(rule: RetentionRule, by: Actor, at: datetime, *, dry_run: bool) -> Due:
    before = at - timedelta(days=rule.days)
    return Due(rule.key, rule.days, before, _HOW[Kept(rule.key)](by, before, dry_run))


def _rows(rule: Kept, choose: Callable[[datetime], Any]) -> Callable[[Actor, datetime, bool], int]:
    """How a rule about one table deletes."""

    def delete(by: Actor, before: datetime, dry_run: bool) -> int:
        with checking():
            count: int = choose(before).count()
        if not count or dry_run:
            return count
        about = stable_uid("retention", rule)
        with act("privacy.retention.applied", by=by, about=about, rule=rule.value, rows=count, before=before):
            choose(before).delete()
        return count

    return delete


def _over(model: Any) -> Callable[[datetime], Any]:
    return lambda before: model.objects.inside_action().filter(until__lte=before.date())


_HOW: dict[Kept, Callable[[Actor, datetime, bool], int]] = {
    Kept.LOOKS: _rows(Kept.LOOKS, lambda before: Look.objects.filter(at__lt=before)),
    Kept.BULK_READS: _rows(Kept.BULK_READS, lambda before: BulkRead.objects.filter(at__lt=before)),
    Kept.SESSIONS: _rows(Kept.SESSIONS, lambda before: Session.objects.filter(expire_date__lt=before)),
    Kept.LISTINGS: _rows(Kept.LISTINGS, _over(Listing)),
    Kept.LISTED_FIELDS: _rows(Kept.LISTED_FIELDS, _over(ListedField)),
    Kept.WITHDRAWN_CONSENTS: _rows(
        Kept.WITHDRAWN_CONSENTS, lambda before: Consent.objects.filter(withdrawn_at__lt=before)
    ),
    Kept.REFUSED_ATTEMPTS: lambda by, before, dry: journal.forget_tried(by=by, before=before, dry_run=dry),
    Kept.INVITATIONS: lambda by, before, dry: people.forget_invitations(by=by, before=before, dry_run=dry),
    Kept.GUESTS: lambda by, before, dry: people.forget_guests(by=by, before=before, dry_run=dry),
}
