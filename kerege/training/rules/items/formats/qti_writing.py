"""Writing an item as QTI 3.0 in one of its languages, with what QTI cannot say of it told by name."""

import re
from collections.abc import Iterable
from html import escape

from kerege.lib.markdown import to_html, to_line
from kerege.lib.refusal import Refusal
from kerege.lib.versions import Texts, text_in
from kerege.training.rules.items.grading import best_of
from kerege.training.rules.items.shapes import Choice, Interaction, Item
from kerege.training.rules.items.slots import SLOT
from kerege.training.words import bank as words
from kerege.training.words.items import Interaction as Kind
from kerege.training.words.items import Partly

SPACE = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
TEMPLATES = "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/"
WRITTEN = frozenset(
    (
        *(Kind.CHOICE, Kind.INLINE_CHOICE, Kind.MATCH, Kind.ORDER, Kind.ASSOCIATE),
        *(Kind.TEXT, Kind.NUMBER, Kind.EXTENDED, Kind.SLIDER),
    )
)
"""The kinds of interaction that are written."""
_OURS = re.compile(r' (?:tabindex|start|rel)="[^"]*"|</?s>')
"""What of our HTML QTI does not have; signs of markup in a text are always escaped."""
_PAIRED = {Kind.MATCH: "directedPair", Kind.ASSOCIATE: "pair"}


def written(item: Item, identifier: str, lang: str = "") -> tuple[str, tuple[str, ...]]:
    """The XML of an item, and the names of what is lost in it. Refuses training.bank_cannot_say."""
    lang = lang or item.source
    for each in item.interactions:
        if each.kind not in WRITTEN:
            raise Refusal(words.CANNOT_SAY, field="item", name=each.kind.value)
    if item.processing is not None or item.images:
        raise Refusal(words.CANNOT_SAY, field="item", name="processing" if item.processing else "images")
    writer = _Writer(item, lang)
    declared = "".join(writer.declared(each) for each in item.interactions)
    body = writer.body()
    title = text_in(item.title, lang, item.source) or identifier
    xml = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<qti-assessment-item xmlns="{SPACE}" '
        f"identifier={_quoted(identifier)} title={_quoted(title)} xml:lang={_quoted(lang)} "
        f'adaptive="false" time-dependent="false">{declared}'
        '<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"/>'
        '<qti-outcome-declaration identifier="MAXSCORE" cardinality="single" base-type="float"><qti-default-value>'
        f"<qti-value>{best_of(item):g}</qti-value></qti-default-value></qti-outcome-declaration>"
        f"<qti-item-body>{body}</qti-item-body>{writer.processing()}</qti-assessment-item>\n"
    )
    return xml, tuple(sorted(writer.lost))


def _line(text: str) -> str:
    return _OURS.sub("", to_line(text))


def _quoted(text: str) -> str:
    return f'"{escape(text, quote=True)}"'


