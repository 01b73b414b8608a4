"""The texts of one question of Moodle, with the pictures that lie beside them, in each of its languages."""

import base64
import binascii
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from kerege.lib.xml import inner
from kerege.training.rules.items.answers import number as read_number
from kerege.training.rules.items.formats import layers
from kerege.training.rules.items.formats.html import escaped, to_markdown
from kerege.training.rules.items.formats.layers import Layers
from kerege.training.rules.items.formats.taking import Data, Pictures

PLUGIN = "@@PLUGINFILE@@/"
Held = Callable[[str], bytes | None]
_TYPED = "moodle_auto_format"
_MARKED_UP = re.compile(r"<(?:p|br|div|ul|ol|table|pre|h\d)\b", re.IGNORECASE)


class Texts:
    """Texts of one question. `layers` are its languages; `held` gives the bytes of a file that does not lie in it."""

    def __init__(self, question: Any, lang: str, held: Held) -> None:
        self.held = held
        self.files: dict[str, Any] = {}
        for file in question.iter("file"):
            path = f"{file.get('path') or '/'}{file.get('name') or ''}".lstrip("/")
            self.files[path] = file
        self.pictures = Pictures(self._picture)
        found = layers.languages(inside(each) for each in question.iter("text"))
        self.lang = lang if lang in found or not found else found[0]
        self.layers = Layers(self.lang, (self.lang, *(each for each in found if each != self.lang)) if found else ())

    def _picture(self, address: str) -> bytes | None:
        if address.startswith("data:image/"):
            return _base64(address.partition("base64,")[2])
        if not address.startswith(PLUGIN):
            return None
        file = self.files.get(unquote(address.removeprefix(PLUGIN).partition("?")[0]))
        if file is None:
            return None
        return self.held(file.get("held")) if file.get("held") else _base64(file.text or "")

    def of(self, element: Any, *, form: str = "") -> str:
        """The text of an element of Moodle, as Markdown."""
        if element is None:
            return ""
        form = element.get("format") or form or "html"
        return self.layers.text(inside(element.find("text")), lambda raw: self._written(raw, form))

    def plain(self, element: Any) -> str:
        """A text that Moodle shows as it was typed."""
        return self.layers.text(inside(element), lambda raw: escaped(raw.strip()))

    def words(self, element: Any) -> list[str]:
        """A text that somebody types, in each language."""
        return self.layers.each(inside(element).strip())

    def placed(self, element: Any, gaps: Callable[[str], tuple[str, list[Data]]]) -> tuple[str, list[Data]]:
        """A text with what is asked within it. Where languages do not ask in the same places, the first one stays."""
        source, form = inside(element.find("text")) if element is not None else "", _form(element)
        marked, asked = gaps(source)
        if not self.layers.share_places(marked):
            self.pictures.lost.add("languages")
            self.layers = Layers(self.lang, (self.lang,))
            marked, asked = gaps(self.layers.alone(source))
        return self.layers.text(marked, lambda raw: self._written(raw, form, slots=True)), asked

    def _written(self, text: str, form: str, *, slots: bool = False) -> str:
        if form == "markdown":
            return text.strip()
        if form == "plain_text" and not slots:
            return escaped(text.strip())
        if form == _TYPED and not _MARKED_UP.search(text):
            text = text.strip().replace("\n", "<br>")
        return to_markdown(text, self.pictures, slots=slots)


def _form(element: Any) -> str:
    return (element.get("format") if element is not None else "") or "html"


def inside(element: Any) -> str:
    """What stands in an element. HTML that nobody wrapped up is read as it stands there."""
    return inner(element) if element is not None else ""


def _base64(text: str) -> bytes | None:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return None


def lost(question: Any, texts: Texts) -> tuple[str, ...]:
    """What Moodle does with a question, and an item does not."""
    found = set(texts.pictures.lost)
    found |= {"hint"} if question.find("hint") is not None else set()
    kind = question.get("type")
    penalty = read_number(question.findtext("penalty") or "0")
    found |= {"penalty"} if penalty and kind != "truefalse" else set()
    if kind == "essay":
        found |= {"template"} if (question.findtext("responsetemplate/text") or "").strip() else set()
        limits = (read_number(question.findtext(name) or "0") for name in ("minwordlimit", "maxwordlimit"))
        found |= {"limits"} if any(limits) else set()
    if kind == "ordering" and (question.findtext("selecttype") or "").strip() not in {"", "ALL", "0"}:
        found.add("subset")
    return tuple(sorted(found))
