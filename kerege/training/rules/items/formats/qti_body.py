"""The body of a QTI item: its text as Markdown, with a place for each interaction, and the interactions."""

from collections.abc import Callable
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.training.rules.items.formats.html import Writer, tidy
from kerege.training.rules.items.formats.qti_names import attribute, below, child, children, tag, whole
from kerege.training.rules.items.formats.qti_program import coordinates, number
from kerege.training.rules.items.formats.taking import Data, Pictures
from kerege.training.words import bank as words

LEFT_OUT = frozenset(("rubricBlock", "stylesheet", "feedbackBlock", "feedbackInline", "catalogInfo", "modalFeedback"))
"""Told to others than whoever answers, or only afterwards."""
VARYING = frozenset(("printedVariable", "templateBlock", "templateInline"))
"""Shown with values that are drawn."""
AFTER = "kerege-after"
"""The class around interactions that have no place in the text, in files that were written here."""


class Body:
    """Reads one body."""

    def __init__(self, lang: str, pictures: Pictures, declared: dict[str, Data]) -> None:
        self.lang, self.pictures, self.declared = lang, pictures, declared
        self.asked: list[Data] = []
        self.sizes: dict[str, tuple[int, int]] = {}

    def text(self, element: Any, skip: frozenset[str] = frozenset()) -> str:
        """The text of an element as Markdown."""
        writer = Writer(self.pictures, True)
        self._walk(element, writer, skip)
        return tidy("".join(writer.out))

    def texts(self, element: Any, skip: frozenset[str] = frozenset()) -> dict[str, str]:
        found = self.text(element, skip) if element is not None else ""
        return {self.lang: found} if found else {}

    def _walk(self, element: Any, writer: Writer, skip: frozenset[str]) -> None:
        writer.slots = False
        writer.handle_data(element.text or "")
        for each in element:
            name = tag(each)
            if name in skip or name in LEFT_OUT:
                pass
            elif name.endswith("Interaction"):
                self._interaction(name, each, writer)
            elif name == "gap":
                writer.out.append(f"[[{attribute(each, 'identifier')}]]")
            elif name in VARYING:
                raise Refusal(words.VARIES, field="file", name=name)
            elif name == "include":
                raise Refusal(words.UNSUPPORTED, field="file", name=name)
            else:
                self._plain(name, each, writer, skip)
            writer.handle_data(each.tail or "")

    def _plain(self, name: str, element: Any, writer: Writer, skip: frozenset[str]) -> None:
        kind = str(element.get("type", "")) if name == "object" else ""
        if kind.startswith(("audio/", "video/")):
            raise Refusal(words.UNSUPPORTED, field="file", name=kind[:60])
        if kind.startswith("image/"):
            told: list[tuple[str, str | None]] = [("src", element.get("data")), ("alt", "".join(element.itertext()))]
            writer.handle_starttag("img", told)
            return
        if AFTER in (element.get("class") or "").split():
            for each in element.iter():
                if tag(each).endswith("Interaction"):
                    self._interaction(tag(each), each, None)
            return
        told = [(str(key).rpartition("}")[2], str(value)) for key, value in element.attrib.items()]
        writer.handle_starttag(name.lower(), told)
        self._walk(element, writer, skip)
        writer.handle_endtag(name.lower())

    def _interaction(self, name: str, element: Any, writer: Writer | None) -> None:
        made = _READ.get(name)
        if made is None:
            raise Refusal(words.WAY_NOT_TAKEN, field="file", name=name[:60])
        at = attribute(element, "responseIdentifier")
        asked: Data = {"id": at, "kind": ""} | made(self, element)
        if asked["kind"] != "hotspot" or "prompt" not in asked:
            asked |= {"prompt": prompt} if (prompt := self.texts(child(element, "prompt"))) else {}
        self.asked.append(asked)
        if writer is not None:
            inline = asked["kind"] in {"inline_choice", "text", "number"} and name != "choiceInteraction"
            writer.out.append(f"[[{at}]]" if inline else f"\n\n[[{at}]]\n\n")

    # -- kinds ---------------------------------------------------------------------------------------------------------

    def choices(self, elements: Any, most: bool = False) -> list[Data]:
        found = []
        for each in elements:
            skip = frozenset(("feedbackInline",))
            one: Data = {"id": attribute(each, "identifier"), "text": self.texts(each, skip)}
            why = child(each, "feedbackInline")
            one |= {"why": said} if (said := self.texts(why)) else {}
            one |= {"fixed": True} if attribute(each, "fixed") == "true" else {}
            one |= {"most": _uses(each)} if most else {}
            found.append(one)
        return found

    def choice(self, element: Any) -> Data:
        made = {"kind": "choice", "choices": self.choices(children(element, "simpleChoice"))}
        return made | _bounds(element, "maxChoices", "minChoices", 1) | _shuffled(element)

    def inline(self, element: Any) -> Data:
        made = {"kind": "inline_choice", "choices": self.choices(children(element, "inlineChoice"))}
        return made | _shuffled(element)

    def match(self, element: Any) -> Data:
        sets = list(children(element, "simpleMatchSet"))
        if len(sets) != 2:
            raise Refusal(words.BAD_QUESTION, field="file", near="simpleMatchSet")
        first, second = (self.choices(children(each, "simpleAssociableChoice"), True) for each in sets)
        made = {"kind": "match", "choices": first, "targets": second}
        return made | _bounds(element, "maxAssociations", "minAssociations", 1) | _shuffled(element)

    def order(self, element: Any) -> Data:
        return {"kind": "order", "choices": self.choices(children(element, "simpleChoice"))} | _shuffled(element)

    def associate(self, element: Any) -> Data:
        made = {"kind": "associate", "choices": self.choices(children(element, "simpleAssociableChoice"), True)}
        return made | _bounds(element, "maxAssociations", "minAssociations", 1) | _shuffled(element)

    def entry(self, element: Any) -> Data:
        declared = self.declared.get(attribute(element, "responseIdentifier"), {})
        return {"kind": "number" if declared.get("base") in {"float", "integer"} else "text"}

    def extended(self, element: Any) -> Data:
        lines = whole(attribute(element, "expectedLines", "5"))
        return {"kind": "extended", "lines": min(max(lines, 1), 60) if lines is not None else 5}

    def hotspot(self, element: Any) -> Data:
        areas = [self._hotspot(each) for each in children(element, "hotspotChoice")]
        made = {"kind": "hotspot", "image": self._image(element), "areas": areas}
        return made | _bounds(element, "maxChoices", "minChoices", 1)

    def _hotspot(self, element: Any) -> Data:
        outline, name = attribute(element, "shape"), attribute(element, "identifier")
        label = attribute(element, "hotspotLabel") or name
        at = coordinates(attribute(element, "coords"), outline)
        return {"id": name, "text": {self.lang: label}, "outline": outline, "at": at}

    def point(self, element: Any) -> Data:
        declared = self.declared.get(attribute(element, "responseIdentifier"), {})
        rows = declared.get("areas", {}).get("points", [])
        areas = [
            {"id": f"area{n}", "text": {self.lang: f"{n}"}, "outline": outline, "at": at}
            for n, (outline, at, _points) in enumerate(rows, start=1)
        ]
        made = {"kind": "point", "image": self._image(element), "areas": areas}
        return made | {"most": _bounds(element, "maxChoices", "", 1)["most"]}

    def _image(self, element: Any) -> str:
        """The picture of an interaction, with the size in which its areas are given."""
        found = next(below(element, "object", "img"), None)
        if found is None:
            raise Refusal(words.BAD_QUESTION, field="file", near=tag(element))
        address = found.get("data") or found.get("src") or ""
        alt = found.get("alt") or " ".join("".join(found.itertext()).split())
        name = self.pictures.name(address, alt)
        wide, high = (whole(str(found.get(each, "")).rstrip("px")) for each in ("width", "height"))
        if wide is not None and high is not None:
            self.sizes[name] = (wide, high)
        return name

    def gap_match(self, element: Any) -> Data:
        if next(children(element, "gapImg"), None) is not None:
            raise Refusal(words.UNSUPPORTED, field="file", name="gapImg")
        choices = self.choices(children(element, "gapText"), True)
        text = self.texts(element, frozenset(("gapText", "prompt")))
        gaps = [{"id": attribute(each, "identifier")} for each in below(element, "gap")]
        return {"kind": "gap_match", "choices": choices, "targets": gaps, "text": text} | _shuffled(element)

    def slider(self, element: Any) -> Data:
        low, high = number(attribute(element, "lowerBound", "0")), number(attribute(element, "upperBound", "100"))
        return {"kind": "slider", "low": low, "high": high, "step": number(attribute(element, "step", "1"))}

    def hot_text(self, element: Any) -> Data:
        """Words of a text that can be chosen: the text is asked, and its words are answers."""
        choices = self.choices(below(element, "hottext"))
        made = {"kind": "choice", "choices": choices, "prompt": self.texts(element, frozenset(("prompt",)))}
        return made | _bounds(element, "maxChoices", "minChoices", 1)


def _bounds(element: Any, most: str, least: str, usual: int) -> Data:
    told = {"most": attribute(element, most, str(usual)), "least": attribute(element, least, "0") if least else "0"}
    found = {name: whole(said) for name, said in told.items()}
    return {"most": usual} | {name: number for name, number in found.items() if number is not None and number >= 0}


def _uses(element: Any) -> int:
    found = whole(attribute(element, "matchMax", "1"))
    return found if found is not None and found >= 0 else 1


def _shuffled(element: Any) -> Data:
    return {"shuffle": True} if attribute(element, "shuffle") == "true" else {}


_READ: dict[str, Callable[[Body, Any], Data]] = {
    "choiceInteraction": Body.choice,
    "inlineChoiceInteraction": Body.inline,
    "matchInteraction": Body.match,
    "orderInteraction": Body.order,
    "associateInteraction": Body.associate,
    "textEntryInteraction": Body.entry,
    "extendedTextInteraction": Body.extended,
    "hotspotInteraction": Body.hotspot,
    "selectPointInteraction": Body.point,
    "gapMatchInteraction": Body.gap_match,
    "sliderInteraction": Body.slider,
    "hottextInteraction": Body.hot_text,
}
"""The interactions of QTI that are taken; all others are refused by name."""
