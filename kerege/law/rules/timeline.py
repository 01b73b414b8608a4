"""What the text of a measure is on a day, and what of it does not hold then. Plain Python, a pure function of texts and
events.

Of a date that is known to the month or the year an event counts from its last day: until then nobody can say that it
has happened. An event whose day hangs on a condition counts on no day, and is named.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from kerege.law.words.measures import CHANGES_TEXT, EventKind, MeasureState, SourceKind, Standing

RANKED = (
    SourceKind.OFFICIAL,
    SourceKind.AUTHENTIC,
    SourceKind.CONSOLIDATION,
    SourceKind.UNOFFICIAL,
    SourceKind.SUMMARY,
)
"""Of two texts of one language that begin on one day the first of these is shown."""
_BECOMES = {
    EventKind.ENTER: Standing.IN_FORCE,
    EventKind.SUSPEND: Standing.SUSPENDED,
    EventKind.RESUME: Standing.IN_FORCE,
    EventKind.REPEAL: Standing.REPEALED,
    EventKind.LAPSE: Standing.LAPSED,
    EventKind.INVALID: Standing.INVALID,
}
_ORDER = list(EventKind)


@dataclass(frozen=True)
class Text:
    """A text in one language from `start` until before `until`."""

    key: str
    language: str
    start: date
    until: date | None
    kind: str

    def holds(self, on: date) -> bool:
        return self.start <= on and (self.until is None or on < self.until)


@dataclass(frozen=True)
class Event:
    """What happens to the parts that `wids` name, or to all where they are empty; `on` is None under a condition."""

    key: str
    kind: str
    on: date | None
    wids: frozenset[str] = frozenset()
    condition: str = ""


@dataclass(frozen=True)
class AtDate:
    """A measure on a day. `text` is None where no text of the language holds then.

    `whole` is how the measure stands, `parts` by wId how parts stand that an event names and that stand otherwise.
    `pending` are known amendments that this text does not hold, those under a condition among them.
    """

    text: Text | None
    whole: Standing
    parts: Mapping[str, Standing] = field(default_factory=dict)
    pending: tuple[Event, ...] = ()

    def standing(self, wid: str, above: Iterable[str] = ()) -> Standing:
        """How a part stands; `above` are the wIds of the parts in which it stands, the nearest first."""
        for each in (wid, *above):
            if each in self.parts:
                return self.parts[each]
        return self.whole


def text_at(texts: Iterable[Text], events: Iterable[Event], language: str, on: date) -> AtDate:
    """The text of the language on the day, what is not in force, and what it does not hold yet."""
    known, shown = list(events), text_on(texts, language, on)
    whole, parts = standings(known, on)
    return AtDate(shown, whole, parts, pending(known, shown, on) if shown else ())


def text_on(texts: Iterable[Text], language: str, on: date) -> Text | None:
    """The text of the language that holds on the day: the latest, of one day the one that counts most, and a summary
    only where there is nothing else.
    """
    held = [each for each in texts if each.language == language and each.holds(on)]
    return min(held, key=preferred, default=None)


def preferred(text: Text) -> tuple[bool, int, int, str]:
    """By which the first of several texts of a language is the one to show: a summary last, the latest first."""
    return text.kind == SourceKind.SUMMARY, -text.start.toordinal(), _rank(text.kind), text.key


def _rank(kind: str) -> int:
    return [each.value for each in RANKED].index(kind)


def in_order(events: Iterable[Event]) -> list[Event]:
    """Events by their day; on one day entry into force comes first and an end last."""
    return sorted(events, key=lambda each: (each.on or date.max, _ORDER.index(EventKind(each.kind)), each.key))


def standings(events: Iterable[Event], on: date) -> tuple[Standing, dict[str, Standing]]:
    """How the whole stands on the day, and the parts that stand otherwise than the whole.

    What ends the whole ends its parts. What begins or goes on again as a whole leaves apart what has an end of its own,
    and what enters into force by itself only later, or under a condition.
    """
    known = list(events)
    happened = in_order(event for event in known if event.on is not None and event.on <= on)
    entries = [event for event in known if event.kind == EventKind.ENTER]
    whole = Standing.UNCOMMENCED if entries else Standing.UNKNOWN
    parts = dict.fromkeys((wid for event in entries for wid in event.wids), Standing.UNCOMMENCED)
    entered: set[str] = set()
    for event in happened:
        becomes = _BECOMES.get(EventKind(event.kind))
        if becomes is None:
            continue
        if event.wids:
            parts |= dict.fromkeys(event.wids, becomes)
            entered |= event.wids
        else:
            whole = becomes
            parts = {wid: each for wid, each in parts.items() if _stays(each, becomes, wid in entered)}
    return whole, {wid: each for wid, each in parts.items() if each != whole}


def _stays(standing: Standing, whole: Standing, entered: bool) -> bool:
    """Whether a part keeps how it stands when the whole becomes this."""
    ended = {Standing.REPEALED, Standing.LAPSED, Standing.INVALID}
    return whole not in ended and (standing in ended or (standing == Standing.UNCOMMENCED and not entered))


def pending(events: Iterable[Event], shown: Text, on: date) -> tuple[Event, ...]:
    """Amendments and corrections that are known and that the text does not hold: those of its own time, after the day
    on which it begins and up to the day asked for, and those whose day hangs on a condition.
    """
    changes = [each for each in events if each.kind in CHANGES_TEXT]
    due = [each for each in changes if each.on is not None and shown.start < each.on <= on]
    return (*in_order(due), *(each for each in changes if each.on is None))


def state_of(stated: str, events: Iterable[Event], on: date) -> MeasureState:
    """How a measure stands on a day: as the events say, and where none says anything, as a source states."""
    whole, parts = standings(events, on)
    if whole == Standing.UNKNOWN:
        return MeasureState(stated)
    waiting = {Standing.UNCOMMENCED, Standing.SUSPENDED} & set(parts.values())
    if whole == Standing.IN_FORCE:
        return MeasureState.PARTLY if waiting else MeasureState.IN_FORCE
    if Standing.IN_FORCE in parts.values():
        return MeasureState.PARTLY
    if whole == Standing.UNCOMMENCED:
        return MeasureState.DRAFT if stated == MeasureState.DRAFT else MeasureState.ADOPTED
    return _STATES[whole]


_STATES = {
    Standing.SUSPENDED: MeasureState.SUSPENDED,
    Standing.REPEALED: MeasureState.REPEALED,
    Standing.INVALID: MeasureState.REPEALED,
    Standing.LAPSED: MeasureState.LAPSED,
}


def overlaps(first: Text, second: Text) -> bool:
    """Whether two texts hold on a common day."""
    return (first.until is None or second.start < first.until) and (second.until is None or first.start < second.until)


def gaps(texts: Iterable[Text], language: str) -> list[tuple[date, date]]:
    """The periods between texts of one language in which none holds: from a day until before another."""
    ordered = sorted((each for each in texts if each.language == language), key=lambda each: each.start)
    found, reached = [], None
    for each in ordered:
        if reached is not None and each.start > reached:
            found.append((reached, each.start))
        if each.until is None:
            break
        reached = each.until if reached is None else max(reached, each.until)
    return found
