"""The texts of a country's law from which a judgement can cite, as their reader may read them."""

from dataclasses import dataclass
from datetime import date

from kerege.law.models import Expression, Measure, Provision
from kerege.lib.ids import uid_or_none
from kerege.lib.versions import text_in
from kerege.records.viewers import Viewer


@dataclass(frozen=True)
class TextLine:
    """A text that holds on the day, with the title of its measure."""

    uid: str
    title: str
    language: str
    source_kind: str


@dataclass(frozen=True)
class Part:
    """A provision that can be cited."""

    uid: str
    num: str
    heading: str
    text: str


def texts(viewer: Viewer, *, owner: str, on: date, lang: str) -> list[TextLine]:
    """The texts of a country's measures that hold on the day, by title."""
    rows = Expression.objects.seen_by(viewer).filter(owner=owner, withdrawn_on=None, start__lte=on).seen()
    rows = [row for row in rows if row.until is None or on < row.until]
    measures = Measure.objects.seen_by(viewer).filter(id__in=[row.measure_id for row in rows]).seen()
    titles = {row.id: text_in(row.titles, lang, "en") for row in measures}
    found = [
        TextLine(str(r.uid), titles[r.measure_id], r.language, r.source_kind) for r in rows if r.measure_id in titles
    ]
    return sorted(found, key=lambda line: (line.title, line.language))


def parts_of(viewer: Viewer, text: str, *, owner: str) -> list[Part]:
    """The provisions of one text that say something, in their order; none of a text that is not there."""
    uid = uid_or_none(text)
    row = Expression.objects.seen_by(viewer).filter(uid=uid, owner=owner).one() if uid else None
    if row is None:
        return []
    rows = Provision.objects.seen_by(viewer).filter(expression_id=row.id).order_by("ordinal").seen()
    inner = {row.parent for row in rows}
    return [Part(str(r.uid), r.num, r.heading, r.text) for r in rows if r.text and r.eid not in inner]
