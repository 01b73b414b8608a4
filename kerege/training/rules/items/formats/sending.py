"""Questions as one file for another program, with what of each the file cannot say: nothing is dropped silently."""

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kerege.lib.archives import ToPack, packed
from kerege.lib.refusal import Refusal
from kerege.training.rules import items
from kerege.training.rules.items.formats import gift, gift_writing, moodle, moodle_writing, packages, qti_writing
from kerege.training.rules.items.formats.judging import body_of
from kerege.training.rules.items.formats.losing import lost
from kerege.training.rules.items.formats.taking import Wishes
from kerege.training.rules.items.shapes import Item
from kerege.training.words import bank as words
from kerege.training.words.bank import SentAs

KEYS = frozenset(("processing", "numbers", "accepted", "worth", "partly", "points"))
"""What a program of QTI holds instead of the keys of each interaction."""
PACKAGE = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"


@dataclass(frozen=True)
class ToSend:
    """A question. `pictures` are the bytes of its pictures by their name in the item."""

    key: str
    item: Item
    topics: tuple[str, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Told:
    """What became of one question: `refusal` where it is not in the file; else the names of parts that are `lost`."""

    key: str
    title: str
    lost: tuple[str, ...] = ()
    refusal: Refusal | None = None

    @property
    def code(self) -> str:
        """Why something is missing, or empty where the question is whole."""
        return self.refusal.code if self.refusal else words.PART_LOST.code if self.lost else ""

    @property
    def said(self) -> Refusal | None:
        """The refusal, or what is lost as one."""
        return self.refusal or (Refusal(words.PART_LOST, names=", ".join(self.lost)) if self.lost else None)


@dataclass(frozen=True)
class Sending:
    """The file, and what became of every question."""

    name: str
    media_type: str
    content: bytes
    told: tuple[Told, ...]

    @property
    def number(self) -> int:
        return sum(each.refusal is None for each in self.told)


def send(questions: Sequence[ToSend], way: SentAs, lang: str, name: str) -> Sending:
    """The file, in one language (a question that lacks it is in its own). A question that the format cannot ask is
    left out and told, as is each part that does not come back when our own reader reads the file.
    """
    made = [_one(each, way, lang) for each in questions]
    told = tuple(found for found, _text in made)
    texts = [(found.key, text) for found, text in made if found.refusal is None]
    if way == SentAs.QTI3:
        return Sending(f"{name}.{lang}.qti.zip", "application/zip", _package(texts, told), told)
    if way == SentAs.GIFT:
        head = gift_writing.commented(_lines(told))
        content = "\n\n".join([*([head.rstrip()] if head else []), *(text for _key, text in texts)])
        return Sending(f"{name}.{lang}.gift", "text/plain; charset=utf-8", f"{content}\n".encode(), told)
    notes = "".join(f"<!-- {line.replace('--', '- -')} -->\n" for line in _lines(told))
    body = "\n".join(text for _key, text in texts)
    xml = f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n{notes}{body}\n</quiz>\n'
    return Sending(f"{name}.{lang}.xml", "application/xml; charset=utf-8", xml.encode(), told)


def _lines(told: Iterable[Told]) -> list[str]:
    return [f"{each.key}: {each.code}: {_plainly(each)}" for each in told if each.code]


def _plainly(each: Told) -> str:
    return str(each.refusal.data.get("name", "")) if each.refusal else ", ".join(each.lost)


def _one(each: ToSend, way: SentAs, lang: str) -> tuple[Told, str]:
    here = lang if lang in each.item.languages else each.item.source
    title = " ".join((each.item.title.get(here) or each.item.text.get(here, "")).split())[:120]
    try:
        text, more = _written(each, way, here)
        again = _back(text, way, here)
    except Refusal as refusal:
        return Told(each.key, title, refusal=refusal), ""
    missing = set(lost(each.item, again, here))
    if again.processing is not None and each.item.processing is None:  # QTI says by a program what our keys say
        missing -= KEYS
    names = {*more, *missing} | ({"language"} if here != lang else set())
    return Told(each.key, title, tuple(sorted(names))), text


def _written(each: ToSend, way: SentAs, lang: str) -> tuple[str, Iterable[str]]:
    if way == SentAs.QTI3:
        return qti_writing.written(each.item, each.key, lang)
    if way == SentAs.GIFT:
        return gift_writing.written(each.item, each.key, lang), ()
    return moodle_writing.written(each.item, each.key, lang, each.pictures, each.topics)


def _back(text: str, way: SentAs, lang: str) -> Item:
    """The question as our own reader finds it. Refuses training.bank_cannot_say where it does not."""
    wishes = Wishes(lang)
    if way == SentAs.GIFT:
        reading = gift.read(text.encode(), wishes)
    elif way == SentAs.MOODLE:
        reading = moodle.read(f"<quiz>{text}</quiz>".encode(), wishes)
    else:
        reading = packages.opened(text.encode(), wishes)
    if len(reading.taken) != 1 or reading.left:
        why = reading.left[0].refusal.code if reading.left else "none"
        raise Refusal(words.CANNOT_SAY, field="item", name=why)
    return items.read(body_of(reading.taken[0]))


# -- QTI as a package --------------------------------------------------------------------------------------------------


def _package(texts: Sequence[tuple[str, str]], told: Sequence[Told]) -> bytes:
    rows = "".join(
        f'<resource identifier="{key}" type="imsqti_item_xmlv3p0" href="items/{key}.xml">'
        f'<file href="items/{key}.xml"/></resource>'
        for key, _text in texts
    )
    manifest = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<manifest xmlns="{PACKAGE}" identifier="kerege-questions">'
        "<metadata><schema>QTI Package</schema><schemaversion>3.0.0</schemaversion></metadata>"
        f"<organizations/><resources>{rows}</resources></manifest>\n"
    )
    members = {"imsmanifest.xml": manifest} | {f"items/{key}.xml": text for key, text in texts}
    if lines := _lines(told):
        members["lost.json"] = json.dumps(lines, ensure_ascii=False, indent=1)
    parts = [_part(name, text.encode()) for name, text in members.items()]
    return b"".join(packed(parts))


def _part(name: str, content: bytes) -> ToPack:
    return ToPack(name, len(content), lambda: io.BytesIO(content))
