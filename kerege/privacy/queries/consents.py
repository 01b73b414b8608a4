"""Texts to agree to, and the receipts of one account."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kerege.atlas.rules import language_chain
from kerege.privacy.models import Consent, ConsentText


@dataclass(frozen=True)
class ConsentAsked:
    """A text in force, in the language in which it is offered. `given_at` is when this account agreed to it."""

    key: str
    version: int
    lang: str
    title: str
    text: str
    fingerprint: str
    given_at: datetime | None
    older_given: bool


@dataclass(frozen=True)
class Receipt:
    """One consent as it was given."""

    uid: str
    key: str
    version: int
    lang: str
    title: str
    text: str
    fingerprint: str
    how: str
    given_at: datetime
    withdrawn_at: datetime | None


def current_version(key: str, *, on: date) -> int | None:
    """The newest version of a text that is in force on the day."""
    newest = ConsentText.objects.filter(key=key, since__lte=on).order_by("-version").first()
    return newest.version if newest else None


def agrees(account: Any, key: str, *, on: date) -> bool:
    """Whether an account has agreed to the version of a text that is in force on the day, and not taken it back."""
    version = current_version(key, on=on)
    open_ones = Consent.objects.filter(account=account, text__key=key, withdrawn_at=None)
    return version is not None and open_ones.filter(text__version=version).exists()


def agreeing_persons(key: str) -> set[int]:
    """The row numbers of the persons whose accounts agree to a version of a text at this moment."""
    rows = Consent.objects.filter(text__key=key, withdrawn_at=None, account__person_id__isnull=False)
    return set(rows.values_list("account__person_id", flat=True))


def consents_asked(account: Any, *, on: date, lang: str) -> list[ConsentAsked]:
    """Every text in force, in the reader's language or the nearest in which it exists."""
    texts: dict[str, dict[int, dict[str, ConsentText]]] = {}
    for text in ConsentText.objects.filter(since__lte=on):
        texts.setdefault(text.key, {}).setdefault(text.version, {})[text.lang] = text
    open_ones = Consent.objects.filter(account=account, withdrawn_at=None).select_related("text")
    given = {(c.text.key, c.text.version): c.given_at for c in open_ones}
    found = []
    for key, versions in sorted(texts.items()):
        newest = max(versions)
        text = next(versions[newest][tag] for tag in language_chain(lang) if tag in versions[newest])
        older = any(k == key and v < newest for k, v in given)
        found.append(
            ConsentAsked(
                key,
                newest,
                text.lang,
                text.title,
                text.text,
                text.fingerprint,
                given.get((key, newest)),
                older and (key, newest) not in given,
            )
        )
    return found


def receipts(account: Any) -> list[Receipt]:
    """All consents of an account, the newest first, with the very text that was agreed to."""
    rows = Consent.objects.filter(account=account).select_related("text").order_by("-given_at", "-id")
    return [
        Receipt(
            str(row.uid),
            row.text.key,
            row.text.version,
            row.text.lang,
            row.text.title,
            row.text.text,
            row.fingerprint,
            row.how,
            row.given_at,
            row.withdrawn_at,
        )
        for row in rows
    ]
