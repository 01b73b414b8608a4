"""Reading what a draft amends: the text to revise, and the instructions of a version in the words of amending laws."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kerege.law.models import DraftVersion
from kerege.law.queries import measures, texts
from kerege.law.queries.drafting import TaskLine
from kerege.law.rules.akn.instructions import from_data
from kerege.law.rules.amending import Base, behind, check_amendable, to_amend, typed
from kerege.lib.refusal import Refusal
from kerege.records.viewers import Viewer


@dataclass(frozen=True)
class BaseLine:
    """The text that a draft amends. `amendable` says whether it comes back from its lines as it is, `behind` the day of
    an amendment that is known and that it does not hold.
    """

    text: str
    start: date
    sha256: str
    amendable: bool
    behind: date | None


@dataclass(frozen=True)
class Amending:
    """The instructions of a version by language, and the hash of the text for which they were made."""

    wording: tuple[Mapping[str, str], ...]
    base_sha256: str


def base(viewer: Viewer, task: TaskLine, *, on: date) -> BaseLine | None:
    """The text on which the next version rests. None for a draft of a new act, and where there is no text to amend that
    the reader may read.
    """
    if not task.amends:
        return None
    measure = measures.measure(viewer, task.amends, on=on)
    newest = to_amend((each.text for each in measure.texts if each.label <= task.label), task.language, on)
    if newest is None:
        return None
    line, content = texts.content(viewer, newest.key)
    found = Base(content, task.amends, line.language, line.start, task.title)
    missing = behind(newest, (each.event for each in measure.events), on)
    return BaseLine(typed(content), line.start, line.sha256, _amendable(found), missing)


def _amendable(found: Base) -> bool:
    try:
        check_amendable(found)
    except Refusal:
        return False
    return True


def instructions(viewer: Viewer, task: TaskLine, number: int) -> Amending | None:
    """What a version changes, as an amending law says it; None where it amends nothing."""
    row = DraftVersion.objects.seen_by(viewer).filter(task_id=task.id, number=number).one()
    if row is None or not row.instructions:
        return None
    return Amending(tuple(each.wording for each in from_data(row.instructions)), row.base_sha256)
