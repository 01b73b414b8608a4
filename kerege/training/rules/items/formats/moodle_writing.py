"""Writing an item as a question of Moodle XML, in one of its languages, with its pictures inside."""

import base64
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape

from kerege.lib.markdown import to_html, to_line, to_words
from kerege.lib.refusal import Refusal
from kerege.lib.versions import Texts, text_in
from kerege.training.rules.items.grading import best
from kerege.training.rules.items.shapes import Choice, Interaction, Item, Key
from kerege.training.rules.items.slots import PICTURE, SLOT
from kerege.training.words import bank as words
from kerege.training.words.items import Interaction as Kind
from kerege.training.words.items import Partly

COMBINED = frozenset(("multichoice", "matching", "ordering", "ddwtos"))
"""The types in which Moodle says something by right, partly and wrong."""
IN_TEXT = frozenset((Kind.INLINE_CHOICE, Kind.TEXT, Kind.NUMBER))
PICTURES = re.compile("\ue002([A-Za-z0-9_.-]+)\ue003")
SHARES = (
    *(100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667, 14.28571, 12.5),
    *(11.11111, 10, 5, 0),
)
"""The shares of the points that Moodle knows, and their negatives."""


def written(
    item: Item, name: str, lang: str, pictures: Mapping[str, bytes], topics: Sequence[str]
) -> tuple[str, set[str]]:
    """The XML of one question, and names of what Moodle itself does otherwise though our reader would not notice.

    Refuses training.bank_cannot_say with the name of what Moodle cannot ask.
    """
    if item.processing is not None or item.by_hand:
        raise Refusal(words.CANNOT_SAY, field="item", name="processing" if item.processing else "by_hand")
    return _Writer(item, lang, pictures).question(name, topics)


