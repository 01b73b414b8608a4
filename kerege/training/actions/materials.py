"""What a course needs: proposed from its curriculum, edited, and ticked off when it is there."""

from datetime import date
from functools import partial

from django.utils.timezone import localdate

from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.figures import whole
from kerege.lib.ids import new_uid, uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line, fold
from kerege.people.rules import Actor, check_may, may
from kerege.people.words import Deed
from kerege.records.recording import named
from kerege.training.actions.planning import own_course
from kerege.training.actions.turns import _turn
from kerege.training.models import Course, CourseMaterial
from kerege.training.queries.staff import parts_in
from kerege.training.queries.taught import activities_of, content_of, said
from kerege.training.rules.needed import needed_for
from kerege.training.words import planning as words
from kerege.training.words.delivery import USUAL_MOST

MOST = 100_000


def propose_materials(*, by: Actor, course: str, lang: str = "en") -> list[CourseMaterial]:
    """Put on the list of a planned course what the activities of its curriculum ask for with a full cohort; what is on
    the list stays as it is. Again changes nothing.

    Refuses what planning.own_course refuses and training.no_materials.
    """
    about = own_course(by=by, course=course, planned=True)
    content = content_of(about)
    people = about.most or USUAL_MOST
    needed = needed_for(activities_of(about), people=people, say=lambda texts: said(texts, lang, content))
    if not needed:
        raise Refusal(words.NO_MATERIALS, field="course")
    with _turn(about) as about:
        with checking():
            known = set(CourseMaterial.objects.inside_action().filter(course=about).values_list("key", flat=True))
        rows = [_row(about, e.key[:60], e.what[:200], e.number) for e in needed if e.key[:60] not in known]
        if rows:
            with act("training.material.proposed", by=by, owner=about.owner, about=about.uid, lines=len(rows)):
                for row in rows:
                    row.save()
    return rows


def add_material(*, by: Actor, course: str, what: str, number: int | str) -> CourseMaterial:
    """Put something on the list of a course. The same in the same number again changes nothing.

    Refuses what planning.own_course refuses, training.material_twice, figures.not_a_figure and text.*.
    """
    about = own_course(by=by, course=course)
    told, count = clean_line(what, field="what"), whole(number, field="number", highest=MOST)
    with _turn(about) as about:
        with checking():
            standing = CourseMaterial.objects.inside_action().filter(course=about, dropped_on__isnull=True)
            same = next((row for row in standing if fold(row.what) == fold(told)), None)
        if same is not None:
            if same.number == count:
                return same  # type: ignore[no-any-return]
            raise Refusal(words.MATERIAL_TWICE, field="what")
        with act("training.material.added", by=by, owner=about.owner) as done:
            row = _row(about, f"own-{new_uid()}", told, count)
            row.save()
            done.about = row.uid
    return row


def count_material(*, by: Actor, material: str, number: int | str, there: int | str) -> CourseMaterial:
    """Say how much is needed and how much of it is there. The staff of the course may, whatever its roles. The same
    again changes nothing.

    Refuses training.no_such_material, people.not_yours and figures.not_a_figure.
    """
    row = _material(material)
    with checking():
        about = row.course
    if not parts_in(by, about):
        _check_own(by, about)
    counts = whole(number, field="number", highest=MOST), whole(there, field="there", highest=MOST)
    if (row.number, row.there) == counts:
        return row
    with act("training.material.counted", by=by, owner=row.owner, about=row.uid):
        row.number, row.there = counts
        row.save()
    return row


def drop_material(*, by: Actor, material: str, today: date | None = None) -> CourseMaterial:
    """Take something off the list. Again changes nothing.

    Refuses training.no_such_material and people.not_yours.
    """
    row = _material(material)
    with checking():
        _check_own(by, row.course)
    if row.dropped_on is not None:
        return row
    with act("training.material.dropped", by=by, owner=row.owner, about=row.uid):
        row.dropped_on = today or localdate()
        row.save()
    return row


def _row(about: Course, key: str, what: str, number: int) -> CourseMaterial:
    return CourseMaterial(
        course=about, owner=about.owner, label=about.label, synthetic=about.synthetic, key=key, what=what, number=number
    )


def _material(uid: str) -> CourseMaterial:
    number = uid_or_none(uid)
    with checking():
        rows = CourseMaterial.objects.inside_action().filter(uid=number).select_related("course")
        found: CourseMaterial | None = rows.first() if number else None
    if found is None:
        raise Refusal(words.NO_SUCH_MATERIAL, field="material")
    return found


def _check_own(by: Actor, about: Course) -> None:
    """Of a course that is not public others learn no more than that nothing is there."""
    named(Course, whose=partial(may, by, Deed.RECORD_ACTIVITY), key=about.key)
    check_may(by, Deed.RECORD_ACTIVITY, about.owner)
