"""Two texts of measures beside each other, part by part, and the instructions by which one becomes the other."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from kerege.law.queries import texts
from kerege.law.queries.measures import MeasureLine, TextLine, measure, measures
from kerege.law.queries.texts import ProvisionLine
from kerege.law.rules.akn import uris
from kerege.law.rules.akn.compare import Change, compare
from kerege.law.rules.akn.drafting import generate
from kerege.law.rules.akn.instructions import Instruction
from kerege.law.rules.akn.nodes import Node, nodes_of
from kerege.law.rules.akn.parts import Part
from kerege.law.rules.akn.reading import read
from kerege.law.words import measures_refused as words
from kerege.law.words.comparing import Kind
from kerege.lib.refusal import Refusal
from kerege.records.viewers import Viewer


@dataclass(frozen=True)
class Side:
    """One of the two texts."""

    measure: MeasureLine
    text: TextLine

    @property
    def uri(self) -> str:
        return f"{self.measure.uri}/{self.text.language}@{self.text.start.isoformat()}"


@dataclass(frozen=True)
class Comparison:
    """Both texts and what became of each part; in two languages parts are paired by eId, and words are not compared."""

    old: Side
    new: Side
    changes: tuple[Change, ...]

    @property
    def of_one_language(self) -> bool:
        return self.old.text.language == self.new.text.language

    @property
    def counts(self) -> Counter[Kind]:
        return Counter(change.kind for change in self.changes)


def sides(viewer: Viewer, *, on: date) -> list[Side]:
    """Every text that the viewer may read, by its measure."""
    return [Side(line, text) for line in measures(viewer, on=on) for text in line.texts]


def side(viewer: Viewer, uri: str, *, field: str, on: date) -> Side:
    """The text that an address means: that of its day, and of a work alone the latest of its first language.

    Refuses law.uri_*, law.no_measure and law.no_text at the field that is named.
    """
    try:
        asked = uris.parse(uri)
        line = measure(viewer, asked.work, on=on)
    except Refusal as refusal:
        raise Refusal(refusal.word, field=field, **refusal.data) from None
    day = date.fromisoformat("-".join([*asked.on.split("-"), "01", "01"][:3])) if asked.on else on
    language = asked.language or next((each.language for each in line.texts), "")
    found = texts.reading(viewer, line, language=language, on=day).line
    if found is None:
        raise Refusal(words.NO_TEXT, field=field)
    return Side(line, found)


def comparison(viewer: Viewer, old: Side, new: Side) -> Comparison:
    """What became of each part from one text to the other."""
    before, after = (_parts(texts.provisions(viewer, each.text.uid)) for each in (old, new))
    if old.text.language == new.text.language:
        return Comparison(old, new, tuple(compare(before, after)))
    there, here = {part.eid: part for part in before}, {part.eid for part in after}
    paired = [Change(Kind.SAME if part.eid in there else Kind.INSERTED, there.get(part.eid), part) for part in after]
    return Comparison(
        old, new, (*paired, *(Change(Kind.DELETED, part, None) for part in before if part.eid not in here))
    )


def instructions(viewer: Viewer, old: Side, new: Side) -> list[Instruction]:
    """The instructions of an amending law that make the one text the other."""
    return generate(_node(viewer, old), _node(viewer, new))


def _node(viewer: Viewer, each: Side) -> Node:
    return nodes_of(read(texts.content(viewer, each.text.uid)[1]).document)


def _parts(lines: tuple[ProvisionLine, ...]) -> list[Part]:
    return [
        Part(
            each.eid,
            each.wid,
            each.parent,
            each.kind,
            each.num,
            each.heading,
            each.text,
            each.content_hash,
            place,
        )
        for place, each in enumerate(lines)
    ]
