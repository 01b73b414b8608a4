"""Launching a unit from a request: where its package's files are, and where it asks the node."""

from dataclasses import dataclass
from uuid import uuid4

from django.http import HttpRequest

from kerege.lib.refusal import Refusal
from kerege.training.actions import cmi5 as actions
from kerege.training.queries.elearning import PackageLine
from kerege.training.words.cmi5 import LaunchMode
from kerege.training.words.elearning import ELEARNING_NO_CONTENT_HOST
from kerege.web.content import playing
from kerege.web.content.hosts import content_origin
from kerege.web.player.weighing import is_light


@dataclass(frozen=True)
class Launched:
    """A session, and the address at which its unit begins; whoever opens it first has it."""

    session: str
    address: str


def launch(
    request: HttpRequest,
    line: PackageLine,
    *,
    registration: str,
    part: str,
    mode: str = LaunchMode.NORMAL,
    returns_to: str = "",
    language: str = "",
) -> Launched:
    """Refuses training.elearning_no_content_host and what actions.cmi5.launch_unit refuses."""
    origin = content_origin(request)
    if not origin:
        raise Refusal(ELEARNING_NO_CONTENT_HOST)
    files = playing.address_of(
        request,
        uid=line.uid,
        owner=line.owner,
        label=line.label,
        standard=line.standard,
        use=registration,
        light=is_light(request),
    )
    session = str(uuid4())
    where = actions.Where(files=files, pages=f"{request.scheme}://{request.get_host()}", origin=origin)
    address = actions.launch_unit(
        by=request.actor,  # type: ignore[attr-defined]  # ReaderMiddleware
        registration=registration,
        part=part,
        session=session,
        where=where,
        mode=mode,
        returns_to=returns_to,
        language=language,
    )
    return Launched(session, address)
