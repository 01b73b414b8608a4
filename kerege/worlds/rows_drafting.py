"""Gaps in the law of the example world, and a draft that is half-way through its procedure."""

from datetime import date

from kerege.law.actions import drafting, gaps, versions
from kerege.law.queries import drafting as read
from kerege.law.queries import gaps as known
from kerege.law.queries import judged
from kerege.law.words.coverage import JudgementState
from kerege.law.words.drafting_refused import STEP_DONE
from kerege.lib.refusal import Refusal
from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.records.viewers import Viewer
from kerege.sharing.queries import viewer_of_actor


def open_gap(
    *,
    by: Actor,
    account: str,
    owner: str,
    obligation: str,
    kind: str,
    missing: str,
    on: date,
    target: date | None = None,
) -> None:
    """A gap on the approved judgement about this obligation; one that is there stays."""
    acting, viewer = _acting(account, on)
    there = known.gaps(viewer, owner=owner, kind=kind)
    if any(line.obligation == obligation for line in there):
        return
    found = judged.judgements(viewer, on=on, obligation=obligation, states=[JudgementState.APPROVED])
    uid = next(line.uid for line in found if line.owner == owner)
    gaps.open_gap(by=acting, judgement=uid, kind=kind, missing=missing, target_on=target, today=on)


def open_task(
    *,
    by: Actor,
    account: str,
    key: str,
    title: str,
    kind: str,
    language: str,
    about: list[str],
    due: date,
    on: date,
    amends: str = "",
) -> None:
    """A drafting task on the open gaps about these obligations, for a new act or to amend a measure."""
    acting, viewer = _acting(account, on)
    if any(line.key == key for line in read.tasks(viewer)):
        return
    chosen = [line.uid for line in known.gaps(viewer, state="open") if line.obligation in about]
    told = {"key": key, "title": title, "kind": kind, "language": language, "amends": amends}
    drafting.open_task(by=acting, gaps=chosen, **told, due_on=due, today=on)


def write_version(*, by: Actor, account: str, task: str, number: int, text: str, on: date, note: str = "") -> None:
    """A version whose lines stand in one cell with strokes between them; one that is there stays."""
    acting, viewer = _acting(account, on)
    line = _task(viewer, task)
    if len(line.versions) < number:
        typed = "\n".join(text.split(" | "))
        versions.write_version(by=acting, task=line.uid, text=typed, seen=number - 1, note=note, today=on)


def take_step(*, by: Actor, account: str, task: str, step: str, on: date, note: str = "", result: str = "") -> None:
    """A step that was taken; one that is behind stays."""
    acting, viewer = _acting(account, on)
    told = {"by": acting, "task": _task(viewer, task).uid, "step": step, "on": on, "today": on, "note": note}
    try:
        drafting.take_step(**told, **({"result": result} if result else {}))  # type: ignore[arg-type]
    except Refusal as refusal:
        if refusal.word is not STEP_DONE:
            raise


def _task(viewer: Viewer, key: str) -> read.TaskLine:
    return next(line for line in read.tasks(viewer) if line.key == key)


def _acting(account: str, on: date) -> tuple[Actor, Viewer]:
    acting = people.actor_for(people.account(account), on=on, strong=True)
    return acting, viewer_of_actor(acting, on=on)
