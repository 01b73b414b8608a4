"""Rooms and records with many pages: their parts in groups, so that a phone shows all ways on two short rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from kerege.people.rules import ANONYMOUS
from kerege.training.queries.course_parts import CourseParts
from kerege.training.words.delivery import StaffPart
from kerege.web.shell.navigation import Item, address

BANK = frozenset({"training_centre_manager", "master_trainer", "focal_point", "secretariat"})


@dataclass(frozen=True)
class Part:
    """A page by the name of its address, with its label. `under`: names of pages that belong to it. `own`: only for who
    is signed in; `roles`: only for these. Hiding is a courtesy: the query behind each page refuses.
    """

    address: str
    label: str
    under: tuple[str, ...] = ()
    own: bool = False
    roles: frozenset[str] = frozenset()


Group = tuple[str, tuple[Part, ...]]

TRAINING: tuple[Group, ...] = (
    (
        _("Courses"),
        (
            Part("courses", _("Courses")),
            Part("courses_calendar", _("Calendar"), ("courses_week", "courses_year")),
            Part("teaching", _("What I teach"), own=True),
        ),
    ),
    (
        _("My learning"),
        (
            Part("learning", _("My learning"), own=True),
            Part("my_courses", _("My courses"), own=True),
            Part("statements", _("Learning records"), own=True),
        ),
    ),
    (
        _("Curricula and lessons"),
        (
            Part("curricula", _("Curricula")),
            Part("lessons", _("Lessons")),
            Part("elearning", _("E-learning")),
            Part("bank", _("Question bank"), roles=BANK),
            Part("packs", _("Toolkit packages")),
            Part("adoptions", _("Curricula taken in")),
        ),
    ),
    (_("Cascade and evaluation"), (Part("cascade", _("Cascade")), Part("evaluations", _("Evaluation")))),
)

CAPACITY: tuple[Group, ...] = (
    (
        _("Assessments"),
        (
            Part("capacity", _("Assessments")),
            Part("declared_scores", _("Published scores")),
            Part("question_sets", _("Question sets")),
        ),
    ),
    (_("Quality"), (Part("quality", _("Quality")),)),
    (_("Competences"), (Part("competences", _("Competences")), Part("needs", _("Training needs")))),
    (
        _("Certificates"),
        (
            Part("certificates", _("Trainers' certificates")),
            Part("certified", _("Certified people")),
            Part("verify", _("Verify a certificate")),
        ),
    ),
)


@dataclass(frozen=True)
class Grouped:
    """A group as it is shown: its label leads to its first page; `items` are told of the one where the reader is."""

    label: str
    href: str
    current: bool
    items: tuple[Item, ...]


def shown(groups: Sequence[Group], request: HttpRequest, *, args: Sequence[str] = ()) -> list[Grouped]:
    """The groups with what this reader finds in each; a group in which they find nothing is left out."""
    match = request.resolver_match
    here, found = match.url_name if match is not None else "", []
    for label, pages in groups:
        items = [
            Item(gettext(each.label), href, here == each.address or here in each.under)
            for each in pages
            if _finds(request, each) and (href := address(each.address, *args))
        ]
        if items:
            current = any(item.current for item in items)
            found.append(Grouped(gettext(label), items[0].href, current, tuple(items) if current else ()))
    return found


def _finds(request: HttpRequest, part: Part) -> bool:
    roles: frozenset[str] = getattr(request, "actor", ANONYMOUS).roles
    return (not part.own or request.user.is_authenticated) and (not part.roles or bool(part.roles & roles))


def of_course(parts: CourseParts) -> list[Group]:
    """The pages of a course that somebody finds. Those of their own, outside of it, stand among the others."""
    leads = parts.organises or StaffPart.LEAD in parts.staff
    told: list[tuple[str, list[tuple[bool, Part]]]] = [
        (
            _("Overview"),
            [
                (True, Part("course", _("Course"))),
                (parts.planned or parts.organises, Part("course_plan", _("Plan"))),
                (parts.planned or parts.organises, Part("course_sessions", _("Sessions"), ("course_session",))),
            ],
        ),
        (
            _("People"),
            [
                (True, Part("cohort", _("Participants"), ("nominate_for_course", "participant", "close_course"))),
                (parts.inside, Part("course_staff", _("Staff"))),
            ],
        ),
        (
            _("Teaching and learning"),
            [
                (parts.keeps, Part("course_learning", _("To learn alone"))),
                (parts.activities, Part("activities", _("Activities of the course"))),
                (parts.sits, Part("my_activities", _("My activities"))),
                (parts.inside, Part("course_elearning", _("E-learning"))),
                (parts.tools, Part("lti_course", _("Tools"))),
                (parts.inside, Part("course_materials", _("Materials"))),
            ],
        ),
        (
            _("Exams and results"),
            [
                (parts.plans, Part("exams_of_course", _("Exams"), ("new_exam",))),
                (parts.keeps, Part("course_results", _("Results"))),
                (True, Part("course_evaluation", _("Evaluation"), ("course_test",))),
                (leads, Part("course_badges", _("Badges"))),
            ],
        ),
        (_("Costs"), [(parts.organises, Part("course_costs", _("Costs")))]),
    ]
    return [(label, tuple(part for there, part in pages if there)) for label, pages in told]
