"""Lists of the cascade as files."""

from collections.abc import Iterable

from django.utils.translation import gettext

from kerege.lib.refusal import N_
from kerege.lib.tables import Table
from kerege.records.viewers import Viewer
from kerege.training.queries.cascade import Overview, YearLine
from kerege.training.queries.cascade_lasting import CentreLine
from kerege.training.queries.cascade_tree import Leaf
from kerege.training.rules.followup import Followed
from kerege.training.words import COURSE_KINDS, CourseKind
from kerege.training.words.cascade import AGREEMENTS
from kerege.web.activities import lists
from kerege.web.cascade.asking import Asked, names_for

COURSES = (
    *(N_("Course"), N_("Kind"), N_("Generation"), N_("Generation on record"), N_("How the two agree")),
    *(N_("First day"), N_("Last day"), N_("Venue"), N_("Trainees from")),
    *(N_("At least"), N_("At most"), N_("Planned"), N_("Courses that came of it")),
)
OVERVIEW = (
    N_("Generation"),
    N_("Country"),
    N_("Courses"),
    N_("At least"),
    N_("At most"),
    N_("Planned"),
    N_("Nobody says"),
)
YEARS = (N_("Year"), N_("Courses"), N_("At least"), N_("At most"), N_("At least so far"), N_("At most so far"))


def courses_table(viewer: Viewer, leaves: Iterable[Leaf], question: Asked) -> Table:
    leaves = list(leaves)
    names = names_for(question, {code for leaf in leaves for code in (leaf.venue, leaf.trainees_from)})
    rows = [
        [
            *(leaf.title, gettext(COURSE_KINDS[CourseKind(leaf.kind)]), leaf.generation, leaf.recorded),
            *(gettext(AGREEMENTS[leaf.agreement]), leaf.first_day, leaf.last_day),
            *(names.get(leaf.venue), names.get(leaf.trainees_from)),
            *(leaf.reach.low, leaf.reach.high, leaf.reach.planned, leaf.below),
        ]
        for leaf in leaves
    ]
    return lists.table(viewer, gettext("Courses of the cascade"), COURSES, rows, question.choice, counted_by(question))


def overview_table(viewer: Viewer, found: Overview, question: Asked) -> Table:
    names = names_for(question, {line.territory for line in found.countries})
    rows = [
        [g, names.get(line.territory), each.courses, each.low, each.high, each.planned, each.unknown]
        for line in found.countries
        for g, each in line.by_generation.items()
    ]
    return lists.table(viewer, gettext("The cascade"), OVERVIEW, rows, question.choice, counted_by(question))


def years_table(viewer: Viewer, years: Iterable[YearLine], question: Asked) -> Table:
    rows = [[str(y.year), y.reach.courses, y.reach.low, y.reach.high, y.so_far.low, y.so_far.high] for y in years]
    return lists.table(viewer, gettext("The cascade year by year"), YEARS, rows, question.choice, counted_by(question))


FOLLOWED = (
    *(N_("Months after the course"), N_("Trained trainers"), N_("Asked"), N_("Answered"), N_("Answered, percent")),
    *(N_("Teach at least, percent"), N_("Teach at most, percent")),
    *(N_("In the field at least, percent"), N_("In the field at most, percent"), N_("Withheld")),
)


def followed_table(viewer: Viewer, found: Iterable[Followed], question: Asked) -> Table:
    rows = [
        [
            each.months,
            each.people or (None if each.left_out else 0),
            each.asked,
            each.answered,
            each.rate,
            *(each.teaching or (None, None)),
            *(each.staying or (None, None)),
            each.withheld,
        ]
        for each in found
    ]
    return lists.table(viewer, gettext("What trained trainers say later"), FOLLOWED, rows, question.choice)


LASTING = (N_("Centre"), N_("Country"), N_("Courses"), N_("Without money from outside"), N_("With it"), N_("Not said"))


def centres_table(viewer: Viewer, centres: Iterable[CentreLine], question: Asked) -> Table:
    centres = list(centres)
    names = names_for(question, {line.territory for line in centres})
    bodies = lists.organisation_names({line.centre for line in centres}, question.choice)
    rows = [
        [
            *(bodies.get(line.centre, ""), names.get(line.territory), line.held.held),
            *(line.held.alone, line.held.helped, line.held.unsaid),
        ]
        for line in centres
    ]
    return lists.table(viewer, gettext("Who holds courses without money from outside"), LASTING, rows, question.choice)


def counted_by(question: Asked) -> str:
    if question.chosen.by == "venue":
        return gettext("Counted by the country of the venue")
    return gettext("Counted by the country of the trainees")
