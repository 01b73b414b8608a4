"""JSON v1. What is published here stays; what changes its meaning becomes v2."""

from ninja.renderers import JSONRenderer

from kerege.api.describing import DescribedAPI
from kerege.api.parsing import StrictParser
from kerege.api.problems import answer_refusals
from kerege.api.v1 import (
    activities,
    atlas,
    capacity,
    certificates,
    competences,
    coverage,
    equipment,
    finding,
    helping,
    indicators,
    inventory,
    law,
    library,
    needs,
    obligations,
    people,
    privacy,
    quality,
    sharing,
    statistics,
    teaching,
)


class Readable(JSONRenderer):
    """JSON in which every script stays readable."""

    json_dumps_params = {"ensure_ascii": False}


api = DescribedAPI(
    title="Kerege",
    version="1",
    description=(
        "What a country has, what its law says, what its people can do, and what happened, as on any day. "
        "Answers depend on who asks: fields above the reader's clearance are null and named in `withheld`. "
        "A territory's name carries its marker, and its note has to be printed wherever the name is. "
        "What is refused is told as a problem document; HEAD is answered wherever GET is."
    ),
    docs_url=None,
    openapi_url="openapi.json",
    parser=StrictParser(),
    renderer=Readable(),
    urls_namespace="api",
)
answer_refusals(api)
for room in (
    atlas,
    activities,
    inventory,
    equipment,
    finding,
    helping,
    law,
    library,
    obligations,
    coverage,
    capacity,
    certificates,
    competences,
    needs,
    quality,
    people,
    privacy,
    indicators,
    statistics,
    sharing,
    teaching,
):
    api.add_router("", room.router)
