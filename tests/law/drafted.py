"""A gap in Kyrgyz law with a drafting task on it, and the steps of its way."""

from datetime import date

from kerege.law.actions import consulting, drafting, gaps, versions
from kerege.people.rules import Actor
from tests.law import judged as world

CHAIR: Actor = world.FOCAL
TEXT = "Law on biosafety\nArticle 1. Matter\nThis law keeps a register.\nArticle 2. Reports\n1. A laboratory reports."
SOURCE = "LAW-S"
DAY, LATER = date(2026, 11, 1), date(2026, 11, 20)


def opened_gap(told=world.PARTIAL, obligation="OB-1", *, kind="no_penalty", by=world.DRAFTER, round_=None):
    row = world.approved(round_ or world.opened(), obligation, told)
    return gaps.open_gap(by=by, judgement=str(row.uid), kind=kind, missing="No penalty.", today=DAY)


def opened_task(gap=None, *, by=CHAIR, **changes):
    gap = gap or opened_gap()
    given = {"key": "kgz-draft", "title": "Law on biosafety", "kind": "law", "language": "eng", "gaps": [str(gap.uid)]}
    return drafting.open_task(by=by, **(given | changes), today=DAY)


def consulted(task, opens=date(2026, 10, 20), closes=DAY, *, by=CHAIR, **changes):
    """A consultation on the newest version, which lasts until the day on which the steps are taken."""
    given = {"audience": "public", "opens": opens, "closes": closes} | changes
    return consulting.open_consultation(by=by, task=str(task.uid), **given, today=date(2026, 12, 31))


def step(task, key, on=DAY, *, by=CHAIR, today=date(2026, 12, 31), **more):
    return drafting.take_step(by=by, task=str(task.uid), step=key, on=on, today=today, **more)


def written(task, text=TEXT, seen=0, *, by=world.DRAFTER, **more):
    return versions.write_version(by=by, task=str(task.uid), text=text, seen=seen, today=DAY, **more)


BEFORE_ADOPTION = ("order", "group", "draft", "impact", "consultation", "reading")


def ready(task):
    """All steps before adoption, of the plain procedure, with a version."""
    written(task)
    for key in BEFORE_ADOPTION:
        taken(task, key)
    return task


def taken(task, key):
    """A step, with the consultation that it ends where it is one."""
    if key == "consultation":
        consulted(task, opens=DAY, closes=LATER)
    return step(task, key, LATER if key in ("consultation", "reading") else DAY)


def adopted(task, *, by=CHAIR, **changes):
    given = {"version": 1, "on": date(2026, 12, 1), "number": "25", "source": SOURCE}
    return versions.adopt_draft(by=by, task=str(task.uid), **(given | changes), today=date(2026, 12, 31))
