"""What holds of national measures and their texts. Plain Python."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from kerege.law.rules.akn import uris
from kerege.law.rules.timeline import Text, overlaps
from kerege.law.words import akn
from kerege.law.words import measures_refused as words
from kerege.law.words.measures import TRANSLATIONS, LineageKind, MeasureState, SourceKind
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.stated import Stated
from kerege.lib.text import clean_line

MOST_LETTERS = 400
CONFIRMED_FOR = 2
"""Years for which a measure counts as confirmed."""
LANGUAGES = {
    "rus": "ru", "kaz": "kk", "kir": "ky", "uzb": "uz", "tgk": "tg", "tuk": "tk", "mon": "mn", "eng": "en",
    "ukr": "uk", "ron": "ro", "kat": "ka", "hye": "hy", "aze": "az", "fas": "fa", "pus": "ps", "prs": "fa", "urd": "ur",
    "sqi": "sq", "srp": "sr", "bos": "bs", "mkd": "mk", "hrv": "hr", "fra": "fr", "deu": "de", "spa": "es", "ara": "ar",
    "zho": "zh", "tur": "tr",
}  # fmt: skip
"""Languages of texts, by ISO 639-2 as addresses have them, with the tag of the same language in pages."""


def measure_uri(uri: str, *, country: str, alpha2: str) -> uris.Uri:
    """The address of a work of this country. Refuses law.uri_malformed, law.uri_date and law.other_country."""
    found = uris.parse(uri.strip())
    if found.language or found.portion or found.component or found.format:
        raise Refusal(akn.URI_MALFORMED, field="uri", uri=uri[:300])
    if found.country != alpha2:
        raise Refusal(words.OTHER_COUNTRY, field="uri", uri=uri[:300], country=country, expected=alpha2)
    return found


def check_language(language: str) -> str:
    """Refuse law.bad_language."""
    if language not in LANGUAGES:
        raise Refusal(words.BAD_LANGUAGE, field="language", language=language[:20])
    return language


def check_after(adopted: Stated, on: date | None, *, field: str) -> None:
    """Refuse law.before_act for a text or an event that is dated before the measure itself."""
    if on is not None and adopted.first is not None and on < adopted.first:
        raise Refusal(words.BEFORE_ACT, field=field, on=on.isoformat(), adopted=adopted.first.isoformat())


def check_period(start: date, until: date | None) -> None:
    """Refuse law.ends_before."""
    if until is not None and until <= start:
        raise Refusal(words.ENDS_BEFORE, field="until", until=until.isoformat(), start=start.isoformat())


def check_machine(kind: str, machine: bool) -> None:
    """Refuse law.machine_is_unofficial: nothing that a machine translated is official, authentic or consolidated."""
    if machine and kind != SourceKind.UNOFFICIAL:
        raise Refusal(words.MACHINE, field="source_kind")


def check_alone(new: Text, others: Iterable[Text]) -> None:
    """Refuse law.text_there for a second text of one kind and day, law.two_official for two official ones on a day."""
    for each in others:
        same = each.language == new.language and each.kind == new.kind
        if same and each.start == new.start:
            raise Refusal(words.TEXT_THERE, field="start", start=each.start.isoformat())
        if same and new.kind == SourceKind.OFFICIAL and overlaps(new, each):
            told = {"start": each.start.isoformat(), "until": each.until.isoformat() if each.until else "…"}
            raise Refusal(words.TWO_OFFICIAL, field="start", **told)


def ends_with(new: Text, label: int, others: Mapping[Text, int]) -> list[Text]:
    """The texts of the same language and kind without an end that the new one follows: they end where this begins.

    Labels stand beside texts. A text that others read who may not read the new one goes on, for its end would tell them
    when that begins; as two official ones cannot hold on one day, an official one is refused: law.end_would_tell.
    """
    before = {
        each: its
        for each, its in others.items()
        if (each.language, each.kind) == (new.language, new.kind) and each.until is None and each.start < new.start
    }
    told = [each for each, its in before.items() if its < label]
    if told and new.kind == SourceKind.OFFICIAL:
        raise Refusal(words.END_WOULD_TELL, field="label", start=told[0].start.isoformat())
    return [each for each in before if each not in told]


def label_for(state: str, asked: int | None, *others: int) -> Sensitivity:
    """How sensitive a record is: as asked, by itself national for a draft, and never more open than what it is of."""
    by_itself = Sensitivity.NATIONAL if state == MeasureState.DRAFT else Sensitivity.PUBLIC
    return Sensitivity(max([by_itself if asked is None else asked, *others]))


def titles_of(titles: Mapping[str, str]) -> dict[str, str]:
    """Titles by language as they are kept. Refuses law.no_title and text.*."""
    found = {
        lang: clean_line(text, field="title", max_length=MOST_LETTERS) for lang, text in titles.items() if text.strip()
    }
    if not found:
        raise Refusal(words.NO_TITLE, field="title")
    return found


def confirm_due(confirmed_on: date | None) -> date | None:
    """The day from which a measure no longer counts as confirmed."""
    if confirmed_on is None:
        return None
    try:
        return confirmed_on.replace(year=confirmed_on.year + CONFIRMED_FOR)
    except ValueError:  # 29 February
        return confirmed_on.replace(year=confirmed_on.year + CONFIRMED_FOR, month=3, day=1)


def is_translation(kind: str) -> bool:
    return kind in TRANSLATIONS


@dataclass(frozen=True)
class Became:
    """What became of a part in the next text; `before` and `after` are eIds, one empty where the part came or went."""

    before: str
    after: str
    kind: LineageKind
    confidence: int = 100


class Worded(Protocol):
    """A part of a text, as it was read or as it is kept."""

    eid: str
    wid: str
    heading: str
    text: str
    content_hash: str


def lineage(before: Sequence[Worded], after: Sequence[Worded]) -> list[Became]:
    """What became of the parts of a text in the next one: by the name that they keep, else by their words."""
    old, new = {part.wid: part for part in before}, {part.wid: part for part in after}
    kept = [each.wid for each in before if each.wid in new]
    found = [Became(old[wid].eid, new[wid].eid, _kept(old[wid], new[wid])) for wid in kept]
    gone = [part for part in before if part.wid not in new]
    come = [part for part in after if part.wid not in old]
    by_words: dict[str, list[Worded]] = {}
    for part in come:
        by_words.setdefault(part.content_hash, []).append(part)
    for part in gone:
        same = by_words.get(part.content_hash)
        if same and part.text + part.heading:
            found.append(Became(part.eid, same.pop(0).eid, LineageKind.RENUMBERED, 90))
        else:
            found.append(Became(part.eid, "", LineageKind.REPEALED))
    left = {part.eid for same in by_words.values() for part in same}
    found += [Became("", part.eid, LineageKind.INSERTED) for part in come if part.eid in left]
    return found


def _kept(old: Worded, new: Worded) -> LineageKind:
    return LineageKind.SAME if old.content_hash == new.content_hash else LineageKind.REPLACED
