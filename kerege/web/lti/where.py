"""Where the page is of a course's or a lesson's tools."""

from django.urls import reverse

from kerege.training.queries.lti_tools import Ground


def address_of(here: Ground) -> str:
    """The page of what of tools there is in a place."""
    if here.course is not None:
        return reverse("lti_course", args=[here.course.uid])
    return reverse("lti_module", args=[here.curriculum.key, here.module])