class _Writer:
    def __init__(self, item: Item, lang: str) -> None:
        self.item, self.lang = item, lang
        self.lost: set[str] = {"after"} if item.after else set()

    def said(self, texts: Texts) -> str:
        return text_in(texts, self.lang, self.item.source)

    # -- what is asked -------------------------------------------------------------------------------------------------

    def body(self) -> str:
        html = to_html(SLOT.sub(lambda found: f"\ue000{found[1]}\ue001", self.said(self.item.text)), top=1)
        html = _OURS.sub("", html)
        rest = []
        for each in self.item.interactions:
            place, made = f"\ue000{each.id}\ue001", self.interaction(each)
            inline = each.kind in {Kind.INLINE_CHOICE, Kind.TEXT, Kind.NUMBER}
            if place not in html:
                rest.append(f"<p>{made}</p>" if inline else made)
            elif inline:
                html = html.replace(place, made)
            else:
                html = html.replace(f"<p>{place}</p>", made).replace(place, made)
        return f'{html}<div class="kerege-after">{"".join(rest)}</div>' if rest else html

    def interaction(self, each: Interaction) -> str:
        prompt = f"<qti-prompt>{_line(text)}</qti-prompt>" if (text := self.said(each.prompt)) else ""
        name = f"response-identifier={_quoted(each.id)}"
        mixed = ' shuffle="true"' if each.shuffle else ""
        if each.kind in {Kind.TEXT, Kind.NUMBER}:
            self.lost |= {"prompt"} if prompt else set()
            return f"<qti-text-entry-interaction {name}/>"
        if each.kind == Kind.EXTENDED:
            self.lost |= {"guide"} if each.guide else set()
            return (
                f'<qti-extended-text-interaction {name} expected-lines="{each.lines}">{prompt}'
                "</qti-extended-text-interaction>"
            )
        if each.kind == Kind.SLIDER:
            scale = f'lower-bound="{each.low:g}" upper-bound="{each.high:g}" step="{each.step:g}"'
            return f"<qti-slider-interaction {name} {scale}>{prompt}</qti-slider-interaction>"
        return self._listed(each, name + mixed, prompt)

    def _listed(self, each: Interaction, head: str, prompt: str) -> str:
        if each.kind == Kind.INLINE_CHOICE:
            options = self._choices("qti-inline-choice", each.choices)
            return f"<qti-inline-choice-interaction {head}>{options}</qti-inline-choice-interaction>"
        bounds = f'max-choices="{each.most}" min-choices="{each.least}"'
        if each.kind == Kind.CHOICE:
            options = self._choices("qti-simple-choice", each.choices)
            return f"<qti-choice-interaction {head} {bounds}>{prompt}{options}</qti-choice-interaction>"
        if each.kind == Kind.ORDER:
            options = self._choices("qti-simple-choice", each.choices)
            return f"<qti-order-interaction {head}>{prompt}{options}</qti-order-interaction>"
        bounds = f'max-associations="{each.most}" min-associations="{each.least}"'
        first = self._choices("qti-simple-associable-choice", each.choices, uses=True)
        if each.kind == Kind.ASSOCIATE:
            return f"<qti-associate-interaction {head} {bounds}>{prompt}{first}</qti-associate-interaction>"
        second = self._choices("qti-simple-associable-choice", each.targets, uses=True)
        sets = "".join(f"<qti-simple-match-set>{one}</qti-simple-match-set>" for one in (first, second))
        return f"<qti-match-interaction {head} {bounds}>{prompt}{sets}</qti-match-interaction>"

    def _choices(self, tag: str, choices: Iterable[Choice], *, uses: bool = False) -> str:
        found = []
        for each in choices:
            self.lost |= {"why"} if each.why else set()
            told = f"identifier={_quoted(each.id)}" + (' fixed="true"' if each.fixed else "")
            told += f' match-max="{each.most}"' if uses else ""
            found.append(f"<{tag} {told}>{_line(self.said(each.text))}</{tag}>")
        return "".join(found)

    # -- what is right -------------------------------------------------------------------------------------------------

    def declared(self, each: Interaction) -> str:
        base, cardinality = _declared(each)
        values = "".join(f"<qti-value>{escape(value)}</qti-value>" for value in self._correct(each))
        correct = f"<qti-correct-response>{values}</qti-correct-response>" if values else ""
        told = f'cardinality="{cardinality}" base-type="{base}"'
        return (
            f"<qti-response-declaration identifier={_quoted(each.id)} {told}>{correct}{self._mapping(each)}"
            "</qti-response-declaration>"
        )

    def _correct(self, each: Interaction) -> list[str]:
        if each.kind == Kind.TEXT:
            return [one.value for one in each.accepted[:1]]
        if each.kind in {Kind.NUMBER, Kind.SLIDER}:
            return [f"{one.value:.15g}" for one in each.numbers[:1]]
        return [" ".join(key) for key in each.right]

    def _mapping(self, each: Interaction) -> str:
        if each.table is not None:
            bounds = {"lower-bound": each.table.low, "upper-bound": each.table.high}
            told = "".join(f' {name}="{value:.15g}"' for name, value in bounds.items() if value is not None)
            rows = "".join(_row(" ".join(key), points) for key, points in each.table.points)
            return f'<qti-mapping default-value="{each.table.default:.15g}"{told}>{rows}</qti-mapping>'
        if each.kind == Kind.TEXT:
            self.lost |= {"wild"} if any(one.wild for one in each.accepted) else set()
            rows = "".join(_row(one.value, one.share * each.points, each.case) for one in each.accepted)
            return f'<qti-mapping default-value="0">{rows}</qti-mapping>'
        return ""

    def processing(self) -> str:
        asked = [each for each in self.item.interactions if not each.waits]
        if self.item.by_hand or not asked:
            return ""
        if len(self.item.interactions) == 1 and asked[0].table is not None:
            return f'<qti-response-processing template="{TEMPLATES}map_response.xml"/>'
        if len(self.item.interactions) == 1 and asked[0].kind == Kind.TEXT:
            return f'<qti-response-processing template="{TEMPLATES}map_response.xml"/>'
        plain = asked[0].kind not in {Kind.NUMBER, Kind.SLIDER} and asked[0].partly == Partly.NOTHING
        if len(self.item.interactions) == 1 and plain and asked[0].points == 1:
            return f'<qti-response-processing template="{TEMPLATES}match_correct.xml"/>'
        self.lost |= {"partly" for each in asked if each.partly != Partly.NOTHING}
        added = "".join(f"<qti-response-condition>{_condition(each)}</qti-response-condition>" for each in asked)
        return f"<qti-response-processing>{added}</qti-response-processing>"


