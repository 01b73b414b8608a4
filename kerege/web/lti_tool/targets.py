"""What a platform may link to: the addresses of pages that are here anyway, and nothing else."""

from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language

from kerege.lib.refusal import Refusal
from kerege.records.viewers import PUBLIC
from kerege.training.queries import lessons
from kerege.training.queries.elearning import package
from kerege.training.queries.lti_offers import course_title, exam_title
from kerege.training.rules.lti_platforms import path_here
from kerege.training.words.lti_platforms import LAUNCH_OUTSIDE, Opens
from kerege.web.lti.signing import issuer

PAGES = {
    "lesson": Opens.LESSON,
    "elearning_package": Opens.PACKAGE,
    "course": Opens.COURSE,
    "my_exam": Opens.EXAM,
}
_NAMES = {kind: name for name, kind in PAGES.items()}


def named_by(target: str) -> tuple[Opens, str]:
    """What an address of this node opens. Refuses training.launch_outside for every other one."""
    try:
        found = resolve(path_here(target, here=issuer()))
    except Resolver404:
        raise Refusal(LAUNCH_OUTSIDE) from None
    kind = PAGES.get(found.url_name or "")
    if kind is None:
        raise Refusal(LAUNCH_OUTSIDE)
    return kind, "/".join(str(each) for each in found.kwargs.values())


def page_of(kind: Opens, what: str) -> str:
    """The path of the page that is opened."""
    return reverse(_NAMES[kind], args=what.split("/"))


def address_of(kind: Opens, what: str) -> str:
    """The address that a platform keeps."""
    return issuer() + page_of(kind, what)


def title_of(request: HttpRequest, kind: Opens, what: str) -> str:
    """How what is opened is called for everybody; empty where that is told to nobody before."""
    if kind == Opens.LESSON:
        key, _, module = what.partition("/")
        found = lessons.lesson(PUBLIC, key, module, on=localdate(), lang=get_language() or "en")
        return found.line.title if found else ""
    if kind == Opens.PACKAGE:
        return package(PUBLIC, request.actor, what).title
    return course_title(what) if kind == Opens.COURSE else exam_title(what)
