"""Where the page is of a course's or a lesson's tools, and where a browser goes to open one."""

from django.urls import reverse

from kerege.training.queries.lti_tools import Ground, ToolLine
from kerege.training.rules.lti_tools.launching import initiation
from kerege.web.lti.signing import issuer


def address_of(here: Ground) -> str:
    """The page of what of tools there is in a place."""
    if here.course is not None:
        return reverse("lti_course", args=[here.course.uid])
    return reverse("lti_module", args=[here.curriculum.key, here.module])


def way_in(tool: ToolLine, target: str, login_hint: str, message_hint: str) -> str:
    """Where a browser goes to begin with a tool."""
    return initiation(
        tool.login_url,
        issuer=issuer(),
        client=tool.client,
        deployment=tool.deployment,
        target=target,
        login_hint=login_hint,
        message_hint=message_hint,
    )
