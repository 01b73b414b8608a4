"""Writing tasks: somebody sets one to a seat, whoever sits there closes it."""

from datetime import date

from django.utils.timezone import localdate

from kerege.journal.actions import act
from kerege.journal.rules import checking, pseudonyms_of
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import clean_line
from kerege.people import words
from kerege.people.models import Seat, Task
from kerege.people.queries import capacities_of
from kerege.people.rules import Actor, may
from kerege.people.words import Deed, TaskState


def set_task(
    *,
    by: Actor,
    seat: str,
    title: str,
    due: date | None,
    about: str = "",
    label: Sensitivity = Sensitivity.NATIONAL,
    synthetic: bool = False,
    today: date | None = None,
) -> Task:
    """Give a seat something to do by a day. An open task with the same words and day again changes nothing.

    Refuses people.task_without_seat, people.unknown_key, people.not_your_seat, people.task_without_due_day,
    people.seat_ended and the text refusals.
    """
    day = today or localdate()
    if not seat:
        raise Refusal(words.TASK_WITHOUT_SEAT, field="seat")
    chair = Seat.objects.filter(key=seat).first()
    if chair is None:
        raise Refusal(words.UNKNOWN_KEY, field="seat", what="seat", key=seat[:60])
    _check_hand(by, chair, day)
    if due is None:
        raise Refusal(words.TASK_WITHOUT_DUE_DAY, field="due")
    if chair.end is not None and chair.end <= max(day, due):
        raise Refusal(words.SEAT_ENDED, field="seat", end=str(chair.end))
    title, about = clean_line(title, field="title"), clean_line(about, field="about", max_length=64) if about else ""
    with checking():
        same = Task.objects.inside_action().filter(seat=chair, title=title, due=due, state=TaskState.OPEN.value)
        known: Task | None = same.first()
    if known:
        return known
    with act("people.task.set", by=by, owner=chair.owner, seat=seat, due=due) as done:
        task = Task.objects.create(
            seat=chair,
            title=title,
            due=due,
            about=about,
            set_on=day,
            set_by=_called(by),
            owner=chair.owner,
            label=label,
            synthetic=synthetic,
        )
        done.about = task.uid
    return task


def finish_task(*, by: Actor, task: str, note: str, today: date | None = None) -> Task:
    """Close a task as done, with a sentence that says what was done.

    Refuses people.unknown_key, people.not_your_seat, people.task_closed, people.task_without_note and text refusals.
    """
    return _close(by, task, TaskState.DONE, note, today or localdate())


def drop_task(*, by: Actor, task: str, note: str, today: date | None = None) -> Task:
    """Close a task that nobody will do, with the reason.

    Refuses people.unknown_key, people.not_your_seat, people.task_closed, people.task_without_note and text refusals.
    """
    return _close(by, task, TaskState.DROPPED, note, today or localdate())


def _close(by: Actor, uid: str, state: TaskState, note: str, day: date) -> Task:
    number = uid_or_none(uid)
    with checking():
        task: Task | None = Task.objects.inside_action().filter(uid=number).first() if number else None
        chair = Seat.objects.get(id=task.seat_id) if task else None
    if task is None or chair is None:
        raise Refusal(words.UNKNOWN_KEY, field="task", what="task", key=uid[:60])
    _check_hand(by, chair, day)
    if task.state != TaskState.OPEN:
        raise Refusal(words.TASK_CLOSED, day=str(task.closed_on))
    if not note.strip():
        raise Refusal(words.TASK_WITHOUT_NOTE, field="note")
    told = clean_line(note, field="note", max_length=1000)
    with act(f"people.task.{state}", by=by, owner=task.owner, about=task.uid, seat=chair.key):
        task.state, task.note, task.closed_on, task.closed_by = state.value, told, day, _called(by)
        task.save(update_fields=["state", "note", "closed_on", "closed_by"])
    return task


def _called(by: Actor) -> str:
    """What tasks call whoever acts: as in the journal, so that it leads nowhere once somebody was erased."""
    return pseudonyms_of([by.uid]).get(by.uid, by.uid)


def _check_hand(by: Actor, chair: Seat, day: date) -> None:
    """Raise people.not_your_seat unless `by` sits there on the day or sets tasks for its owner."""
    sits = not by.owes_factor and capacities_of(by.uid, seat=chair.id, on=day)
    if not sits and not may(by, Deed.SET_TASK, chair.owner):
        raise Refusal(words.NOT_YOUR_SEAT, seat=chair.title, owner=chair.owner)
