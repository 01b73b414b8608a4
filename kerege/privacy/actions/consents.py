"""Publishing texts, agreeing to them and taking that back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kerege.atlas.rules import language_tag
from kerege.journal.actions import act
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line, clean_text
from kerege.people.rules import REGION, Actor, check_may
from kerege.people.words import Deed
from kerege.privacy import words
from kerege.privacy.models import Consent, ConsentText
from kerege.privacy.queries import current_version
from kerege.privacy.rules import fingerprint
from kerege.privacy.words import How
from kerege.records.personal import personal_models
from kerege.records.recording import plain_key


@dataclass(frozen=True)
class Wording:
    """A text in one language."""

    lang: str
    title: str
    text: str


def publish_consent_text(
    *, by: Actor, key: str, version: int, since: date, wordings: Iterable[Wording]
) -> list[ConsentText]:
    """Publish a version of a text, or add a language to one. From `since` on it replaces the versions before it.

    The same again changes nothing. Refuses people.not_yours, privacy.text_published (another wording of a version that
    is out), privacy.no_english, records.bad_key, atlas.bad_language and text.*.
    """
    check_may(by, Deed.RECORD_REFERENCE, REGION)
    key = plain_key(key)
    there = {t.lang: t for t in ConsentText.objects.filter(key=key, version=version)}
    new = [_text(key, version, since, wording) for wording in wordings]
    if "en" not in {*there, *(t.lang for t in new)}:
        raise Refusal(words.NO_ENGLISH, field="lang")
    for text in new:
        if text.lang in there and there[text.lang].fingerprint != text.fingerprint:
            raise Refusal(words.TEXT_PUBLISHED, field="version", version=version)
    new = [text for text in new if text.lang not in there]
    if new:
        languages = sorted(text.lang for text in new)
        with act("privacy.consent_text.published", by=by, key=key, version=version, languages=languages) as done:
            ConsentText.objects.bulk_create(new)
            done.about = new[0].uid
    return [*there.values(), *new]


def give_consent(
    *, by: Actor, account: Any, key: str, version: int, lang: str, at: datetime, how: str = How.PAGE
) -> Consent:
    """Agree to a version of a text that was read in a language; the same again changes nothing.

    Refuses privacy.not_your_consent, privacy.unknown_text, privacy.superseded_text, privacy.not_in_this_language.
    """
    if not by.uid or by.uid != str(account.uid):
        raise Refusal(words.NOT_YOUR_CONSENT)
    current = current_version(key, on=at.date())
    if current is None or version > current:
        raise Refusal(words.UNKNOWN_TEXT, field="key")
    if version < current:
        raise Refusal(words.SUPERSEDED_TEXT, field="version")
    texts = {t.lang: t for t in ConsentText.objects.filter(key=key, version=version)}
    text = texts.get(language_tag(lang))
    if text is None:
        raise Refusal(words.NOT_IN_THIS_LANGUAGE, field="lang", lang=lang[:12], languages=", ".join(sorted(texts)))
    open_one = Consent.objects.filter(account=account, text__key=key, text__version=version, withdrawn_at=None).first()
    if open_one:
        return open_one
    with act("privacy.consent.given", by=by, owner=REGION, key=key, version=version, lang=text.lang) as done:
        given = Consent.objects.create(account=account, text=text, fingerprint=text.fingerprint, how=how, given_at=at)
        done.about = given.uid
    return given


def withdraw_consent(*, by: Actor, account: Any, key: str, at: datetime) -> int:
    """Take back every version that was agreed to; how many. What rested on it is gone in the same moment.

    Refuses privacy.not_your_consent, and privacy.no_consent where there is nothing to take back.
    """
    if not by.uid or by.uid != str(account.uid):
        raise Refusal(words.NOT_YOUR_CONSENT)
    rows = Consent.objects.filter(account=account, text__key=key, withdrawn_at=None)
    first = rows.order_by("id").first()
    if first is None:
        raise Refusal(words.NO_CONSENT)
    with act("privacy.consent.withdrawn", by=by, owner=REGION, about=first.uid, key=key) as done:
        count = rows.update(withdrawn_at=at)
        if account.person_id:
            done.note(deleted=_drop_what_rests(key, account.person_id))
    return count


def _drop_what_rests(key: str, person_id: int) -> dict[str, int]:
    """Delete the rows about a person that rest on a consent, in every room; how many of what."""
    gone: dict[str, int] = {}
    for model, said in personal_models():
        if said.rests_on == key:
            rows = model.objects.inside_action().filter(**{said.of: person_id})
            _, counts = rows.delete()
            gone |= counts
    return gone


def _text(key: str, version: int, since: date, wording: Wording) -> ConsentText:
    lang = language_tag(wording.lang)
    title = clean_line(wording.title, field="title", max_length=200)
    text = clean_text(wording.text, field="text", max_length=4000)
    print_ = fingerprint(key, version, lang, title, text)
    return ConsentText(key=key, version=version, lang=lang, since=since, title=title, text=text, fingerprint=print_)