class _Writer:
    def __init__(self, item: Item, lang: str, pictures: Mapping[str, bytes]) -> None:
        self.item, self.lang, self.pictures = item, lang, pictures
        self.types = {each.name: each.type.rpartition("/")[2] for each in item.images}
        self.alts = {each.name: text_in(each.alt, lang, item.source) for each in item.images}
        self.used: set[str] = set()
        self.lost: set[str] = set()

    def question(self, name: str, topics: Sequence[str]) -> tuple[str, set[str]]:
        kind, made, text = self._made()
        title = text_in(self.item.title, self.lang, self.item.source) or name
        told = [f"<name>{_text(title)}</name>", self._html("questiontext", text, self._files())]
        if always := self.said(self.item.after.get("always", {})):
            told.append(self._html("generalfeedback", self.html(always)))
        if kind in COMBINED:
            told += [
                self._html(f"{tag}feedback", self.html(self.said(self.item.after.get(when, {}))))
                for tag, when in (("correct", "right"), ("partiallycorrect", "partly"), ("incorrect", "wrong"))
            ]
        if kind != "cloze":
            told.append(f"<defaultgrade>{best(self.item.interactions[0]):.7g}</defaultgrade>")
        tags = "".join(f"<tag>{_text(each)}</tag>" for each in topics)
        told += ["<penalty>0</penalty>", f"<idnumber>{escape(name)}</idnumber>", made]
        told += [f"<tags>{tags}</tags>"] if tags else []
        return f'<question type="{kind}">{"".join(told)}</question>', self.lost

    def _made(self) -> tuple[str, str, str]:
        """The type of Moodle, what it needs, and the text of the question as HTML."""
        asked, text = self.item.interactions, self.said(self.item.text)
        if len(asked) > 1 or SLOT.search(text) or asked[0].kind == Kind.INLINE_CHOICE:
            return self._cloze(text)
        only = asked[0]
        if only.kind == Kind.GAP_MATCH:
            return self._gaps(only, text)
        make = _MAKE.get(only.kind)
        if make is None:
            raise Refusal(words.CANNOT_SAY, field="item", name=only.kind.value)
        kind, made = make(self, only)
        prompt = self.said(only.prompt)
        return kind, made, self.html(f"{text}\n\n{prompt}" if prompt else text)

    # -- texts ---------------------------------------------------------------------------------------------------------

    def said(self, texts: Texts) -> str:
        return text_in(texts, self.lang, self.item.source)

    def html(self, text: str) -> str:
        """Markdown as HTML whose pictures lie beside the question."""
        return PICTURES.sub(self._picture, to_html(PICTURE.sub("\ue002\\1\ue003", text), top=1)).strip()

    def line(self, text: str) -> str:
        return PICTURES.sub(self._picture, to_line(PICTURE.sub("\ue002\\1\ue003", text)))

    def _picture(self, found: re.Match[str]) -> str:
        name = found[1]
        if name not in self.pictures:
            raise Refusal(words.PICTURE_MISSING, field="file", name=name)
        self.used.add(name)
        alt = escape(self.alts.get(name, ""), quote=True)
        return f'<img src="@@PLUGINFILE@@/{name}.{self.types[name]}" alt="{alt}">'

    def _files(self) -> str:
        return "".join(
            f'<file name="{name}.{self.types[name]}" path="/" encoding="base64">'
            f"{base64.b64encode(self.pictures[name]).decode()}</file>"
            for name in sorted(self.used)
        )

    def _html(self, tag: str, html: str, files: str = "") -> str:
        return f'<{tag} format="html">{_text(html)}{files}</{tag}>'

    def _answer(self, share: float, text: str, why: Texts, more: str = "", form: str = "html") -> str:
        if not any(abs(abs(share) - each) < 0.001 for each in SHARES):
            self.lost.add("share")
        feedback = self._html("feedback", self.html(self.said(why))) if why else ""
        return f'<answer fraction="{share:.7g}" format="{form}">{_text(text)}{more}{feedback}</answer>'

    def plain(self, text: str) -> str:
        """Words alone, where Moodle takes no markup."""
        return to_words(text)

    # -- types ---------------------------------------------------------------------------------------------------------

    def choice(self, each: Interaction) -> tuple[str, str]:
        if {one.id for one in each.choices} == {"true", "false"} and each.most == 1 and len(each.right) == 1:
            right = each.right[0][0]
            rows = [self._answer(100.0 * (one.id == right), one.id, one.why) for one in each.choices]
            return "truefalse", "".join(rows)
        answers = "".join(self._answer(share, self.html(self.said(one.text)), one.why) for one, share in shares(each))
        if each.table is None and each.most != 1:
            self.lost.add("worth")  # Moodle gives a part for a part
        single, mixed = ("true" if yes else "false" for yes in (each.most == 1, each.shuffle))
        told = f"<single>{single}</single><shuffleanswers>{mixed}</shuffleanswers>"
        return "multichoice", f"{told}<answernumbering>none</answernumbering>{answers}"

    def text(self, each: Interaction) -> tuple[str, str]:
        rows = []
        for one in each.accepted:
            value = one.value if one.wild else one.value.replace("*", "\\*")
            rows.append(self._answer(one.share * 100, value, one.why, form="moodle_auto_format"))
        return "shortanswer", f"<usecase>{int(each.case)}</usecase>{''.join(rows)}"

    def number(self, each: Interaction) -> tuple[str, str]:
        rows = [
            self._answer(one.share * 100, f"{one.value:.15g}", one.why, f"<tolerance>{one.tolerance:.15g}</tolerance>")
            for one in each.numbers
        ]
        return "numerical", "".join(rows)

    def extended(self, each: Interaction) -> tuple[str, str]:
        guide = self._html("graderinfo", self.html(self.said(each.guide)))
        told = "<responseformat>editor</responseformat><responserequired>1</responserequired>"
        return (
            "essay",
            f"{told}<responsefieldlines>{each.lines}</responsefieldlines><attachments>0</attachments>{guide}",
        )

    def match(self, each: Interaction) -> tuple[str, str]:
        pairs = _one_each(each, [one.id for one in each.choices])
        targets = {one.id: self.plain(self.said(one.text)) for one in each.targets}
        rows = [(self.html(self.said(one.text)), targets[pairs[one.id]]) for one in each.choices]
        rows += [("", text) for key, text in targets.items() if key not in pairs.values()]
        if each.table is None and len(each.choices) > 1:
            self.lost.add("worth")
        told = "".join(
            f'<subquestion format="html">{_text(left)}<answer>{_text(right)}</answer></subquestion>'
            for left, right in rows
        )
        return "matching", f"<shuffleanswers>{'true' if each.shuffle else 'false'}</shuffleanswers>{told}"

    def order(self, each: Interaction) -> tuple[str, str]:
        texts = {one.id: self.html(self.said(one.text)) for one in each.choices}
        rows = "".join(
            f'<answer fraction="{n}" format="html">{_text(texts[key[0]])}</answer>' for n, key in _from_1(each)
        )
        way = "ABSOLUTE_POSITION" if each.partly == Partly.PLACES else "ALL_OR_NOTHING"
        return (
            "ordering",
            f"<layouttype>VERTICAL</layouttype><selecttype>ALL</selecttype><gradingtype>{way}</gradingtype>{rows}",
        )

    def _gaps(self, each: Interaction, text: str) -> tuple[str, str, str]:
        """Words that are carried into numbered gaps: the number is that of the word that is right there."""
        pairs = _one_each(each, [one.id for one in each.targets], end=1)
        number = {one.id: n for n, one in enumerate(each.choices, start=1)}
        inside = SLOT.sub(lambda found: f"\ue004{number[pairs[found[1]]]}\ue005", self.said(each.text))
        boxes = "".join(
            f"<dragbox>{_text(self.plain(self.said(one.text)))}<group>1</group>{'' if one.most == 1 else '<infinite/>'}"
            "</dragbox>"
            for one in each.choices
        )
        html = self.html("\n\n".join(filter(None, (text, self.said(each.prompt), inside))))
        html = html.replace("\ue004", "[[").replace("\ue005", "]]")
        return "ddwtos", f"{'<shuffleanswers>1</shuffleanswers>' if each.shuffle else ''}{boxes}", html

    def _cloze(self, text: str) -> tuple[str, str, str]:
        placed = set(SLOT.findall(text))
        codes = {each.id: self._code(each) for each in self.item.interactions}
        rest = [f"[[{each.id}]]" for each in self.item.interactions if each.id not in placed]
        marked = SLOT.sub(lambda found: f"\ue000{found[1]}\ue001", "\n\n".join([text, *rest]))
        html = self.html(marked)
        for name, code in codes.items():
            html = html.replace(f"\ue000{name}\ue001", code)
        return "cloze", "", html

    def _code(self, each: Interaction) -> str:
        if each.kind not in {*IN_TEXT, Kind.CHOICE}:
            raise Refusal(words.CANNOT_SAY, field="item", name=f"cloze: {each.kind.value}")
        if each.kind == Kind.TEXT:
            name = "SHORTANSWER_C" if each.case else "SHORTANSWER"
            rows = [(one.share * 100, one.value, one.why) for one in each.accepted]
        elif each.kind == Kind.NUMBER:
            name = "NUMERICAL"
            rows = [(one.share * 100, f"{one.value:.15g}:{one.tolerance:.15g}", one.why) for one in each.numbers]
        else:
            name = {True: "MULTICHOICE", False: "MULTICHOICE_V"}[each.kind == Kind.INLINE_CHOICE]
            name = name if each.most == 1 else "MULTIRESPONSE"
            name += ("S" if name.endswith("V") else "_S") if each.shuffle else ""
            rows = [(share, self.said(one.text), one.why) for one, share in shares(each)]
            rows = [(share, self.line(text), why) for share, text, why in rows]
        plain = each.kind in {Kind.TEXT, Kind.NUMBER}
        parts = [
            f"%{share:.7g}%{_cloze_text(escape(text) if plain else text)}{self._why(why)}" for share, text, why in rows
        ]
        prompt = self.said(each.prompt)
        return f"{f'{self.line(prompt)} ' if prompt else ''}{{{best(each):.0f}:{name}:{'~'.join(parts)}}}"

    def _why(self, why: Texts) -> str:
        return f"#{_cloze_text(self.line(self.said(why)))}" if why else ""


