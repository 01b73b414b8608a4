"""What was published of countries in frames of others, and what our own set says beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from kerege.atlas import queries as atlas
from kerege.atlas.queries import Designated
from kerege.capacity.models import DeclaredScores
from kerege.capacity.queries.assessment_lines import Choice
from kerege.capacity.queries.assessments import assessments
from kerege.capacity.rules.frames import FRAMES, Frame
from kerege.capacity.words import AssessmentState
from kerege.records.labels import Withheld
from kerege.records.viewers import Viewer

OUR_SET = "national-biosafety"
"""Our own set about a country, which stands beside what was published."""


@dataclass(frozen=True)
class DeclaredLine:
    """Scores of a country in a frame as on a day. `share` is that of the indicators on biosafety and biosecurity."""

    uid: str
    owner: str
    frame: Frame
    territory: str
    called: str
    on: date
    scores: Mapping[str, int]
    share: Fraction | None
    source: str
    synthetic: bool


@dataclass(frozen=True)
class OwnLine:
    """The last closed round of our own set about a country, as far as the reader may know its score."""

    uid: str
    closed_on: date
    share: Fraction | Withheld | None


@dataclass(frozen=True)
class Compared:
    """A country: what was published, the newest first, beside our own set. Two methods, and no figure of both."""

    country: Designated
    declared: tuple[DeclaredLine, ...]
    own: OwnLine | None


def declared_scores(viewer: Viewer, *, on: date, frame: str = "", territory: str = "") -> list[DeclaredLine]:
    """What was published by the day, the newest first, then by country. Also of countries that nobody here knows."""
    wanted = {"frame": frame, "territory_id": territory}
    rows = DeclaredScores.objects.seen_by(viewer).filter(on__lte=on, **{k: v for k, v in wanted.items() if v})
    return [_line(row) for row in rows.order_by("-on", "called", "frame").seen()]


def compared(viewer: Viewer, *, me: str, on: date, lang: str, territory: str = "") -> list[Compared]:
    """Each country of which something was published and which is known here, by its name."""
    found: dict[str, list[DeclaredLine]] = {}
    for line in declared_scores(viewer, on=on, territory=territory):
        if line.territory:
            found.setdefault(line.territory, []).append(line)
    choice = Choice(set_key=OUR_SET, state=AssessmentState.CLOSED, territory=territory)
    own: dict[str, OwnLine] = {}
    for round in assessments(viewer, me=me, on=on, lang=lang, choice=choice):
        if round.closed_on is not None:
            own.setdefault(round.territory, OwnLine(round.uid, round.closed_on, _share(round.summary)))
    names = atlas.display_names(sorted(found), lang=lang, on=on)
    lines = [Compared(names[code], tuple(each), own.get(code)) for code, each in found.items()]
    return sorted(lines, key=lambda line: str(line.country).casefold())


def share_of(summary: object) -> Fraction | None:
    """The score in the summary of an assessment, as a share of what could be reached; None where there is none, and for
    whoever may not read it.
    """
    found = _share(summary)
    return None if isinstance(found, Withheld) else found


def _share(summary: object) -> Fraction | Withheld | None:
    if isinstance(summary, Withheld):
        return summary
    text = summary.get("score", "") if isinstance(summary, Mapping) else ""
    return Fraction(text) if text else None


def _line(row: Any) -> DeclaredLine:
    frame, scores = FRAMES[row.frame], dict(row.scores)
    return DeclaredLine(
        uid=str(row.uid),
        owner=row.owner,
        frame=frame,
        territory=row.territory_id or "",
        called=row.called,
        on=row.on,
        scores=scores,
        share=frame.share(scores),
        source=row.source,
        synthetic=row.synthetic,
    )
