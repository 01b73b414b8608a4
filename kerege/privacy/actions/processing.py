"""Writing the register of processing."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from kerege.atlas.rules import language_tag
from kerege.journal.actions import act
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line
from kerege.people.rules import Actor, check_may, choice
from kerege.people.words import Deed
from kerege.privacy import words
from kerege.privacy.models import Processing, ProcessingText
from kerege.privacy.words import Basis, Category
from kerege.records.recording import plain_key


@dataclass(frozen=True)
class Told:
    """An entry in one language."""

    lang: str
    purpose: str
    whose: str
    recipients: str
    retention: str
    place: str

    def clean(self) -> dict[str, str]:
        texts = {name: value for name, value in asdict(self).items() if name != "lang"}
        return {name: clean_line(value, field=name, max_length=400) for name, value in texts.items()}


def record_processing(
    *,
    by: Actor,
    owner: str,
    key: str,
    basis: str,
    categories: Iterable[str],
    texts: Iterable[Told],
    position: int = 0,
    end: date | None = None,
) -> Processing:
    """Record, or bring up to date, what is done with data about people and why. The same again changes nothing.

    A country adds entries of its own beside the region's. Refuses people.not_yours, people.unknown_choice,
    privacy.unknown_category, privacy.no_category, privacy.no_english, records.bad_key, atlas.bad_language and text.*.
    """
    check_may(by, Deed.MANAGE_PEOPLE, owner)
    told = {language_tag(text.lang): text.clean() for text in texts}
    if "en" not in told:
        raise Refusal(words.NO_ENGLISH, field="lang")
    content: dict[str, Any] = {
        "basis": choice(basis, Basis, "basis"),
        "categories": _known(categories),
        "position": position,
        "end": end,
    }
    where: dict[str, Any] = {"owner": owner, "key": plain_key(key)}
    known = Processing.objects.filter(**where).first()
    if known and _is(known, content, told):
        return known
    with act("privacy.processing.recorded", by=by, owner=owner, key=key, languages=sorted(told)) as done:
        entry, _ = Processing.objects.update_or_create(defaults=content, **where)
        entry.texts.all().delete()  # type: ignore[attr-defined]
        ProcessingText.objects.bulk_create(
            [ProcessingText(processing=entry, lang=lang, **text) for lang, text in told.items()]
        )
        done.about = entry.uid
    return entry


def _known(categories: Iterable[str]) -> str:
    """The categories in the order of their list, each once."""
    asked, known = set(categories), [c.value for c in Category]
    for category in sorted(asked - set(known)):
        raise Refusal(words.UNKNOWN_CATEGORY, field="categories", category=category, categories=", ".join(known))
    if not asked:
        raise Refusal(words.NO_CATEGORY, field="categories", categories=", ".join(known))
    return " ".join(c for c in known if c in asked)


def _is(entry: Processing, content: dict[str, object], told: dict[str, dict[str, str]]) -> bool:
    fields = ("purpose", "whose", "recipients", "retention", "place")
    there = {row["lang"]: {f: row[f] for f in fields} for row in entry.texts.values("lang", *fields)}  # type: ignore[attr-defined]
    return there == told and all(getattr(entry, name) == value for name, value in content.items())