def shares(each: Interaction) -> Iterable[tuple[Choice, float]]:
    """What each answer alone is worth, in percent of the most that somebody can get."""
    of = best(each) or 1.0
    right = {key[0] for key in each.right}
    part = 1 if each.most == 1 else max(len(right), 1)
    for one in each.choices:
        worth = each.table.of((one.id,)) / of if each.table else (one.id in right) / part
        yield one, round(worth * 100, 5)


def _one_each(each: Interaction, wanted: Sequence[str], end: int = 0) -> dict[str, str]:
    """What belongs to each, where exactly one does. Refuses training.bank_cannot_say."""
    keys: Sequence[Key] = each.right or [key for key, points in (each.table.points if each.table else ()) if points > 0]
    found = {key[end]: key[1 - end] for key in keys}
    if len(found) != len(keys) or set(found) != set(wanted):
        raise Refusal(words.CANNOT_SAY, field="item", name=f"{each.kind.value}: pairs")
    return found


def _from_1(each: Interaction) -> Iterable[tuple[int, Key]]:
    return enumerate(each.right, start=1)


def _text(text: str) -> str:
    return f"<text>{escape(text, quote=False)}</text>"


def _cloze_text(text: str) -> str:
    """Text inside of the braces of a gap."""
    return re.sub(r"([#~}/\"\\])", r"\\\1", text).replace("{", "&#123;")


_MAKE: dict[Kind, Callable[[_Writer, Interaction], tuple[str, str]]] = {
    Kind.CHOICE: _Writer.choice,
    Kind.TEXT: _Writer.text,
    Kind.NUMBER: _Writer.number,
    Kind.EXTENDED: _Writer.extended,
    Kind.MATCH: _Writer.match,
    Kind.ORDER: _Writer.order,
}
