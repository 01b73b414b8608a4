"""When people teach already, for rules and for planning: it shows no course and no name."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta

from kerege.lib.periods import Period
from kerege.training.models import Course, CourseStaff
from kerege.training.queries.staff import DOOR
from kerege.training.words import Status
from kerege.training.words.delivery import Answer


def teaching_days(
    persons: Collection[int], *, since: date, until: date, but_not: Collection[str] = ()
) -> dict[int, list[Period]]:
    """When these persons (their numbers) have a part in a planned course between two days (both count), in the order of
    days; without the courses with the uids `but_not`. An invitation that was not declined counts. Whoever may invite
    somebody is told as much: training.staff_busy names the times.
    """
    if not persons:
        return {}
    rows = CourseStaff.objects.seen_by(DOOR).filter(person_id__in=list(persons), until__isnull=True)
    named = list(rows.exclude(answer=Answer.DECLINED).values_list("person_id", "course_id"))
    courses = Course.objects.seen_by(DOOR).filter(id__in={course for _, course in named}, status=Status.PLANNED)
    ahead = courses.filter(first_day__lte=until, last_day__gte=since).exclude(uid__in=list(but_not))
    days = {number: (first, last) for number, first, last in ahead.values_list("id", "first_day", "last_day")}
    found: defaultdict[int, list[Period]] = defaultdict(list)
    for person, course in named:
        if course in days:
            first, last = days[course]
            found[person].append(Period(first, last + timedelta(days=1)))
    return {person: sorted(set(periods), key=str) for person, periods in found.items()}