def _declared(each: Interaction) -> tuple[str, str]:
    if each.kind in {Kind.TEXT, Kind.EXTENDED}:
        return "string", "single"
    if each.kind in {Kind.NUMBER, Kind.SLIDER}:
        return "float", "single"
    if each.kind == Kind.ORDER:
        return "identifier", "ordered"
    if each.kind in _PAIRED:
        return _PAIRED[each.kind], "multiple"
    return "identifier", "single" if each.most == 1 else "multiple"


def _row(key: str, points: float, case: bool = True) -> str:
    told = "" if case else ' case-sensitive="false"'
    return f'<qti-map-entry map-key={_quoted(key)} mapped-value="{points:.15g}"{told}/>'


def _condition(each: Interaction) -> str:
    """Adds the points of one interaction to those that stand."""
    name = f"identifier={_quoted(each.id)}"
    if each.table is not None or each.kind == Kind.TEXT:
        test = f"<qti-not><qti-is-null><qti-variable {name}/></qti-is-null></qti-not>"
        return f"<qti-response-if>{test}{_added(f'<qti-map-response {name}/>')}</qti-response-if>"
    branches = []
    for n, (test, points) in enumerate(_tests(each, name)):
        tag = "qti-response-if" if n == 0 else "qti-response-else-if"
        value = f'<qti-base-value base-type="float">{points:.15g}</qti-base-value>'
        branches.append(f"<{tag}>{test}{_added(value)}</{tag}>")
    return "".join(branches)


def _added(value: str) -> str:
    return (
        f'<qti-set-outcome-value identifier="SCORE"><qti-sum><qti-variable identifier="SCORE"/>{value}</qti-sum>'
        "</qti-set-outcome-value>"
    )


def _tests(each: Interaction, name: str) -> Iterable[tuple[str, float]]:
    if each.kind not in {Kind.NUMBER, Kind.SLIDER}:
        yield f"<qti-match><qti-variable {name}/><qti-correct {name}/></qti-match>", each.points
        return
    for one in sorted(each.numbers, key=lambda number: -number.share):
        wanted = f'<qti-base-value base-type="float">{one.value:.15g}</qti-base-value>'
        told = f'tolerance-mode="absolute" tolerance="{one.tolerance:.15g} {one.tolerance:.15g}"'
        yield f"<qti-equal {told}>{wanted}<qti-variable {name}/></qti-equal>", one.share * each.points
